"""What becomes of a clause from edition to edition: its status, and the answer to its address where it no longer stands."""

import pytest

from publishing.editions import load_editions
from publishing.editions_page import BEGINS, ENDS, clause_rows, history, render_editions, with_editions
from publishing.elsewhere import elsewhere, page_of
from publishing.faults import FaultsFound
from publishing.new_edition import new_edition
from publishing.shelf import load_shelf
from publishing.status import statuses

SECTION, NEXT = "policy/sections/12-risk-indicators.yml", "policy/sections/14-assessment.yml"
TOPICS = "companion/topics.yml"
CHANGE = "    change: {why: A reason, authority: A law, confidence: H}\n"


@pytest.fixture(scope="module")
def shelf():
    """The real editions with their pages."""
    return load_shelf()


@pytest.fixture
def draft(copied):
    """A draft 9.0-draft of the real edition 3.0, which a test changes; the only edition beside it."""
    library = copied.folder / "library.yml"
    text = library.read_text(encoding="utf-8")
    library.write_text(text.replace('editions: ["3.0", "4.0-draft"]', 'editions: ["3.0"]'), encoding="utf-8")
    copied.edition = new_edition("3.0", "9.0-draft", copied.folder)
    return copied


def gone_from(draft, name="9.0-draft"):
    return {found.id: found for found in elsewhere(load_editions(draft.folder), name)}


def without(draft, clause_id, name=SECTION):
    """Take a clause out of a file and return its text."""
    path = draft.edition / name
    text = path.read_text(encoding="utf-8")
    start = text.index(f'  - id: "{clause_id}"')
    end = text.find("  - id:", start + 1)
    end = len(text) if end < 0 else end
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    return text[start:end]


def add(draft, name, text):
    path = draft.edition / name
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")


def in_companion(draft, clause_id, instead):
    """Let the A to Z, the moments and readers' questions, which alone cite the clause, cite another one."""
    for name in (TOPICS, "companion/moments.yml", "companion/questions.yml"):
        path = draft.edition / name
        path.write_text(path.read_text(encoding="utf-8").replace(f'"{clause_id}"', f'"{instead}"'), encoding="utf-8")


def test_a_clause_of_the_first_edition_has_that_editions_name_as_its_status(shelf):
    found = statuses(shelf.editions, "3.0")
    assert {str(status) for status in found.values()} == {"3.0"} and set(found) == set(shelf.editions.by_name["3.0"].clauses)


def test_a_clause_is_new_amended_or_as_it_was_by_its_text_and_not_by_what_the_author_tells(shelf):
    found, draft = statuses(shelf.editions, "4.0-draft"), shelf.editions.by_name["4.0-draft"]
    told = {clause.id for clause in draft.clauses.values() if clause.clause.change}
    assert {clause_id for clause_id, status in found.items() if str(status) != "3.0"} == told
    assert str(found["24-police"]) == "new 4.0-draft"
    assert str(found["22.1"]) == "3.0, amended 4.0-draft"


def test_the_status_follows_a_clause_through_every_edition_it_was_made_from(draft):
    add(draft, SECTION, '  - id: "12.91"\n    text: A new clause.\n' + CHANGE)
    draft.edition = new_edition("9.0-draft", "10.0-draft", draft.folder)
    draft.change(SECTION, "A new clause.", "A new clause, amended.")
    found = statuses(load_editions(draft.folder), "10.0-draft")
    assert str(found["12.91"]) == "9.0-draft, amended 10.0-draft"
    assert str(found["13.3"]) == "3.0"


def test_a_removed_clause_says_in_which_edition_it_went_why_and_where_to_look(shelf):
    gone = {found.id: found for found in elsewhere(shelf.editions, "4.0-draft")}
    assert (gone["15.6"].kind, gone["15.6"].edition, gone["15.6"].to, gone["15.6"].shown) == ("removed", "4.0-draft", ("15.3",), True)
    assert gone["15.6"].why.startswith("It said again what 15.3 says") and gone["15.6"].page == "sections/15-referral.html"
    assert set(gone) == set(shelf.editions.by_name["3.0"].clauses) - set(shelf.editions.by_name["4.0-draft"].clauses)


def test_a_clause_of_a_later_edition_is_answered_only_where_it_is_asked_for(shelf):
    gone = {found.id: found for found in elsewhere(shelf.editions, "3.0")}
    assert (gone["24-police"].kind, gone["24-police"].edition, gone["24-police"].shown) == ("absent", "4.0-draft", False)


def test_a_clause_that_moved_is_answered_on_the_page_where_it_stood(draft):
    text = without(draft, "12.2")
    add(draft, NEXT, text)
    gone = gone_from(draft)
    assert (gone["12.2"].kind, gone["12.2"].to, gone["12.2"].page) == ("moved", ("12.2",), "sections/12-risk-indicators.html")
    assert page_of(load_editions(draft.folder).by_name["9.0-draft"], "12.2") == "sections/14-assessment.html"
    back = gone_from(draft, "3.0")
    assert (back["12.2"].kind, back["12.2"].page, back["12.2"].shown) == ("moved", "sections/14-assessment.html", False)


def test_a_clause_with_another_number_leads_to_it_because_its_words_are_the_same(draft):
    text = without(draft, "12.2").replace('  - id: "12.2"', '  - id: "12.21"')
    in_companion(draft, "12.2", "12.21")
    add(draft, SECTION, text)
    gone = gone_from(draft)
    assert (gone["12.2"].kind, gone["12.2"].to) == ("renumbered", ("12.21",))


def test_where_to_look_is_followed_through_later_editions(draft):
    without(draft, "12.2")
    in_companion(draft, "12.2", "12.3")
    add(draft, SECTION, 'removed:\n  - {id: "12.2", why: A reason, authority: A law, confidence: H, see: ["12.1"]}\n')
    draft.edition = new_edition("9.0-draft", "10.0-draft", draft.folder)
    without(draft, "12.1")
    in_companion(draft, "12.1", "12.4")
    add(draft, SECTION, 'removed:\n  - {id: "12.1", why: Another reason, authority: A law, confidence: H, see: ["12.4"]}\n')
    gone = gone_from(draft, "10.0-draft")
    assert (gone["12.2"].edition, gone["12.2"].to, gone["12.2"].why) == ("9.0-draft", ("12.4",), "A reason")
    assert (gone["12.1"].edition, gone["12.1"].to) == ("10.0-draft", ("12.4",))


def test_a_removed_clause_that_leads_to_no_clause_is_a_fault(draft):
    without(draft, "12.2")
    in_companion(draft, "12.2", "12.3")
    add(draft, SECTION, 'removed:\n  - {id: "12.2", why: A reason, authority: A law, confidence: H, see: ["12.99"]}\n')
    with pytest.raises(FaultsFound) as found:
        load_editions(draft.folder)
    assert str(found.value.faults[0]).endswith('there is no clause "12.99" to see in its place; use an id of this edition\'s clauses')


def test_faults_of_all_editions_are_told_together(draft):
    draft.change(SECTION, "    duty: ", "    duty: not ")
    draft.edition = draft.folder / "editions" / "3.0"
    draft.change(SECTION, "    duty: ", "    duty: not ")
    with pytest.raises(FaultsFound) as found:
        load_editions(draft.folder)
    assert {fault.file.parts[-4] for fault in found.value.faults} == {"3.0", "9.0-draft"}


def test_an_edition_is_in_force_a_draft_older_or_not_yet_in_force(draft):
    new_edition("3.0", "2.0", draft.folder)
    library, control = draft.folder / "library.yml", draft.folder / "editions" / "2.0" / "policy" / "edition.yml"
    control.write_text(control.read_text(encoding="utf-8").replace("state: draft", "state: approved"), encoding="utf-8")
    text = library.read_text(encoding="utf-8").replace('"3.0", "9.0-draft", "2.0"', '"2.0", "3.0", "9.0-draft"')
    library.write_text(text, encoding="utf-8")
    editions = load_editions(draft.folder)
    assert {name: editions.standing(name) for name in editions.by_name} == {"2.0": "older", "3.0": "current", "9.0-draft": "draft"}
    library.write_text(text.replace('current: "3.0"', 'current: "2.0"'), encoding="utf-8")
    assert load_editions(draft.folder).standing("3.0") == "later"


def test_versions_of_which_only_the_history_is_known_are_listed_once_with_who_approved_them(shelf):
    found = history(shelf.editions)
    assert [entry.version for entry, _ in found] == ["QS/XX/058/V2.1", "QS/XX/058/V2.0", "QS/XX/058/V1.0"]
    assert [[approval.by for approval in approvals] for _, approvals in found] == [
        [],
        ["Designated Senior Nurse Safeguarding"],
        ["Quality and Safety Committee"],
    ]


def test_every_clause_of_every_edition_has_one_row_in_the_order_of_the_first(shelf):
    rows = [row for _, rows in clause_rows(shelf) for row in rows]
    ids = [row.id for row in rows]
    assert len(ids) == len(set(ids))
    first, *later = shelf.editions.by_name.values()
    assert [clause_id for clause_id in ids if clause_id in first.clauses] == list(first.clauses)
    assert set(ids) == {*first.clauses, *(clause_id for edition in later for clause_id in edition.clauses)}
    assert ids[ids.index("15.1") - 1] == "15-danger"
    places = {row.id: [place.words for place in row.places] for row in rows}
    assert places["15.6"] == ["stands", "removed"] and places["24-police"] == ["not in this edition", "new"]


def test_the_page_of_all_editions_is_made_afresh_within_the_page_as_built(shelf):
    built = f"<html><p>before</p><div>{BEGINS}<p>old</p>{ENDS}</div><p>after</p></html>"
    fresh = with_editions(built, shelf)
    content = render_editions(shelf)
    assert fresh.startswith(f"<html><p>before</p><div>{BEGINS}") and fresh.endswith(f"{ENDS}</div><p>after</p></html>")
    assert content[content.index(BEGINS) : content.index(ENDS)] in fresh and "<p>old</p>" not in fresh
    with pytest.raises(ValueError, match="no place"):
        with_editions("<html></html>", shelf)
