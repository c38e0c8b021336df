"""What changes on a page is told to who cannot see it: mistakes, answers, progress, the search; and each mistake belongs to its field."""

import pytest
from page_states import STATES, answered, list_refused, list_screened, search_for, times_refused
from test_calculators import open_calculator

from calculators import DECISIONS

DOORS = ("file",)  # roles and names are the page's own

# Fields that are marked as wrong, without a visible error that describes them or the group they are in.
UNDESCRIBED = """() => [...document.querySelectorAll("[aria-invalid=true]")].filter((input) => {
    for (let at = input; at && at.tagName !== "FORM"; at = at.parentElement) {
        for (const id of (at.getAttribute("aria-describedby") ?? "").split(" ")) {
            const error = id && document.getElementById(id);
            if (error && error.matches(".field__error") && !error.hidden && error.textContent.trim()) return false;
        }
    }
    return true;
}).map((input) => input.id)"""

# Fields without a name, and names that stand twice in one group.
UNNAMED = """() => [...document.querySelectorAll("input, select, textarea, button")].filter((one) => one.checkVisibility() && one.type !== "hidden"
    && !one.labels?.length && !one.getAttribute("aria-label") && !one.getAttribute("aria-labelledby") && !one.textContent.trim()).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("calculator", DECISIONS)
def test_mistakes_take_the_focus_are_told_in_the_title_and_each_describes_its_field(page, door, calculator):
    open_calculator(page, door, calculator)
    title = page.title()
    STATES[f"{calculator}, every mistake"](page, door)
    summary = page.locator("[data-problems]")
    assert summary.get_attribute("role") == "alert" and page.evaluate("document.activeElement.matches('[data-problems]')")
    assert summary.get_attribute("aria-labelledby") == "problems-title"
    assert page.title() == f"There is a problem: {title}"
    assert page.evaluate(UNDESCRIBED) == []
    for link in summary.get_by_role("link").all():
        link.click()
        assert page.evaluate("document.activeElement.matches('[aria-invalid=true], .field--wrong input')")
    page.get_by_role("button", name="Clear the form").click()
    summary.wait_for(state="hidden")
    assert page.title() == title and page.locator("[aria-invalid]").count() == 0


@pytest.mark.parametrize("calculator", DECISIONS)
def test_every_field_and_button_has_a_name(page, door, calculator):
    open_calculator(page, door, calculator)
    page.get_by_label("Show every question").check()
    answered(page)
    assert page.evaluate(UNNAMED) == []


def test_an_answer_takes_the_focus_to_its_heading_in_a_part_of_the_page_that_has_a_name(page, door):
    open_calculator(page, door, "private-fostering")
    page.get_by_label("A grandparent").check()
    answered(page)
    assert page.evaluate("document.activeElement.matches('[data-result] h2')")
    assert page.get_by_role("region", name="What to do").is_visible()
    page.get_by_label("A host family").check()
    notice = page.locator("[data-outdated]")
    assert notice.get_attribute("role") == "status" and "have changed" in notice.inner_text()


def test_the_page_says_when_the_calculator_is_ready_and_when_it_cannot_start(page, door):
    open_calculator(page, door, "private-fostering")
    state = page.locator("[data-state]")
    assert state.get_attribute("role") == "status" and "ready" in state.inner_text()
    STATES["a calculator that cannot start"](page, door)
    assert "could not start" in page.locator("[data-state][role=status]").inner_text()
    page.wrong.clear()


def test_a_call_that_is_missing_takes_the_focus_to_its_field_which_says_why(page, door):
    times_refused(page, door)
    assert page.evaluate("document.activeElement.id") == "q-call-day"
    assert page.evaluate(UNDESCRIBED) == []


def test_a_list_tells_what_it_found_or_why_it_cannot_be_used(page, door):
    list_screened(page, door)
    assert page.evaluate("document.activeElement.matches('[data-screen-result] .result__headline')")
    assert page.locator("[data-screen-state]").get_attribute("role") == "status"
    list_refused(page, door)
    assert page.locator("#screen-file-error").get_attribute("role") == "alert"
    assert page.evaluate("document.activeElement.id") == "screen-file" and page.evaluate(UNDESCRIBED) == []


@pytest.mark.parametrize(("words", "told"), [("consent", "result"), ("zzzzqqqq", "Nothing found")])
def test_the_search_tells_how_much_it_found(page, door, words, told):
    search_for(page, door, words)
    page.locator("[role=search] [role=status]", has_text=told).first.wait_for()
