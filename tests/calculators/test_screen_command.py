"""The command `screen`: children on standard output, everything else on standard error, and the right exit status."""

import csv
import io
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from calculators.__main__ import main

ROOT = Path(__file__).resolve().parent.parent.parent
LIST = b"child,date,service\na,10/01/2026,A&E\na,2/3/26,NHS 111\na,2026-05-30,A&E\na,2026-05-31,A&E\nb,2026-05-31,A&E\n"


Done = namedtuple("Done", "returncode stdout stderr")


@pytest.fixture
def run(capsysbinary, monkeypatch):
    """Return a function that runs the command in this process, from the root, with bytes as standard input."""
    monkeypatch.chdir(ROOT)

    def screened(*arguments, given=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        try:
            status = main(["screen", "emergency-attendance", *arguments])
        except SystemExit as left:
            status = left.code
        return Done(status, *capsysbinary.readouterr())

    return screened


def test_as_a_process_of_its_own_it_says_the_same(run):
    command = [sys.executable, "-m", "calculators", "screen", "emergency-attendance", "-", "--as-of", "2026-06-01"]
    done = subprocess.run(command, cwd=ROOT, input=LIST, capture_output=True, check=False)
    assert Done(done.returncode, done.stdout, done.stderr) == run("-", "--as-of", "2026-06-01", given=LIST)


def test_the_children_go_to_standard_output_and_the_rows_to_check_to_standard_error(run, tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(LIST)
    done = run(str(file), "--as-of", "2026-06-01")
    rows = list(csv.reader(done.stdout.decode().splitlines()))
    said = done.stderr.decode().splitlines()
    assert done.returncode == 0
    assert [row[:4] for row in rows[1:]] == [["a", "Reaches the threshold", "2026-01-10", "2026-05-31"]]
    assert said[0].startswith('line 3, date: "2/3/26" has a year of two digits')
    assert "  2: 10/01/2026 -> 10 January 2026, Emergency department (A&E)" in said
    assert {"1 child reaches the threshold.", "1 child is below the threshold.", "5 rows were read."} <= set(said)
    assert said[-1].startswith("Counted as of 1 June 2026 with edition 3.0.")


def test_standard_input_and_the_edition_can_be_named_and_today_is_filled_in(run):
    done = run("-", "--edition", "3.0", given=LIST)
    assert done.returncode == 0 and done.stdout.count(b"\r\n") == 2


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (("-",), b"", "standard input: The file is empty."),
        (("-",), b"NHS number,When\n1,2", 'standard input: The first row names no column for child and date; it has "NHS number", "When".'),
        (("no-such-file.csv",), b"", "no-such-file.csv: cannot be read"),
        (("docs",), b"", "docs: cannot be read"),
        (("-", "--as-of", "1/6/2026"), LIST, '--as-of: "1/6/2026" is not a date'),
        (("-", "--edition", "9.9"), LIST, '--edition: there is no edition "9.9"'),
        ((), b"", "python -m calculators screen: the following arguments are required"),
    ],
)
def test_what_cannot_be_screened_is_refused_in_one_line_with_status_2(run, arguments, given, said):
    done = run(*arguments, given=given)
    assert done.returncode == 2 and done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(said)
