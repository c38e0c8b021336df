"""Slips at a calculator's form, and a browser that lets the reader down: nothing is dropped or shown that should not be."""

from test_calculators import EDITION, open_calculator, outcome_shown


def show(page):
    page.get_by_role("button", name="Show what to do").click()


def test_a_year_of_two_figures_is_a_mistake_and_no_adult(page, door):
    open_calculator(page, door, "emergency-attendance")
    for part, value in (("day", "27"), ("month", "3"), ("year", "15")):
        page.fill(f"#q-date_of_birth-{part}", value)
    show(page)
    page.locator("[data-problems]").wait_for()
    assert "all four figures" in page.locator("#q-date_of_birth-error").inner_text()
    assert page.locator("[data-result]").is_hidden()


def test_a_list_that_is_filled_in_beside_none_is_a_mistake_and_nothing_is_dropped(page, door):
    open_calculator(page, door, "emergency-attendance")
    for part, value in (("day", "27"), ("month", "3"), ("year", "2026")):
        page.fill(f"#q-attendances-0-date-{part}", value)
    page.locator("label[for='q-attendances-none']").click()
    show(page)
    page.locator("[data-problems]").wait_for()
    assert "You chose that there were none" in page.locator("#q-attendances-error").inner_text()
    page.locator("label[for='q-attendances-list']").click()
    show(page)
    assert outcome_shown(page, 0)["reasons"][1]["found"].startswith("1, on 27 March 2026")
