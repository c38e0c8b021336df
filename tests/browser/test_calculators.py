"""Each outcome is reached by filling in the form as a person does, over both doors; the answer is CPython's."""

import json

import pytest
from person import Keyboard, Mouse, fill_in, hold_python_back

from calculators import DECISIONS, answer
from publishing.load import load_edition, load_library
from tests.depth import depth

EDITION = load_library().current


def _json(value):
    if isinstance(value, dict):
        return {key: _json(item) for key, item in value.items()}
    return [_json(item) for item in value] if isinstance(value, (list, tuple)) else value


def examples():
    """Return, for each calculator, one worked case an outcome; the longest one, so that most fields are used."""
    found = {}
    for calculator, cases in load_edition(EDITION).cases.items():
        by_outcome = {}
        for case in cases:
            lists = [value for value in _json(case.answers).values() if isinstance(value, list)]
            if sum(map(len, lists)) <= 5:
                by_outcome.setdefault(case.outcome, []).append(_json(case.answers))
        found[calculator] = {outcome: max(fitting, key=lambda answers: len(json.dumps(answers))) for outcome, fitting in by_outcome.items()}
    return found


EXAMPLES = examples()


def open_calculator(page, door, calculator):
    page.goto(f"{door}/{EDITION}/calculators/{calculator}.html")
    page.locator("[data-calculator][data-ready]").wait_for()


def outcome_shown(page, before):
    page.locator(f"[data-calculator][data-answered='{before + 1}']").wait_for()
    return json.loads(page.locator("[data-calculator]").get_attribute("data-outcome"))


# What an outcome says of the answers themselves; and what it says beside the answer, which can rest on questions that
# the interview did not need to ask.
OF_THE_ANSWERS = {"reasons", "ignored", "warnings"}
BESIDE_THE_ANSWER = OF_THE_ANSWERS | {"ground", "decided_by", "by_text_alone", "nearest_change"}


def without(outcome, words):
    return {key: value for key, value in outcome.items() if key not in words}


def in_any_order(value):
    """Several that are ticked have no order; a list of entries keeps its own."""
    return sorted(value, key=str) if isinstance(value, list) and not any(isinstance(item, dict) for item in value) else value


@pytest.mark.parametrize(
    ("door", "hand", "every_question"),
    [("file", Keyboard, False), ("http", Mouse, True)],
    indirect=["door"],
    ids=["folder, keyboard, the interview", "server, mouse, every question"],
)
@pytest.mark.parametrize("calculator", DECISIONS)
def test_each_outcome_is_reached_and_is_the_one_of_cpython(page, door, edition, calculator, hand, every_question):
    open_calculator(page, door, calculator)
    assert set(EXAMPLES[calculator]) == set(DECISIONS[calculator].outcomes)
    page.get_by_label("Show every question").set_checked(every_question)
    examples = list(EXAMPLES[calculator].items())
    if hand is Keyboard:  # every key takes its time: the longest shows that every kind of question can be reached
        examples = sorted(examples, key=lambda example: len(json.dumps(example[1])))[-depth(1, 2) :]
    for number, (outcome, answers) in enumerate(examples):
        fill_in(page, hand(page), answers)
        hand(page).press("[data-form] [type=submit]")
        shown = outcome_shown(page, number)
        sent = json.loads(page.locator("[data-calculator]").get_attribute("data-sent"))
        assert shown["outcome"] == outcome
        assert all(in_any_order(value) == in_any_order(answers[name]) for name, value in sent.items())
        assert shown == answer(calculator, sent, edition)
        beside = OF_THE_ANSWERS if every_question else BESIDE_THE_ANSWER
        assert without(shown, beside) == without(answer(calculator, answers, edition), beside)
        headline = page.locator("[data-result] h2")
        assert headline.inner_text() == shown["headline"]
        assert page.evaluate("document.activeElement === document.querySelector('[data-result] h2')")
        assert page.locator("[data-result] .action").count() == len(shown["actions"])
        page.get_by_role("button", name="Clear the form").click()
        page.locator("[data-result]").wait_for(state="hidden")


@pytest.mark.parametrize("calculator", DECISIONS)
def test_an_empty_form_is_answered_with_what_is_not_known(page, door, edition, calculator):
    open_calculator(page, door, calculator)
    page.get_by_role("button", name="Show what to do").click()
    shown = outcome_shown(page, 0)
    assert shown == answer(calculator, {"as_of": shown["as_of"]}, edition)
    assert page.locator("[data-result] .unknown li").count() == len(shown["unknown"])
    if not shown["unknown"]:  # the lists of this calculator may be left out; its answer then says that nothing was named
        assert (calculator, shown["outcome"]) == ("dart-routing", "nothing_due")
        assert "No child is named" in page.locator("[data-result] h2").inner_text()


def test_a_mistake_is_shown_beside_its_field_and_in_a_summary_that_takes_the_focus(page, door):
    open_calculator(page, door, "private-fostering")
    for part, value in (("day", "30"), ("month", "2"), ("year", "2020")):
        page.fill(f"#q-date_of_birth-{part}", value)
    page.get_by_label("A friend or neighbour").check()
    page.get_by_role("button", name="Show what to do").click()
    summary = page.locator("[data-problems]")
    summary.wait_for()
    assert page.evaluate("document.activeElement.matches('[data-problems]')")
    assert "2020-02-30" in summary.inner_text()
    assert "not a day in the calendar" in page.locator("#q-date_of_birth-error").inner_text()
    assert page.locator("#q-date_of_birth-day").get_attribute("aria-invalid") == "true"
    summary.get_by_role("link").click()
    assert page.evaluate("document.activeElement.id") == "q-date_of_birth-day"
    assert page.get_by_label("A friend or neighbour").is_checked(), "the other answers are kept"
    page.fill("#q-date_of_birth-day", "28")
    page.get_by_role("button", name="Show what to do").click()
    page.locator("[data-result] h2").wait_for()
    assert summary.is_hidden() and page.locator("#q-date_of_birth-error").is_hidden()


def test_half_a_date_is_a_mistake_and_an_empty_one_is_not_known(page, door):
    open_calculator(page, door, "emergency-attendance")
    page.fill("#q-date_of_birth-year", "2020")
    page.fill("#q-attendances-1-date-day", "3")
    page.get_by_role("button", name="Show what to do").click()
    page.locator("[data-problems]").wait_for()
    assert page.locator("[data-problems] li").count() == 2
    assert "Give the day, the month and the year" in page.locator("#q-date_of_birth-error").inner_text()
    links = page.locator("[data-problems] a")
    for number, field in enumerate(("q-attendances-1-date-day", "q-date_of_birth-day")):  # as the questions stand in the form
        links.nth(number).click()
        assert page.evaluate("document.activeElement.id") == field


def test_an_entry_after_today_is_kept_and_named(page, door):
    open_calculator(page, door, "emergency-attendance")
    for part, value in (("day", "1"), ("month", "1"), ("year", "2999")):
        page.fill(f"#q-attendances-0-date-{part}", value)
    page.get_by_role("button", name="Show what to do").click()
    shown = outcome_shown(page, 0)
    assert [warning["answer"] for warning in shown["warnings"]] == ["attendances[0].date"]
    assert "The entry is kept" in page.locator("#q-attendances-0-date-error").inner_text()


def test_contacts_can_be_added_and_taken_away(page, door):
    open_calculator(page, door, "emergency-attendance")
    rows = page.locator("#q-attendances [data-entry]")
    assert rows.count() == 3
    page.get_by_role("button", name="Add another").click()
    assert rows.count() == 4
    assert page.evaluate("document.activeElement.id") == "q-attendances-3-date-day"
    page.get_by_role("button", name="Remove Contact 2").click()
    assert rows.count() == 3
    assert page.locator("#q-attendances legend.entry__legend").all_inner_texts() == ["Contact 1", "Contact 2", "Contact 3"]


def test_the_form_can_be_filled_in_while_python_still_loads(page, door):
    let_python_begin = hold_python_back(page)
    page.goto(f"{door}/{EDITION}/calculators/private-fostering.html")
    page.get_by_label("A grandparent").check()
    page.get_by_role("button", name="Show what to do").click()
    assert page.locator("[data-ready]").count() == 0
    let_python_begin()
    assert outcome_shown(page, 0)["outcome"] == "not_private_fostering"


def test_no_answer_goes_into_the_address(page, door):
    open_calculator(page, door, "private-fostering")
    address = page.url
    page.get_by_label("A grandparent").check()
    page.get_by_role("button", name="Show what to do").click()
    outcome_shown(page, 0)
    assert page.url == address


def test_without_javascript_the_page_says_so_and_names_clause_and_number(chromium, door):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{door}/{EDITION}/calculators/private-fostering.html")
    note = page.locator(".no-script")
    assert "JavaScript" in note.inner_text()
    assert "0300 555 0050" in note.inner_text()
    note.get_by_role("link", name="The whole decision as a table").click()
    assert page.url.endswith("#whole-decision")
    assert page.get_by_role("row", name="3 Is the child looked after by a local authority?").is_visible()
    assert page.get_by_role("img", name="Flow chart").is_visible()
    page.get_by_text("The same steps in words").click()
    assert page.get_by_text("If not: Tell children's social care.").is_visible()
    note.get_by_role("link", name="22.1").click()
    assert page.url.endswith("22-private-fostering.html#clause-22-1")
    context.close()


def test_a_runtime_that_cannot_start_says_what_to_do_and_keeps_the_answers(chromium, server):
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/pyodide.asm.*.wasm", lambda route: route.abort())
    page.goto(f"{server}/{EDITION}/calculators/private-fostering.html")
    page.get_by_label("A grandparent").check()
    page.get_by_role("button", name="Show what to do").click()
    failed = page.locator(".form__state--failed")
    failed.wait_for(timeout=60_000)
    assert "could not start" in failed.inner_text()
    assert page.get_by_label("A grandparent").is_checked()
    page.locator("[data-form]").get_by_role("link", name="The whole decision as a table").click()
    assert page.url.endswith("#whole-decision")
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("calculator", DECISIONS)
def test_the_whole_decision_fits_the_width_and_its_chart_can_be_read(page, door, calculator, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{door}/{EDITION}/calculators/{calculator}.html#whole-decision")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for chart in page.locator("#whole-decision .flow").all():
        letters = chart.evaluate("svg => 13 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width")
        assert letters >= 10.5


@pytest.mark.parametrize("setting", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=lambda setting: next(iter(setting)))
def test_the_chart_takes_the_colour_of_the_text_around_it(page, door, setting):
    page.emulate_media(**setting)
    page.goto(f"{door}/{EDITION}/calculators/emergency-attendance.html")
    chart = page.locator("#whole-decision .flow").first
    around = chart.evaluate("svg => getComputedStyle(svg.parentElement).color")
    assert chart.locator("text").first.evaluate("text => getComputedStyle(text).fill") == around
    assert chart.locator("polygon").first.evaluate("box => getComputedStyle(box).stroke") == around


@pytest.mark.parametrize("door", ["file", pytest.param("http", marks=pytest.mark.whole)], indirect=True)
@pytest.mark.parametrize("calculator", DECISIONS)
def test_chromium_answers_every_worked_case_as_cpython_does(page, door, published, edition, calculator, figure):
    open_calculator(page, door, calculator)
    cases = [_json(case.answers) for case in published.cases[calculator]]
    shown = page.evaluate(
        """async (cases) => {
            const data = JSON.parse(document.querySelector("[data-rules]").textContent);
            const runtime = policyRuntime(data.calculator);
            const outcomes = [];
            for (const answers of cases) outcomes.push(await runtime.answer(data.rules, answers));
            return outcomes;
        }""",
        cases,
    )
    assert shown == [answer(calculator, answers, edition) for answers in cases]
    assert page.locator("html").get_attribute("data-started-plainly") is None
    assert not any("stdlib" in address or "embedded-plain" in address for address in page.requests), "the kept memory lacked something"
    figure(
        f"{calculator}: {len(cases)} worked cases run in Chromium ({'folder' if door.startswith('file') else 'server'}), all as in CPython"
    )
