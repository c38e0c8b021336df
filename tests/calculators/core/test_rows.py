"""Rows of a table kept as text: the csv reader's own, whatever the pieces, each with the line of the file it begins on."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core.rows import LONGEST, QUOTE_NOT_CLOSED, TOO_LONG, Rows


def cut(data, size):
    return [data[at : at + size] for at in range(0, len(data), size)]


def read(data, *, size=None, rank=len):
    rows = Rows(rank)
    found = [row for piece in cut(data, size or len(data) or 1) for row in rows.feed(piece)]
    return found + list(rows.feed(b"", last=True))


def plain(data, **how):
    return [(row.line, row.cells) for row in read(data, **how) if row.cells]


cells = st.text(st.sampled_from('ab,;\t"\n\r é=\0'), max_size=6)
tables = st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=6)


@given(tables, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.integers(1, 9))
def test_what_a_program_wrote_is_read_again_with_its_lines(table, separator, ending, size):
    written = io.StringIO(newline="")
    table = [["child", "date", "c"], *table]
    for row in table:
        csv.writer(written, delimiter=separator, lineterminator=ending, quoting=csv.QUOTE_ALL).writerow(row)
    data, lines, line = written.getvalue().encode(), [], 1
    for row in table:
        lines.append(line)
        line += len(f"{''.join(f'x{cell}x' for cell in row)}\n".encode().splitlines())
    found = read(data, size=size, rank=lambda cells: "date" in cells)
    assert [row.cells for row in found] == table
    assert [row.line for row in found] == lines
    assert not any(row.fault for row in found)


@settings(max_examples=300)
@given(st.lists(st.sampled_from([b'"', b",", b"\n", b"\r", b"a", b"\xe9", b"\xc3\xa9", b";", b"\0", b" "]), max_size=40), st.integers(1, 7))
def test_the_pieces_make_no_difference_and_no_line_is_lost(parts, size):
    data = b"".join(parts)
    whole = read(data)
    assert read(data, size=size) == whole
    assert [row.line for row in whole] == sorted({row.line for row in whole})
    assert all(1 <= row.line <= len(data.splitlines()) for row in whole)
    if b'"' not in data:
        assert [row.line for row in whole] == list(range(1, len(data.splitlines()) + 1))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_ending_of_a_line_is_known(ending):
    assert plain(ending.join(["a,b", "1,2", "", "3,4"]).encode()) == [(1, ["a", "b"]), (2, ["1", "2"]), (4, ["3", "4"])]


@pytest.mark.parametrize(
    "data",
    [
        "é;b\n1;2".encode(),
        b"\xef\xbb\xbf" + "é;b\n1;2".encode(),
        "é;b\n1;2".encode("utf-16"),
        b"\xfe\xff" + "é;b\n1;2".encode("utf-16-be"),
        "é;b\n1;2".encode("cp1252"),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_every_usual_encoding_is_read(data, size):
    assert plain(data, size=size) == [(1, ["é", "b"]), (2, ["1", "2"])]


def test_one_wrong_byte_does_not_change_how_the_other_lines_are_read():
    rows = Rows(len)
    found = list(rows.feed("é,1\nJos\\xe9,2\né,3\n".encode().replace(b"\\xe9", b"\xe9"), last=True))
    assert [row.cells[0] for row in found] == ["é", "José", "é"]
    assert rows.lines.other_encoding == 1


def test_the_separator_is_the_one_with_which_the_first_row_says_most():
    def rank(cells):
        return sum(cell in ("child", "date") for cell in cells)

    assert plain(b"child;date;notes, also old, or long\n1;2;3", rank=rank)[1] == (2, ["1", "2", "3"])


def test_a_quote_that_never_closes_costs_one_row():
    lines = ["a,b", '1,"open', *(f"{number},x" for number in range(LONGEST // 4))]
    found = read("\n".join(lines).encode(), size=5000)
    assert (found[1].line, found[1].fault) == (2, QUOTE_NOT_CLOSED)
    assert len(found) == len(lines)
    assert {row.fault for row in found[2:]} == {None}


def test_quotes_that_never_close_again_and_again_do_not_stop_the_reading():
    lines = ["a,b", *(['x"y,"z'] * 3000), "1,2"]
    found = read("\n".join(lines).encode(), size=1 << 16)
    assert [row.line for row in found] == list(range(1, len(lines) + 1))
    assert found[-1].cells == ["1", "2"]


def test_a_line_that_is_too_long_is_cut_and_marked_and_the_next_one_is_whole():
    found = read(b"a,b\n1," + b"x" * 3 * LONGEST + b"\n2,y\n", size=10_000)
    assert [(row.line, row.cells[0], row.fault) for row in found] == [(1, "a", None), (2, "1", TOO_LONG), (3, "2", None)]
    assert len(found[1].cells[1]) <= LONGEST


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef", b"\xff", b"\xff\xfe\x00"])
def test_a_file_with_nothing_in_it_has_no_rows(data):
    assert plain(data, size=1) in ([], [(1, ["ï"])], [(1, ["ÿ"])], [(1, ["\N{REPLACEMENT CHARACTER}"])])
