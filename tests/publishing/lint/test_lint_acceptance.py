"""What accepted.yml accepts is silent, with its reason; what it accepts in vain, or too widely, is told."""

import pytest

ACCEPTED = "companion/accepted.yml"
SECTION_13 = "policy/sections/13-emergency-services.yml"
STARTS = "If you see a child"


def accept(copied, entry):
    """Add one acceptance to the copy; return its line."""
    path = copied.edition / ACCEPTED
    text = path.read_text(encoding="utf-8").rstrip() + "\n"
    path.write_text(f"{text}  - {entry}\n", encoding="utf-8")
    return text.count("\n") + 1


@pytest.mark.parametrize(
    "place",
    ['clause: "13.5"', 'clause: ["13.5"]', "place: clause 13.5", "place: section 13, about: lorem", "place: edition, about: lorem"],
)
def test_an_accepted_finding_is_silent_and_keeps_its_reason(everything_accepted, linted, place):
    everything_accepted.change(SECTION_13, STARTS, f"lorem. {STARTS}")
    accept(everything_accepted, f"{{code: L305, {place}, reason: It is the title of a form.}}")
    report = linted()
    assert report.findings == ()
    assert [entry.reason for entry in report.accepted if entry.finding.code == "L305"] == ["It is the title of a form."]


@pytest.mark.parametrize(
    "entry",
    [
        'code: L301, clause: "13.5"',
        'code: L305, clause: "13.4"',
        'code: L305, clause: "13.5", about: TBC',
        "code: L305, place: section 13",
        "code: L305, place: edition",
        "code: L305, place: section 14, about: lorem",
    ],
    ids=["another code", "another clause", "other words", "a section without words", "an edition without words", "another section"],
)
def test_an_acceptance_covers_no_more_than_it_says(everything_accepted, linted, entry):
    everything_accepted.change(SECTION_13, STARTS, f"lorem. {STARTS}")
    accept(everything_accepted, f"{{{entry}, reason: R}}")
    assert {finding.code for finding in linted().findings} == {"L305", "L001"}


def test_an_acceptance_that_fits_nothing_is_a_finding_on_its_own_line(everything_accepted, linted):
    line = accept(everything_accepted, '{code: L305, clause: "13.5", reason: R}')
    (finding,) = linted().findings
    assert (finding.code, finding.file.name, finding.line) == ("L001", "accepted.yml", line)
    assert "no finding L305 at 13.5" in finding.wrong and "take it off" in finding.right


def test_each_clause_of_an_acceptance_must_have_its_finding(everything_accepted, linted):
    everything_accepted.change(SECTION_13, STARTS, f"lorem. {STARTS}")
    accept(everything_accepted, '{code: L305, clause: ["13.5", "13.6"], reason: R}')
    (finding,) = linted().findings
    assert finding.code == "L001" and "at 13.6" in finding.wrong


def test_a_listed_author_may_be_named_and_one_who_is_not_named_is_told(everything_accepted, linted):
    path = everything_accepted.edition / ACCEPTED
    everything_accepted.change(SECTION_13, STARTS, f"See Jane Fothergill (2011). {STARTS}")
    assert [finding.code for finding in linted().findings] == ["L306"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("authors:\n", "authors:\n  - {name: Jane Fothergill, reason: R}\n  - {name: John Nobody, reason: R}\n"))
    (finding,) = linted().findings
    assert finding.code == "L001" and "John Nobody" in finding.wrong


def test_a_warning_is_never_accepted_and_never_needs_to_be(everything_accepted, linted):
    accept(everything_accepted, "{code: L502, place: edition, about: review, reason: R}")
    assert [finding.code for finding in linted().findings] == ["L001"]


def test_an_edition_without_the_linters_own_files_is_read_all_the_same(copied, linted):
    for name in ("accepted.yml", "superseded.yml"):
        (copied.edition / "companion" / name).unlink()
    report = linted()
    assert report.accepted == () and {finding.code for finding in report.findings} >= {"L303", "L306"}
    assert "L501" not in {finding.code for finding in report.findings}
