"""A list of many children: each verdict is the calculator's own, and nothing that cannot be read is lost without a word."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import answer
from calculators.core.answers import Unusable
from calculators.screening import Screening, UnusableFile
from calculators.screening_door import ScreeningDoor
from calculators.screening_result import result, safe, saved

NAME, AS_OF = "emergency-attendance", "2026-06-01"
REACHED, NOT_RULED_OUT = "reached", "not_ruled_out"


def screened(edition, data, *, size=1 << 18, as_of=AS_OF):
    """Return the screening of a whole file, and the texts of what is wrong in it."""
    data = data.encode() if isinstance(data, str) else data
    screening = Screening(edition, as_of)
    problems = [problem for at in range(0, len(data), size) for problem in screening.feed(data[at : at + size])]
    problems += screening.end()
    while screening.left:
        problems += screening.conclude(2)
    return screening, [problem["text"] for problem in problems]


def groups(screening):
    return {group: {name for name, _ in found} for group, found in screening.groups.items()}


def table(*rows, separator=","):
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue()


# The same verdict as the calculator's

DAYS = [
    "2024-02-28",
    "2024-02-29",
    "2025-02-28",
    "2025-03-01",
    "2025-06-01",
    "2025-06-02",
    "2025-11-30",
    "2026-02-28",
    "2026-05-31",
    "2026-06-01",
]
DAYS += ["2026-06-02", "2031-01-01", "2007-01-01", "2005-06-01"]
births = st.sampled_from(
    [None, None, "2020-05-04", "2025-06-02", "2026-05-30", "2008-06-01", "2008-06-02", "2005-06-01", "2005-06-02", "2026-06-01"]
)
contacts = st.fixed_dictionaries(
    {
        "child": st.sampled_from(["a", "a", "b", "c"]),
        "date": st.sampled_from([*DAYS, "unknown", *DAYS]),
        "service": st.sampled_from(["nhs_111", "nhs_111", "emergency_department", "other", "gp_in_hours", "abroad", "unknown"]),
        "reference": st.sampled_from(["", "", "1", "2", "unknown"]),
        "time": st.sampled_from(["", "", "09:30", "10:00"]),
    }
)
LABELS = {"nhs_111": "NHS 111", "emergency_department": "A&E", "gp_in_hours": "GP in ordinary hours", "unknown": ""}


def group_of(possible):
    in_policy = set(possible) - {"outside_policy"}
    return REACHED if in_policy == {"review"} else NOT_RULED_OUT if "review" in in_policy else None


@settings(max_examples=250)
@given(
    st.lists(contacts, min_size=1, max_size=14),
    st.fixed_dictionaries(dict.fromkeys("abc", births)),
    st.fixed_dictionaries({name: st.sampled_from(["", "", "yes", "no", "unknown"]) for name in "abc"}),
    st.booleans(),
    st.sampled_from([",", ";", "\t"]),
    st.integers(1, 60),
)
def test_the_verdict_on_every_child_is_the_calculators(edition, rows, birth, extended, as_a_person_writes, separator, size):
    def written(row):
        year, month, day = row["date"].split("-") if row["date"][0] == "2" else ("", "", "")
        date = f"{int(day)}/{month}/{year}" if year and as_a_person_writes else row["date"]
        service = LABELS.get(row["service"], row["service"]) if as_a_person_writes else row["service"]
        return [row["child"], date, service, row["reference"], row["time"], birth[row["child"]] or "", extended[row["child"]]]

    heads = ["Child", "Date", "Service", "Reference", "Time", "DOB", "learning disability or care leaver"]
    screening, _ = screened(edition, table(heads, *map(written, rows), separator=separator), size=size)
    found, others = groups(screening), {"below": 0, "nothing_to_count": 0, "outside_policy": 0}
    for name in {row["child"] for row in rows}:
        asked = {"as_of": AS_OF, "date_of_birth": birth[name], "learning_disability_or_care_leaver": extended[name] or None}
        asked["attendances"] = [
            {part: row[part] or None for part in ("date", "service", "reference", "time")} for row in rows if row["child"] == name
        ]
        possible = answer(NAME, asked, edition)["possible"]
        group = group_of(possible)
        assert {group for group, names in found.items() if name in names} == ({group} if group else set())
        if group:
            (count,) = [count for flagged, count in screening.groups[group] if flagged == name]
            assert list(count.possible) == possible
        else:
            others[
                "outside_policy" if possible == ["outside_policy"] else "nothing_to_count" if possible[0] == "no_contact" else "below"
            ] += 1
    assert {name: screening.numbers[name] for name in others} == others


@given(st.lists(contacts, min_size=1, max_size=10), st.randoms(use_true_random=False))
def test_neither_the_order_of_the_rows_nor_the_pieces_change_anything(edition, rows, shuffle):
    lines = [f"{row['child']},{row['date']},{row['service']},{row['reference']}" for row in rows]
    mixed = shuffle.sample(lines, len(lines))
    first, second = (
        screened(edition, "\n".join(["child,date,service,ref", *some]), size=size)[0] for some, size in ((lines, 3), (mixed, 999))
    )
    assert groups(first) == groups(second) and first.numbers == second.numbers


THREE = "child,date,service\na,10/01/2026,A&E\na,2/3/2026,NHS 111\na,2026-05-30,walk_in_centre\n"


def test_a_child_with_three_contacts_within_the_months_reaches_the_threshold_and_when(edition):
    screening, problems = screened(edition, THREE + "a,2026-05-31,A&E\na,2025-01-01,A&E\nb,2026-05-30,A&E\n")
    ((name, count),) = screening.groups[REACHED]
    assert (name, count.first.isoformat(), count.last.isoformat(), count.number, count.counted) == ("a", "2026-01-10", "2026-05-30", 4, 5)
    assert problems == [] and groups(screening)[NOT_RULED_OUT] == set() and screening.numbers["below"] == 1


def test_the_first_time_counts_however_old_it_is(edition):
    rows = [f"a,{day},A&E" for day in ("2026-05-30", "2026-05-29", "2026-05-28", "2019-03-02", "2019-03-01", "2020-03-01")]
    screening, _ = screened(edition, "\n".join(["child,date,service", *rows]))
    ((_, count),) = screening.groups[REACHED]
    assert (count.first.isoformat(), count.last.isoformat(), count.number) == ("2019-03-01", "2020-03-01", 3)


def test_the_same_contact_listed_twice_counts_once_and_a_placeholder_is_no_reference(edition):
    twice = "child,date,service,reference\n" + "a,2026-05-30,A&E,77\n" * 3
    assert screened(edition, twice)[0].numbers["below"] == 1
    assert groups(screened(edition, twice.replace("77", "n/a"))[0])[REACHED] == {"a"}


def test_without_a_service_column_nothing_is_certain_and_one_line_says_so(edition):
    screening, problems = screened(edition, "child,date\n" + "a,2026-05-30\n" * 3)
    assert groups(screening) == {REACHED: set(), NOT_RULED_OUT: {"a"}} and problems == []
    assert screening.words["no_service_column"] in result(screening, 9)["notes"]


def test_without_a_date_of_birth_everyone_is_taken_as_a_child_and_a_line_says_so(edition):
    screening, _ = screened(edition, THREE)
    assert groups(screening)[REACHED] == {"a"}
    assert any("age is not known" in note for note in result(screening, 9)["notes"])
    ((_, count),) = screening.groups[REACHED]
    assert count.child is None and count.possible == ("review", "outside_policy")


# What is wrong in the rows


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,10/01/26,A&E", 'line 2, date: "10/01/26" has a year of two digits'),
        ("a,1/13/2026,A&E", 'line 2, date: "1/13/2026" has no such month; write the day first'),
        ("a,31/02/2025,A&E", 'line 2, date: "31/02/2025" is not a day in the calendar'),
        ("a,yesterday,A&E", 'line 2, date: "yesterday" is not a date'),
        ("a,1e999,A&E", 'line 2, date: "1e999" is not a date'),
        ("a,,A&E", "line 2, date: empty"),
        ("a,unknown,A&E", "line 2, date: empty"),
        ("a", "line 2, date: empty"),
        ("a,2026-06-02,A&E", "line 2, date: 2 June 2026 is after the day of the decision, 1 June 2026"),
        ("a,1999-01-01,A&E", "line 2, date: 1 January 1999 is before the child can have been born (2 June 2008 at the earliest)"),
        ("a,2026-05-01,hospital", 'line 2, service: "hospital" is not one of the services'),
        ("a,2026-05-01,", "line 2, service: empty or not known"),
        (",2026-05-01,A&E", "line 2, child: empty. The row belongs to no child"),
        ('a,2026-05-01,"A&E', "line 2, child: a quotation mark opens in this row and does not close"),
        ("a,2026-05-01,A&E,1,,,,,x", "line 2, child: the row has more cells than there are columns"),
        ("a,2026-05-01,A&E,,9.30", 'line 2, time: "9.30" is not a time of day'),
        ("a,2026-05-01,A&E,,,2026-06-02", "line 2, date of birth: 2 June 2026 is after the day of the decision"),
        ("a,2026-05-01,A&E,,,2/6/19", 'line 2, date of birth: "2/6/19" has a year of two digits'),
        ("a,2026-05-01,A&E,,,27/3/1018", "line 2, date of birth: 27 March 1018 is more than 120 years before the day of the decision"),
        ("a,2026-05-01,A&E,,,,maybe", 'line 2, learning disability or care leaver: "maybe" is neither yes nor no'),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_line_and_the_reason(edition, row, said):
    heads = "child,date,service,reference,time,dob,learning disability or care leaver"
    screening, problems = screened(edition, f"{heads}\n{row}\nb,2026-05-01,A&E\n")
    assert any(problem.startswith(said) for problem in problems), problems
    assert screening.numbers["rows"] == 2 and screening.numbers["below"] == screening.numbers["children"]


def test_a_contact_whose_date_cannot_be_used_keeps_its_child_on_the_list(edition):
    screening, problems = screened(edition, "child,date,service\na,10/1/26,A&E\na,2/3/2026,A&E\na,2026-05-30,A&E\n")
    assert groups(screening) == {REACHED: set(), NOT_RULED_OUT: {"a"}} and len(problems) == 1
    ((_, count),) = screening.groups[NOT_RULED_OUT]
    assert (count.first, count.number, count.counted, count.undated) == (None, None, 3, 1)


def test_the_line_named_is_the_files_line_after_rows_of_several_lines_and_empty_ones(edition):
    _, problems = screened(edition, '\n\nchild,date,"service\n(type)",service\n"a",2026-05-01,"x\ny\nz",A&E\n\n,,,\na,bad,,A&E\n')
    assert [problem.partition(":")[0] for problem in problems] == ["line 10, date"]


def test_two_rows_that_say_different_things_of_one_child_leave_it_not_known(edition):
    rows = (
        "child,date,service,dob\na,2026-05-01,A&E,2020-01-01\na,2026-05-01,A&E,2020-01-02\na,2026-05-02,A&E,\na,2026-05-01,A&E,2020-01-03\n"
    )
    screening, problems = screened(edition, rows)
    assert problems == ['line 3, date of birth: "2020-01-02" differs from line 2 for the same child. It is taken as not known.']
    assert screening.groups[REACHED][0][1].child is None


def test_the_first_rows_are_shown_with_the_month_spelled_out(edition):
    screening, _ = screened(edition, THREE + "b,x,y\n" * 9)
    assert len(screening.preview) == 5
    assert [row["date"] for row in screening.preview] == ["10 January 2026", "2 March 2026", "30 May 2026", "not known", "not known"]
    assert screening.preview[1] == {"line": "3", "child": "a", "written": "2/3/2026", "date": "2 March 2026", "service": "NHS 111"}


# Files that cannot be used, and hostile ones


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", "empty"),
        (b"\n \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"NHS number,When\n1,2026-01-01", '"NHS number", "When"'),
        (b"child,service\n1,2026-01-01", "no column for date"),
        (b"PK\x03\x04\x14\x00\x06\x00child,date\n", "save"),
        ("child,date\na,2026-01-01".encode("utf-16-le"), "save"),
        (b"child,date,Date of contact\n", '"date" and "Date of contact"'),
        (b"child,date,date\n", '"date" and "date"'),
        (b"a," * 5000 + b"\n", "\N{HORIZONTAL ELLIPSIS}"),
        (b'"' + b"x" * 500_000, "no column for child and date"),
        (b"\x1b[2Jchild,date\x07\n", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_printable_line(edition, data, named):
    with pytest.raises(UnusableFile) as refused:
        screened(edition, data)
    said = str(refused.value)
    assert named.lower() in said.lower() and said.isprintable() and len(said) < 2000


def test_a_day_of_decision_that_is_no_day_is_refused(edition):
    with pytest.raises(Unusable):
        Screening(edition, "1/6/2026")


def test_a_file_with_a_header_only_has_no_rows_and_says_so(edition):
    screening, problems = screened(edition, "child,date")
    assert problems == [] and "0 rows were read." in result(screening, 9)["notes"]


HOSTILE = [
    b"\0",
    b'"',
    b'""',
    b",",
    b"\n",
    b"\r",
    b"a",
    b"=1",
    b"\xff",
    b"\xe9",
    b"2026-05-01",
    b"1e999",
    b"A&E",
    b"\x1b",
    b"\x85",
    b"\xe2\x80\xa8",
    b"x" * 3000,
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(HOSTILE), max_size=60), st.sampled_from([1, 5, 1 << 18]))
def test_whatever_stands_in_the_rows_each_is_counted_or_named(edition, parts, size):
    data = b"child,date,service\n" + b"".join(parts)
    screening, problems = screened(edition, data, size=size)
    numbers, found = screening.numbers, result(screening, 1000)
    assert numbers["children"] == sum(map(len, screening.groups.values())) + sum(
        numbers[name] for name in ("below", "nothing_to_count", "outside_policy")
    )
    assert all(problem.isprintable() and 1 < int(problem.split()[1].strip(",")) <= len(data.splitlines()) for problem in problems)
    assert sum("belongs to no child" in problem for problem in problems) == numbers["unassigned"]
    assert numbers["rows"] >= numbers["unassigned"] + numbers["children"]
    json.dumps(found)
    for row in list(csv.reader(io.StringIO("".join(saved(screening)), newline="")))[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


# The saved table


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-1", "@sum", "\tx", "\rx"])
def test_a_cell_that_a_spreadsheet_program_might_run_gets_an_apostrophe(cell):
    assert safe(cell) == f"'{cell}"
    assert safe(f"a{cell}") == f"a{cell}"


def test_the_saved_table_has_one_row_a_child_the_latest_first_with_dates_that_sort(edition):
    more = "".join(f"=b,{day},A&E\n" for day in ("2025-01-01", "2025-01-02", "2025-01-03")) + "c,x,A&E\n" * 3 + "d,2026-01-01,A&E\n"
    screening, _ = screened(edition, THREE + more)
    rows = list(csv.reader("".join(saved(screening)).splitlines()))
    assert rows[1:] == [
        ["a", "Reaches the threshold", "2026-01-10", "2026-05-30", "3", "3", "0", "0", "not known"],
        ["'=b", "Reaches the threshold", "2025-01-01", "2025-01-03", "3", "3", "0", "0", "not known"],
        ["c", "Cannot be ruled out", "", "", "", "3", "3", "0", "not known"],
    ]
    assert len(rows[0]) == len(rows[1])


def test_the_result_shows_as_many_children_as_asked_and_counts_them_all(edition):
    screening, _ = screened(edition, THREE + THREE.replace("child,date,service\n", "").replace("a,", "b,"))
    group = result(screening, 1)["groups"][0]
    assert group["count"] == 2 and len(group["rows"]) == 1 and len(group["headings"]) == len(group["rows"][0])


def test_the_browsers_door_goes_the_same_way(edition):
    door = ScreeningDoor()
    assert json.loads(door.step("open", AS_OF, edition)) == {}
    assert json.loads(door.step("feed", THREE.encode())) == {"problems": [], "preview": []}
    assert json.loads(door.step("end"))["left"] == 1
    assert json.loads(door.step("conclude", 5)) == {"problems": [], "left": 0}
    screening, _ = screened(edition, THREE)
    assert json.loads(door.step("result", 5)) == result(screening, 5)
    assert json.loads(door.step("saved"))["text"] == "".join(saved(screening))
    assert door.step("close") == "{}"
    assert "not a date" in json.loads(door.step("open", "today", edition))["unusable"]
    door.step("open", AS_OF, edition)
    assert "empty" in json.loads(door.step("end"))["unusable"]
