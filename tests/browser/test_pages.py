"""Pages over both doors: the start by double-click, the banner on the reader's own clock, links to clauses, the search."""

import datetime

import pytest


def test_the_start_page_forwards_to_the_current_edition(page, door):
    page.goto(f"{door}/index.html")
    page.wait_for_url("**/3.0/index.html")
    assert page.locator(".md-banner").get_by_role("link", name="Ring 999").is_visible()
    page.get_by_role("link", name="I need a number").click()
    assert page.locator("#contact-single-point-of-access").get_by_role("link").get_attribute("href") == "tel:03005550050"


@pytest.mark.parametrize(("today", "lapsed"), [("2021-01-31", False), ("2021-02-01", True), ("2026-11-22", True)])
def test_the_banner_tells_by_the_readers_own_clock_that_the_review_date_has_passed(page, door, today, lapsed):
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{today}T12:00:00"))
    page.goto(f"{door}/3.0/index.html")
    assert page.get_by_text("Past its review date.").is_visible() == lapsed
    assert page.locator("[data-due]").is_visible() != lapsed


def test_a_clause_has_a_permalink_that_can_be_copied(page, door):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"]) if door.startswith("http") else None
    page.goto(f"{door}/3.0/sections/13-emergency-services.html")
    page.locator("#clause-13-3").get_by_text("Copy, cite or report").click()
    page.locator("#clause-13-3").get_by_role("link", name="Link to 13.3").click()
    assert page.url.endswith("#clause-13-3")
    button = page.locator("#clause-13-3").get_by_role("button", name="Copy link for 13.3")
    button.click()
    page.locator("#clause-13-3").get_by_role("button", name="Copied for 13.3").get_by_text("Copied").wait_for()
    if door.startswith("http"):
        assert page.evaluate("navigator.clipboard.readText()") == page.url


def search_for(page, words):
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.locator("[data-search-results] li").first.wait_for()
    return page.locator("[data-search-results] a").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "clause"),
    [("13.3", "13.3"), ("15.3b", "15.3b"), ("social worker immediately", "13.2"), ("28 days", "22.1"), ("emergancy departments", "13.1")],
)
def test_search_finds_clauses_by_number_words_and_with_a_slip(page, door, words, clause):
    page.goto(f"{door}/3.0/index.html")
    results = search_for(page, words)
    assert any(result.split()[0] == clause for result in results[:3]), results[:3]


def test_search_finds_numbers_to_ring(page, door):
    page.goto(f"{door}/3.0/sections/13-emergency-services.html")
    results = search_for(page, "emergency duty team")
    assert any("0300 555 8574" in result for result in results[:3])


def test_search_works_by_keyboard_alone_and_leads_to_the_clause(page, door):
    page.goto(f"{door}/3.0/contacts.html")
    search_for(page, "private fostering 28 days")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.search__link')")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.matches('.md-search__input')")
    page.keyboard.press("Enter")
    page.wait_for_url("**#clause-22-1")
    assert page.locator("#clause-22-1").is_visible()


def test_search_says_when_nothing_is_found(page, door):
    page.goto(f"{door}/3.0/index.html")
    page.keyboard.press("/")
    page.keyboard.type("zzzzqqqq")
    page.get_by_text("Nothing found in this edition").wait_for()
    page.keyboard.press("Escape")
    assert not page.evaluate("document.getElementById('__search').checked")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "address",
    ["index.html", "contacts.html", "sections/13-emergency-services.html", "calculators/emergency-attendance.html", "hazards.html"],
)
def test_nothing_is_wider_than_the_screen(page, door, width, address):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{door}/3.0/{address}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
