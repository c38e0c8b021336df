"""Slips at a calculator's form, and a browser that lets the reader down: nothing is dropped or shown that should not be."""

import datetime

import pytest
from person import hold_python_back
from test_calculators import EDITION, open_calculator, outcome_shown

from calculators import DECISIONS

DOORS = ("file",)  # what the door changes is how Python starts, and tests of the calculators try both

FILLED = "form => [...form.elements].map(field => field.type in {radio: 1, checkbox: 1} ? field.checked : field.value)"


def show(page):
    page.get_by_role("button", name="Show what to do").click()


def refused_birth(page, door, calculator, **written):
    """Return what is said beside the date of birth where that is written so."""
    open_calculator(page, door, calculator)
    for part, text in written.items():
        page.fill(f"#q-date_of_birth-{part}", text)
    show(page)
    error = page.locator("#q-date_of_birth-error")
    error.wait_for()
    return error.inner_text()


def test_a_year_of_two_figures_is_a_mistake_and_no_adult(page, door):
    assert "all four figures" in refused_birth(page, door, "emergency-attendance", day="27", month="3", year="15")
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


def test_an_answer_goes_from_the_screen_as_soon_as_the_form_changes(page, door):
    open_calculator(page, door, "private-fostering")
    page.get_by_label("A grandparent").check()
    show(page)
    outcome_shown(page, 0)
    assert page.locator("[data-result] h2").is_visible()
    page.get_by_label("A host family").check()
    assert page.locator("[data-result] h2").is_hidden()
    show(page)
    assert outcome_shown(page, 1)["outcome"] == "check"
    assert page.locator("[data-result] h2").is_visible()


def test_an_answer_to_a_form_that_has_changed_meanwhile_never_comes(page, door):
    let_python_begin = hold_python_back(page)
    page.goto(f"{door}/{EDITION}/calculators/private-fostering.html")
    page.get_by_label("A grandparent").check()
    show(page)
    page.get_by_label("A host family").check()
    let_python_begin()
    page.locator("[data-calculator][data-ready]").wait_for()
    page.wait_for_function("document.querySelector('[data-state]').textContent.includes('is ready')")
    show(page)
    assert outcome_shown(page, 0)["outcome"] == "check"


@pytest.mark.parametrize("script", ["off", "broken"])
def test_without_a_working_script_no_answer_is_sent_and_the_page_names_the_number_to_ring(chromium, door, script):
    context = chromium.new_context(java_script_enabled=script != "off")
    page = context.new_page()
    page.route("**/assets/site/calculator.js", lambda route: route.fulfill(body="}", content_type="text/javascript"))
    page.goto(f"{door}/{EDITION}/calculators/private-fostering.html")
    address = page.url
    page.locator("label[for='q-carer-host_family']").click()
    page.locator("#q-age_years-input").press("Enter")
    assert page.get_by_role("button", name="Show what to do").is_disabled()
    assert page.url == address
    assert "0300 555 0050" in page.locator("[data-state]").inner_text()
    context.close()


def test_an_answer_shows_first_what_to_do_in_danger_and_last_that_it_supports_judgement(page, door):
    open_calculator(page, door, "private-fostering")
    page.get_by_label("A grandparent").check()
    show(page)
    shown = outcome_shown(page, 0)
    told = page.locator("[data-result]").inner_text()
    places = [told.index(text) for text in (shown["headline"], shown["note"], shown["emergency"], "What to do", "supports your judgement")]
    assert places == sorted(places)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("calculator", DECISIONS)
def test_a_page_that_is_loaded_again_holds_no_answer(chromium, door, calculator):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{door}/{EDITION}/calculators/{calculator}.html")
    before = page.locator("form[data-form]").evaluate(FILLED)
    page.locator("[data-form] input[type=text]").first.fill("20")
    page.locator("[data-form] input[type=radio]:visible").last.check()
    assert page.locator("form[data-form]").evaluate(FILLED) != before
    page.reload()
    assert page.locator("form[data-form]").evaluate(FILLED) == before
    context.close()


def test_the_day_of_the_decision_stands_in_the_form_and_in_the_answer(page, door):
    page.clock.set_fixed_time(datetime.datetime.fromisoformat("2026-05-04T09:00:00"))
    open_calculator(page, door, "private-fostering")
    parts = [page.locator(f"#q-as_of-{part}").input_value() for part in ("day", "month", "year")]
    assert parts == ["4", "5", "2026"]
    page.fill("#q-as_of-day", "3")
    show(page)
    assert outcome_shown(page, 0)["as_of"] == "2026-05-03"
    assert "Edition 3.0, day of the decision 3 May 2026" in page.locator("[data-result]").inner_text()


@pytest.mark.parametrize(
    "written", [{"year": "26"}, {"day": ""}, {"day": "", "month": "", "year": ""}], ids=["two figures", "half", "empty"]
)
def test_the_day_of_the_decision_is_asked_for_in_full_and_never_offered_as_not_known(page, door, written):
    open_calculator(page, door, "private-fostering")
    page.get_by_label("A grandparent").check()
    for part, text in written.items():
        page.fill(f"#q-as_of-{part}", text)
    show(page)
    error = page.locator("#q-as_of-error")
    error.wait_for()
    assert error.inner_text() == "Give the day, the month and the year with all four figures."
    assert page.locator("[data-result] h2").count() == 0 or page.locator("[data-result] h2").is_hidden()


def test_half_a_date_that_may_be_unknown_is_told_so(page, door):
    assert 'choose "I don\'t know"' in refused_birth(page, door, "private-fostering", day="27")


def test_a_birth_a_thousand_years_ago_is_refused_beside_its_field(page, door):
    assert "check the year" in refused_birth(page, door, "emergency-attendance", day="27", month="3", year="1018")


def test_a_list_of_any_name_is_answered_entry_by_entry(page, door):
    open_calculator(page, door, "private-fostering")
    text = page.evaluate("""() => {
        const data = JSON.parse(document.querySelector("[data-rules]").textContent);
        data.calculator = "made-up";
        data.rules.words["made-up"] = { outcomes: {}, recipients: {}, questions: {
            role: { label: "Role" }, visitors: { label: "Which visitors?", entry: "Visitor" } } };
        data.rules.words["made-up.visitors"] = { told: "Who is told of each visitor" };
        const place = document.createElement("section");
        const entry = { recipients: [], headline: "Nobody is told.", cautions: [], reasons: [], nearest_change: null };
        const outcome = { emergency: "Ring.", as_of: "2026-06-01", edition: "3.0", headline: "Do it.", note: "A note.", outcome: "x",
            by_text_alone: "x", possible: ["x"], actions: [], recipients: [], versions: [], unknown: [], reasons: [], warnings: [],
            cautions: [], ignored: [], visitors: [entry, entry] };
        document.body.append(place);
        policyResult(place, outcome, data, (name) => name);
        return place.innerText;
    }""")
    for line in ("Who is told of each visitor", "Visitor 1", "Visitor 2"):
        assert line in text.splitlines()
