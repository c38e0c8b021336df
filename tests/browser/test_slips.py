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
