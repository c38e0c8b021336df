"""`python -m publishing lint`: its exit status, its lines, its JSON, and the clock that only warns."""

import json
import os
import re
from datetime import date

import pytest

from publishing.__main__ import main
from publishing.load import load_library

SECTION_13 = "policy/sections/13-emergency-services.yml"
STARTS = "If you see a child"


def run(copied, *arguments):
    return main(["lint", "--data", str(copied.folder), "--as-of", "2026-06-01", *arguments])


def test_the_current_edition_has_no_finding_that_is_not_accepted(capsys):
    status = main(["lint", "--as-of", "2026-06-01"])
    findings = [line for line in capsys.readouterr().out.splitlines() if ": finding L" in line]
    assert (status, findings) == (0, [])


OTHERS = [name for name in load_library().editions if name != load_library().current]


@pytest.mark.parametrize("name", OTHERS)
def test_an_edition_that_is_not_current_has_no_finding_either(name, capsys):
    status = main(["lint", name, "--as-of", "2026-06-01"])
    findings = [line for line in capsys.readouterr().out.splitlines() if ": finding L" in line]
    assert (status, findings) == (0, [])


def test_all_editions_are_linted_one_after_another_and_one_finding_is_enough_to_be_1(copied, capsys):
    status = main(["lint", "--all", "--data", str(copied.folder), "--as-of", "2026-06-01"])
    found = [line.split()[1] for line in capsys.readouterr().out.splitlines() if line.startswith("edition ")]
    assert (status, found) == (0, list(load_library().editions))
    copied.change("policy/sections/13-emergency-services.yml", "If you see a child", "lorem. If you see a child")
    assert main(["lint", "--all", "--data", str(copied.folder), "--as-of", "2026-06-01"]) == 1


def test_nothing_but_accepted_findings_and_warnings_is_0(everything_accepted, capsys):
    assert run(everything_accepted) == 0
    out = capsys.readouterr().out
    assert ": warning L502 review-date: " in out and ": finding " not in out
    assert re.search(r"edition 3\.0 as of 2026-06-01: no findings, \d+ accepted, \d+ warnings$", out.strip())


def test_a_finding_that_is_not_accepted_is_1_and_stands_in_a_line_as_a_compiler_prints_it(everything_accepted, capsys):
    line = everything_accepted.change(SECTION_13, STARTS, f"lorem. {STARTS}")
    assert run(everything_accepted, "3.0") == 1
    path = os.path.relpath(everything_accepted.edition / SECTION_13)
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f'{path}:{line}: finding L305 placeholder: clause 13.5: "lorem" holds a place; ')


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SECTION_13, "    duty: must", "    duty: ought"),
        ("companion/accepted.yml", "    reason: A country.", "    reasons: A country."),
        ("companion/accepted.yml", "    place: section 32\n", ""),
        ("companion/superseded.yml", 'since: "2019"', 'since: "lately"'),
    ],
    ids=["the edition", "an unknown key of accepted.yml", "an acceptance without a place", "a time of superseded.yml"],
)
def test_data_that_cannot_be_loaded_is_2_with_file_and_line(copied, capsys, name, old, new):
    line = copied.change(name, old, new)
    assert run(copied) == 2
    assert re.search(rf"{re.escape(name)}:({line}|{line - 1}): ", capsys.readouterr().err)


def test_an_edition_that_is_none_is_2(copied, capsys):
    assert run(copied, "9.9") == 2
    assert "this file is missing" in capsys.readouterr().err


def test_the_json_is_one_object_with_findings_accepted_warnings_and_reading_ages(everything_accepted, capsys):
    line = everything_accepted.change(SECTION_13, STARTS, f"lorem. {STARTS}")
    assert run(everything_accepted, "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert {"edition", "as_of", "findings", "accepted", "warnings", "reading_age"} == set(report)
    (finding,) = report["findings"]
    assert finding["file"].endswith(SECTION_13)
    assert {key: finding[key] for key in ("code", "rule", "line", "clause", "severity")} == {
        "code": "L305",
        "rule": "placeholder",
        "line": line,
        "clause": "13.5",
        "severity": "finding",
    }
    assert finding["wrong"] and finding["right"]
    assert all(entry["reason"] for entry in report["accepted"])
    assert all(entry["severity"] == "warning" for entry in report["warnings"])
    assert 5 < report["reading_age"]["13"]["age"] < 20
    assert {"label", "title", "age", "words", "sentences"} == set(report["reading_age"]["app6"])


def test_the_reading_age_of_every_section_and_appendix_is_printed(published, linted):
    assert {part.id for part in linted().reading} == {part.id for part in published.parts}


DAYS = [date(2018, 2, 1), date(2021, 1, 31), date(2021, 2, 1), date(2026, 6, 1), date(2099, 1, 1)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_waiting_turns_nothing_red(everything_accepted, linted, day):
    report = linted(day)
    assert report.findings == ()
    assert {warning.code for warning in report.warnings} <= {"L502", "L503"}


def test_the_review_date_is_told_from_the_day_after_its_month(linted):
    told = {day: "L502" in {warning.code for warning in linted(day).warnings} for day in DAYS}
    assert list(told.values()) == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2026, 2, 28), False), (date(2026, 3, 1), True)],
    ids=["twelve months after", "twelve months and a day after"],
)
def test_a_confirmed_number_is_told_after_twelve_months(copied, linted, day, told):
    contact = "contact single-point-of-access"
    warnings = {warning.place: warning for warning in linted(day).warnings}
    assert (contact in warnings) == told
    assert not told or (warnings[contact].file.name, warnings[contact].line) == ("confirmations.yml", 1)
    assert warnings["contact designated-doctor"].file.name == "contacts.yml"


def test_a_printed_number_is_told_twelve_months_after_the_month_it_was_printed_in(linted):
    assert not linted(date(2019, 1, 31)).warnings
    assert {warning.code for warning in linted(date(2019, 2, 1)).warnings} == {"L503"}


def test_the_clock_is_read_only_in_the_command_line_door(capsys):
    from pathlib import Path

    import publishing.lint

    folder = Path(publishing.lint.__path__[0])
    assert not [path for path in folder.rglob("*.py") if re.search(r"\btoday\(|\bnow\(", path.read_text(encoding="utf-8"))]
    main(["lint", load_library().current])
    assert f"as of {date.today()}" in capsys.readouterr().out
