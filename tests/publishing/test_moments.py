"""The moments of the start page: each leads to something that is there, and each warning rests on a note that is there."""

from pathlib import Path

import pytest

from publishing.edition import anchor_of
from publishing.editions import load_editions
from publishing.faults import FaultsFound
from publishing.load import load_edition
from publishing.ways import way_to

SITE = Path(__file__).resolve().parent.parent.parent / "site"
MOMENTS = "companion/moments.yml"
NOT_BROUGHT = 'target: {clause: "27.3"}'
EDITIONS = load_editions().by_name


def faults_of(copied, name="3.0"):
    with pytest.raises(FaultsFound) as found:
        load_edition(name, copied.folder)
    return found.value.faults


def page_of(name, path=""):
    return (SITE / name / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EDITIONS)
def test_every_moment_stands_on_the_start_page_and_leads_to_what_it_names(name, figure):
    edition, start = EDITIONS[name], page_of(name, "index.html")
    for moment in edition.moments.by_id.values():
        path, anchor = way_to(edition, moment.target)
        address = f"{path}#{anchor}" if anchor else path
        assert f'href="{address}">{moment.words}</a>' in start.replace("&#39;", "'").replace("&amp;", "&"), moment.id
        assert not anchor or f'id="{anchor}"' in page_of(name, path), address
    figure(f"moments of {name}: {len(edition.moments.by_id)}, each one click from where it leads")


@pytest.mark.parametrize("name", EDITIONS)
def test_each_warning_stands_in_full_on_the_page_to_which_its_moment_leads_or_where_its_clause_is(name):
    edition = EDITIONS[name]
    notes = {note.id: note for note in edition.notes if note.id}
    warned = [told for told in (*edition.moments.by_id.values(), *edition.roles) if told.but]
    assert warned
    for told in warned:
        for note in (notes[note_id] for note_id in told.notes):
            part = edition.parts_by_id[edition.clauses[note.clause].part]
            assert f'id="{anchor_of(note.clause)}"' in page_of(name, part.page)


def test_no_note_has_an_id_that_nothing_rests_on():
    for name, edition in EDITIONS.items():
        used = {note for told in (*edition.moments.by_id.values(), *edition.roles) for note in told.notes}
        assert {note.id for note in edition.notes if note.id} == used, name


BROKEN = [
    ("a clause that is none", NOT_BROUGHT, 'target: {clause: "27.9"}', 'clause "27.9", which there is not', "id of this edition's clauses"),
    ("a number not used", NOT_BROUGHT, 'target: {clause: "15.5"}', '"15.5", a number that is not used', "a clause that says something"),
    ("a calculator that is none", "calculator: escalation", "calculator: escalate", 'the calculator "escalate", which there is not', "escalation"),
    ("a card that is none", "card: worried-now", "card: worried", 'the card "worried", which there is not', "worried-now"),
    ("a guide that is none", "card: worried-now", "guide: family", 'the guide "family", which there is not', "family-focus"),
    ("a contact that is none", "card: worried-now", "contact: social-care", 'the contact "social-care", which there is not', "single-point-of-access"),
    ("a page that is none", NOT_BROUGHT, "target: {page: numbers.html}", 'the page "numbers.html", which there is not', "contacts.html"),
    ("a number shown that is none", "[single-point-of-access, emergency", "[front-door, emergency", 'the contact "front-door"', "contacts.yml"),
    ("two places", NOT_BROUGHT, 'target: {clause: "27.3", page: a-to-z.html}', "a target is one place", "give one of clause, calculator"),
    ("no place", NOT_BROUGHT, "target: {}", "a target is one place", "give one of clause, calculator"),
    ("a place of no kind", NOT_BROUGHT, 'target: {section: "27"}', 'unknown key "section"', "calculator"),
    ("a warning without a note", "        notes: [missed-how-many]\n", "", "stand together", "give both `but` and `notes`"),
    ("a note that is none", "[missed-how-many]", "[missed-so-many]", 'the note "missed-so-many", which there is not', "missed-how-many"),
    ("a moment twice", "id: not-brought", "id: no-access", 'the moment "no-access" stands twice', "an id of its own"),
    ("a telephone number typed in", "Whom to tell, and which", "Ring 0300 555 0050, and which", '"0300 555 0050" is typed', "single-point-of-access"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "wrong", "right"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_moment_that_leads_nowhere_is_told_in_one_line(copied, old, new, wrong, right):
    line = copied.change(MOMENTS, old, new)
    fitting = [fault for fault in faults_of(copied) if wrong in fault.wrong and right in fault.right]
    assert len(fitting) == 1
    assert fitting[0].file == copied.edition / MOMENTS
    assert abs(fitting[0].line - line) <= 12


def test_a_moment_that_leads_to_a_withdrawn_clause_is_told_what_says_it_now(copied):
    copied.edition = copied.folder / "editions" / "4.0-draft"
    line = copied.change(MOMENTS, 'target: {clause: "15.3b"}', 'target: {clause: "15.6"}')
    (fault,) = faults_of(copied, "4.0-draft")
    assert (fault.file, fault.line) == (copied.edition / MOMENTS, line)
    assert 'clause "15.6", which was withdrawn in this edition' in fault.wrong
    assert "use 15.3, which says it now" in fault.right


def test_a_note_that_is_mended_takes_the_warning_with_it(copied):
    copied.change("companion/notes.yml", "  id: no-lado-number\n", "")
    (fault,) = faults_of(copied)
    assert 'the warning "No number for the LADO is printed." rests on the note "no-lado-number", which there is not' in fault.wrong


def test_two_notes_may_not_have_the_same_id(copied):
    copied.change("companion/notes.yml", "id: missing-no-step", "id: no-lado-number")
    assert any('the note id "no-lado-number" stands twice' in fault.wrong for fault in faults_of(copied))


def test_an_edition_may_have_no_moments_and_no_roles(copied):
    (copied.edition / "companion" / "roles.yml").unlink()
    (copied.edition / MOMENTS).unlink()
    edition = load_edition("3.0", copied.folder)
    assert (edition.moments.groups, edition.roles) == ((), ())
