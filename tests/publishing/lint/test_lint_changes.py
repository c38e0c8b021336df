"""A draft says of every clause that is new, changed or gone why it is; and says nothing of the others."""

from datetime import date

import pytest

from publishing.lint.context import context_of
from publishing.lint.rules.untold_change import check
from publishing.new_edition import new_edition

DAY = date(2026, 6, 1)
SECTION = "policy/sections/13-emergency-services.yml"
SECTION_15 = "policy/sections/15-referral.yml"
PARAMETERS = "policy/parameters.yml"
CHANGE = "change: {why: W, authority: A, confidence: H}"
UNUSED = '  - id: "15.5"\n    text: This number is not used in the source.\n    unused: true\n'
GONE = "removed:\n  - {id: '15.5', why: W, authority: A, confidence: H}\nclauses:\n"


@pytest.fixture
def draft(copied):
    """A draft 9.0-draft in the copy; `change` then changes that one."""
    copied.edition = new_edition("3.0", "9.0-draft", copied.folder)
    return copied


def found(draft):
    return [(finding.place, finding.wrong) for finding in check(context_of("9.0-draft", draft.folder, DAY))]


def test_a_fresh_draft_has_no_change_to_tell(draft):
    assert found(draft) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        (SECTION, "If you see a child", "If you meet a child", "clause 13.5"),
        (SECTION, "binds: [community provider]", "binds: [provider]", "clause 13.3"),
        (PARAMETERS, "three or more contacts within 12 months", "three contacts or more within 12 months", "clause 13.3"),
    ],
    ids=["words", "whom it binds", "words that a parameter gives"],
)
def test_a_clause_that_is_not_as_it_was_says_why(draft, name, old, new, place):
    draft.change(name, old, new)
    assert found(draft) == [(place, "it is not as it was, against edition 3.0, and does not say why")]
    number = place.removeprefix("clause ")
    draft.change(SECTION, f'  - id: "{number}"\n', f'  - id: "{number}"\n    {CHANGE}\n')
    assert found(draft) == []


def test_a_new_clause_says_why(draft):
    draft.change(SECTION, '  - id: "13.1"\n', '  - {id: "13-new", text: New words.}\n  - id: "13.1"\n')
    assert found(draft) == [("clause 13-new", "it is new, against edition 3.0, and does not say why")]


def test_a_clause_that_tells_a_change_has_one(draft):
    line = draft.change(SECTION, '  - id: "13.5"\n', f'  - id: "13.5"\n    {CHANGE}\n')
    assert found(draft) == [("clause 13.5", "it tells a change, and is as it was in edition 3.0")]
    (finding,) = check(context_of("9.0-draft", draft.folder, DAY))
    assert (finding.file.name, finding.line) == ("13-emergency-services.yml", line + 1)


def test_a_clause_that_is_gone_says_why(draft):
    draft.change(SECTION_15, UNUSED, "")
    draft.change("companion/notes.yml", '- clause: "15.5"', '- clause: "15.4"')
    assert found(draft) == [("clause 15.5", "it is gone, and does not say why")]
    draft.change(SECTION_15, "clauses:\n", GONE)
    assert found(draft) == []


def test_a_clause_that_never_was_is_not_removed(draft):
    draft.change(SECTION_15, "clauses:\n", GONE.replace("15.5", "15.9"))
    assert found(draft) == [("clause 15.9", "it is removed, and edition 3.0 has no such clause")]


def test_an_edition_based_on_none_is_not_asked(copied):
    assert list(check(context_of("3.0", copied.folder, DAY))) == []
