"""The page of a role in the browser: found from the start, the same page in the edition in force, two sheets on paper."""

import pytest

from publishing.editions import load_editions
from publishing.role_pages import reading

DOORS = ("file",)
EDITIONS = load_editions().by_name
EVERY_ROLE = [(name, role) for name, edition in EDITIONS.items() for role in edition.roles]
IDS = [f"{name} {role.id}" for name, role in EVERY_ROLE]


def test_a_role_is_one_click_from_the_start_page_and_stands_in_the_navigation(page, door):
    page.goto(f"{door}/3.0/index.html")
    page.locator(".chips").get_by_role("link", name="Health visitor").click()
    page.wait_for_url("**/3.0/roles/health-visitor.html")
    assert page.get_by_role("heading", level=1).inner_text() == "Health visitor"
    assert page.locator(".md-nav--primary").get_by_role("link", name="School nurse").count() == 1


def test_a_role_of_the_draft_leads_to_the_same_role_in_force(page, door):
    page.goto(f"{door}/4.0-draft/roles/gp-practice.html")
    page.get_by_role("link", name="This page in 3.0, in force").click()
    page.wait_for_url("**/3.0/roles/gp-practice.html")
    page.goto(f"{door}/4.0-draft/roles/icb-staff.html")
    assert page.get_by_text("3.0, in force, has no such page.").is_visible()


def test_what_is_read_first_comes_first_and_leads_to_its_clause(page, door):
    page.goto(f"{door}/3.0/roles/health-visitor.html")
    headings = page.locator(".role__tier h2").all_inner_texts()
    assert headings[0] == "Read first"
    assert headings[-1] == "The rest of the policy"
    assert "the social worker immediately" in page.locator("#first .bound").first.inner_text()
    page.locator("#first .bound__number").first.click()
    page.wait_for_url("**/13-emergency-services.html#clause-13-2")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_role_is_no_wider_than_the_screen(page, door, width):
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("roles/index.html", "roles/ccg-staff.html", "roles/designated-or-named.html"):
        page.goto(f"{door}/3.0/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


@pytest.mark.parametrize(("name", "role"), EVERY_ROLE, ids=IDS)
def test_a_role_prints_on_two_sheets_at_most_with_every_clause_named(page, door, printed_sheets, name, role):
    page.goto(f"{door}/{name}/roles/{role.id}.html")
    sheets = printed_sheets(page)
    assert len(sheets) <= 2
    paper = " ".join(" ".join(sheets).split())
    assert role.title in paper
    for contact in role.contacts:
        assert EDITIONS[name].contacts[contact].number in paper
    found = reading(EDITIONS[name], role)
    page.emulate_media(media="print")
    for bound in found.binding:
        label = page.locator(f".bound__number[href$='#{bound.clause.anchor}']")
        assert label.is_visible(), bound.clause.id
    in_words = page.locator(".bound__text").evaluate_all("texts => texts.filter((text) => text.checkVisibility()).length")
    by_name = sum(map(len, found.tiers["you"].values()))
    assert in_words == len(found.first) + by_name
    assert page.locator(".role__parts a").evaluate_all("links => links.every((link) => link.checkVisibility())")
