"""An edition is built again where something it is made from has changed, and kept where another edition alone has changed."""

import pytest

from publishing.edition_pages import stamp
from publishing.shelf import load_shelf

DRAFT = "4.0-draft"
CURRENT, SECTION = "3.0", "policy/sections/24-female-genital-mutilation.yml"
NEW = 'clauses:\n  - id: "24-new"\n    text: A new clause.\n    change: {why: A reason, authority: A law, confidence: H}\n'


def stamps(copied):
    shelf = load_shelf(copied.folder)
    return {name: stamp(shelf, name, True, copied.folder) for name in shelf.sites}


@pytest.mark.parametrize(
    ("edition", "name", "old", "new", "again"),
    [
        (DRAFT, "companion/topics.yml", "Drugs and alcohol", "Alcohol and drugs", {DRAFT}),
        (DRAFT, SECTION, "heading: ", "heading: New ", {DRAFT}),
        (DRAFT, SECTION, "clauses:\n", NEW, {CURRENT, DRAFT}),
        (CURRENT, "companion/topics.yml", "Drugs and alcohol", "Alcohol and drugs", {CURRENT, DRAFT}),
        (CURRENT, "../../library.yml", "title: ", "title: The ", {CURRENT, DRAFT}),
        (CURRENT, "../../library.yml", 'current: "3.0"', 'current: "4.0-draft"', {CURRENT, DRAFT}),
        (CURRENT, "../../library.yml", "# public_address", "# Public_address", set()),
    ],
    ids=[
        "what stands beside a draft",
        "the text of a draft",
        "a clause that a draft adds has an answer in every edition",
        "what a draft was made from stands in its redline",
        "the title of the site",
        "which edition is in force",
        "a comment",
    ],
)
def test_what_has_changed_says_which_editions_are_built_again(copied, edition, name, old, new, again):
    before = stamps(copied)
    copied.edition = copied.folder / "editions" / edition
    copied.change(name, old, new)
    after = stamps(copied)
    assert {name for name in before if before[name] != after[name]} == again


def test_an_edition_without_its_pdf_is_another_one(copied):
    shelf = load_shelf(copied.folder)
    assert stamp(shelf, CURRENT, True, copied.folder) != stamp(shelf, CURRENT, False, copied.folder)
