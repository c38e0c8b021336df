"""The hazard log: what an entry must say, and that the page shows all of it, the missing parts and the missing signature too."""

import re
from html import unescape
from pathlib import Path

import pytest

from publishing.faults import FaultsFound
from publishing.hazards import Risk
from publishing.load import load_edition

SITE = Path(__file__).resolve().parent.parent.parent / "site" / "3.0"
LOG = "companion/hazards.yml"
FIRST_TEST = "        tests: [tests/calculators/test_cases.py::test_the_case_gives_what_it_says]\n        cases:"


@pytest.fixture(scope="module")
def page():
    text = (SITE / "hazards.html").read_text(encoding="utf-8")
    return text[text.index('<div class="hazards">') : text.index('<footer class="document"')]


def words_of(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def block_of(page, hazard):
    return page[page.index(f'id="{hazard.anchor}"') :].partition("</section>")[0]


def test_the_page_says_before_anything_else_that_no_safety_officer_has_reviewed_it(page):
    assert words_of(page).strip().startswith("Hazard log Not yet reviewed by a Clinical Safety Officer.")


def test_every_hazard_stands_on_the_page_with_causes_effects_controls_and_what_remains(published, page):
    assert len(published.hazards.hazards) >= 18
    for hazard in published.hazards.hazards:
        told = words_of(block_of(page, hazard))
        for text in (hazard.hazard, *hazard.causes, *hazard.effects, hazard.residual.remains):
            assert text in told, hazard.id
        for control in hazard.controls:
            assert control.does in told
            assert all(f"{proof.says} {proof.file}" in told for proof in control.proofs)
            assert all(title in told for titles in control.cases.values() for title in titles)
            assert not control.who or control.who in told
        assert block_of(page, hazard).count(">Not yet<") == hazard.open_controls
        assert all(control.missing in told for control in hazard.controls if control.not_yet)


def test_the_summary_gives_both_ratings_of_every_hazard_in_a_number_and_in_words(published, page):
    log = published.hazards
    rows = re.findall(r"<tr>\s*<td>(.*?)</tr>", page[page.index('id="summary"') : page.index("<section")], re.DOTALL)
    assert len(rows) == len(log.hazards)
    for row, hazard in zip(rows, log.hazards, strict=True):
        told = words_of(row)
        for risk in (hazard.initial, hazard.residual):
            number = log.rating_of(risk)
            assert f"{number} {log.ratings[str(number)].label} severity {risk.severity}, likelihood {risk.likelihood}" in told


def test_the_log_is_linked_from_the_foot_of_every_page_and_from_the_contents():
    for address in ("index.html", "sections/13-emergency-services.html", "about.html"):
        text = (SITE / address).read_text(encoding="utf-8")
        assert text.count("hazards.html") >= 2, address


def test_a_rating_is_read_off_the_matrix_and_there_is_none_outside_it(published):
    log = published.hazards
    assert log.rating_of(Risk(severity="major", likelihood="low")) == 3
    assert log.rating_of(Risk(severity="catastrophic", likelihood="very low")) == 3
    assert log.rating_of(Risk(severity="serious", likelihood="low")) is None
    assert log.rating_of(Risk(severity="major", likelihood="rare")) is None


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("- id: H02\n", "- id: H01\n", '"H01" stands twice'),
        ('clauses: ["22.1", "22.2"]', 'clauses: ["22.9"]', 'no clause "22.9"'),
        (FIRST_TEST, "        cases:", "cases are named and no test"),
        (f"{FIRST_TEST}\n", "        not_yet: true\n        cases:\n", "`not_yet` and `missing` stand together"),
        ("        not_yet: true\n", f"        not_yet: true\n{FIRST_TEST.splitlines()[0]}\n", "not yet proven names a test"),
        ("        who: The member of staff who fills in the form\n", "", "nothing proves this control"),
        ("  low: {minor: 1,", "  rare: {minor: 1,", "the matrix does not fit the scales"),
        ("  low: {minor: 1,", "  low: {minor: 7,", "a number that no rating explains"),
    ],
    ids=["an id used twice", "a clause that is none", "cases without a test", "not yet without what is missing", "proven and not yet", "no proof", "a row that is none", "a number that is none"],
)  # fmt: skip
def test_an_entry_that_says_too_little_is_named(copied, old, new, wrong):
    copied.change(LOG, old, new)
    with pytest.raises(FaultsFound) as found:
        load_edition("3.0", copied.folder)
    assert any(wrong in fault.wrong and fault.file.name == "hazards.yml" for fault in found.value.faults), str(found.value)
