"""From edition to edition over both doors: the switch keeps the reader's place, and a clause that is gone says where to look."""

import pytest

DRAFT = "4.0-draft"


def test_a_page_of_the_draft_leads_to_the_same_page_in_force_and_back_by_the_page_of_all_editions(page, door):
    page.goto(f"{door}/{DRAFT}/sections/15-referral.html")
    page.get_by_role("navigation", name="Editions").get_by_role("link", name="This page in 3.0, in force").click()
    page.wait_for_url("**/3.0/sections/15-referral.html")
    switch = page.get_by_role("navigation", name="Editions")
    assert switch.inner_text().startswith("Edition 3.0, in force")
    assert switch.get_by_role("link").all_inner_texts() == ["All editions"]
    switch.get_by_role("link", name="All editions").click()
    page.wait_for_url("**/editions.html")
    page.get_by_role("link", name="Edition 4.0-draft", exact=True).click()
    page.wait_for_url(f"**/{DRAFT}/index.html")
    assert page.get_by_text("DRAFT 4.0, not approved, not for use in practice.").is_visible()


def test_a_clause_keeps_its_place_from_edition_to_edition(page, door):
    page.goto(f"{door}/{DRAFT}/sections/22-private-fostering.html")
    page.locator("#clause-22-1").get_by_role("link", name="In 3.0 for 22.1").click()
    page.wait_for_url("**/3.0/sections/22-private-fostering.html#clause-22-1")
    page.locator("#clause-22-1").get_by_role("link", name="Editions for 22.1").click()
    page.wait_for_url("**/editions.html#clause-22-1")
    page.locator("#clause-22-1").get_by_role("link", name="amended in 4.0-draft: 22.1").click()
    page.wait_for_url(f"**/{DRAFT}/sections/22-private-fostering.html#clause-22-1")


def test_a_page_and_a_clause_that_are_not_in_force_say_so(page, door):
    page.goto(f"{door}/{DRAFT}/sections/15-referral.html")
    assert "Not in 3.0" in page.locator("#clause-15-danger").inner_text()
    page.goto(f"{door}/{DRAFT}/redline.html")
    switch = page.get_by_role("navigation", name="Editions")
    assert "3.0, in force, has no such page." in switch.inner_text()
    switch.get_by_role("link", name="Its start").click()
    page.wait_for_url("**/3.0/index.html")


def test_the_address_of_a_removed_clause_says_that_it_went_and_leads_to_where_to_look(page, door):
    page.goto(f"{door}/{DRAFT}/sections/15-referral.html#clause-15-6")
    gone = page.locator("#clause-15-6")
    assert "Removed in 4.0-draft, see 15.3." in gone.inner_text()
    assert gone.evaluate("element => element.getBoundingClientRect().top < innerHeight")
    gone.get_by_role("link", name="removed 4.0-draft").click()
    page.wait_for_url(f"**/{DRAFT}/redline.html#change-4-0-draft-clause-15-6")
    page.go_back()
    gone.get_by_role("link", name="15.3", exact=True).click()
    page.wait_for_url("**#clause-15-3")
    page.go_back()
    gone.get_by_role("link", name="15.6 in edition 3.0").click()
    page.wait_for_url("**/3.0/sections/15-referral.html#clause-15-6")


def test_a_clause_of_another_edition_is_answered_only_where_its_address_asks_for_it(page, door):
    address = f"{door}/3.0/sections/24-female-genital-mutilation.html"
    page.goto(address)
    later = page.locator("#clause-24-police")
    assert not later.is_visible()
    page.goto("about:blank")
    page.goto(f"{address}#clause-24-police")
    assert later.is_visible() and "Edition 3.0 has no such clause." in later.inner_text()
    later.get_by_role("link", name="Section 24, police in all editions").click()
    page.wait_for_url("**/editions.html#clause-24-police")


def test_a_status_leads_to_the_change_it_tells(page, door):
    page.goto(f"{door}/{DRAFT}/sections/22-private-fostering.html")
    page.locator("#clause-22-1 .clause__status").get_by_role("link", name="amended 4.0-draft").click()
    page.wait_for_url(f"**/{DRAFT}/redline.html#change-4-0-draft-clause-22-1")
    assert page.locator("#change-4-0-draft-clause-22-1").is_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("address", ["editions.html", f"{DRAFT}/sections/15-referral.html", f"{DRAFT}/redline.html"])
def test_nothing_is_wider_than_the_screen(page, door, width, address):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{door}/{address}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
