"""The edition as a whole: every clause of the register, faults as data, glossary, topics, citations, forms and guides."""

import re
from pathlib import Path

import pytest

from publishing.citations import Citations, WordFinder
from publishing.companion import GlossaryEntry
from publishing.load import load_guides

SITE = Path(__file__).resolve().parent.parent.parent / "site" / "3.0"
LOST = {
    "doc-control-related",
    "9.3b",
    "13.6",
    "14.1",
    "17.2",
    "20.3",
    "21.3",
    "21.7",
    "app4-notes",
    "app5-chart",
    "app6-3.6",
}
PRINTED_TWICE = {"7.3", "7.4", "9.2", "9.3", "15.3", "17.2", "18.7", "24.6", "26.3"}


@pytest.fixture(scope="module")
def citations(published):
    return Citations(published)


def test_all_sections_and_appendices_are_there_in_printed_order(published):
    assert [part.id for part in published.parts] == ["doc-control", *map(str, range(1, 33)), *(f"app{number}" for number in range(1, 7))]
    assert published.control.complete


def test_the_body_has_151_numbered_clauses_and_142_different_numbers(published):
    numbered = [clause for clause in published.clauses if re.fullmatch(r"\d+\.\d+b?", clause) and clause != "15.5"]
    assert len(numbered) == 151
    assert len({clause.removesuffix("b") for clause in numbered}) == 142
    assert {clause.removesuffix("b") for clause in numbered if clause.endswith("b")} == PRINTED_TWICE


def test_a_number_printed_twice_and_a_number_missing_are_notes(published):
    for number in PRINTED_TWICE:
        kinds = {note.kind for note in (*published.notes_of(number), *published.notes_of(f"{number}b"))}
        assert "duplicate-number" in kinds, number
    assert "missing-number" in {note.kind for note in published.notes_of("15.5")}


def test_each_of_the_eleven_lost_pieces_shows_that_it_was_not_recovered(published):
    lost = {note.clause for note in published.notes if note.kind == "lost-content"}
    assert lost >= LOST
    for clause in LOST:
        text = (SITE / published.parts_by_id[published.clauses[clause].part].page).read_text(encoding="utf-8")
        block = text[text.index(f'id="{published.clauses[clause].anchor}"') :]
        assert "Not recovered from the source" in block[: block.index("</section>")]


def test_every_note_stands_beside_its_clause_and_on_the_page_of_faults(published):
    faults = (SITE / "known-faults.html").read_text(encoding="utf-8")
    assert faults.count('class="faults__entry"') == len(published.notes)
    for part in published.parts:
        text = (SITE / part.page).read_text(encoding="utf-8")
        for clause in part.clauses:
            block = text[text.index(f'id="{clause.anchor}"') :]
            assert block[: block.index("</section>")].count("<li><strong>") >= len(published.notes_of(clause.id))


def test_every_address_of_2018_is_text_and_no_link(published):
    for part in published.parts:
        page = (SITE / part.page).read_text(encoding="utf-8")
        for clause in part.clauses:
            for link in clause.clause.links:
                assert "not checked" in page
                assert f'href="{link.address}' not in page


def test_the_three_designated_officers_are_three_entries(published):
    terms = [entry.term for entry in published.glossary]
    assert {
        "Designated Officer for allegations (CCG)",
        "Local Authority Designated Officer (LADO)",
        "designated officer for private fostering",
    } <= set(terms)


def test_dart_is_never_expanded(published):
    (dart,) = [entry for entry in published.glossary if entry.term == "DART"]
    assert dart.stands_for is None


def test_every_clause_is_found_by_some_topic(published):
    found = {clause for topic in published.topics for clause in topic.clauses}
    skipped = {clause.id for clause in published.clauses.values() if clause.clause.unused or clause.part == "doc-control"}
    assert set(published.clauses) - skipped <= found


def test_what_cites_a_clause_is_shown_on_it(published, citations):
    assert "13.3" in citations.by_clause["13.1"]
    assert "emergency-attendance" in citations.by_calculator["13.3"]
    text = (SITE / "sections" / "13-emergency-services.html").read_text(encoding="utf-8")
    block = text[text.index('id="clause-13-1"') :]
    assert "Cited by" in block[: block.index("</section>")]


def test_words_of_the_glossary_are_explained_once_a_clause(published, citations):
    text = (SITE / "sections" / "13-emergency-services.html").read_text(encoding="utf-8")
    block = text[text.index('id="clause-13-2"') :]
    block = block[: block.index("</section>")]
    assert block.count(">health visitor</a>") == 1
    assert "glossary.html#term-health-visitor" in block
    assert "13.2" in citations.uses["health visitor"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the DSCB and two DSCBs", ["DSCB", "DSCBs"]),
        ("a dscb", []),
        ("the Designated Nurse and a designated nurse", ["Designated Nurse", "designated nurse"]),
        ("a chronology-based record", []),
        ("Chronology first", ["Chronology"]),
    ],
)
def test_short_forms_are_found_as_written_and_words_in_any_case(text, found):
    glossary = (
        GlossaryEntry(term="DSCB", kind="abbreviation", meaning="m"),
        GlossaryEntry(term="Designated Nurse", kind="role", meaning="m"),
        GlossaryEntry(term="chronology", kind="term", meaning="m"),
    )
    assert [text[start:end] for _, start, end in WordFinder(glossary).find(text)] == found


def test_the_supervision_record_has_the_eleven_fields_and_the_signatures_of_16_3(published):
    (form,) = published.forms
    assert [field.label for field in form.fields] == list(published.clauses["app3-record"].clause.points)
    assert len(form.fields) == 11 and len(form.signatures) == 2
    text = (SITE / "appendices" / "3-supervision-record.html").read_text(encoding="utf-8")
    assert all(f">{signature}</span>" in text.replace("&#39;", "'") for signature in form.signatures)
    assert "<form" in text and "action=" not in text[text.index("paper__form") :]


def test_each_guide_says_that_it_is_not_part_of_the_policy(published):
    guides = load_guides()
    assert len(guides) == 4
    for guide in guides:
        text = (SITE / "guidance" / f"{guide.id}.html").read_text(encoding="utf-8")
        assert "Not part of the policy." in text
        assert guide.compared and all(comparison.clause in published.clauses for comparison in guide.compared)


def test_every_page_carries_the_short_hash_of_the_edition(published):
    from publishing.manifest import edition_hash

    for page in SITE.rglob("*.html"):
        assert f"<code>{edition_hash('3.0')}</code>" in page.read_text(encoding="utf-8")
