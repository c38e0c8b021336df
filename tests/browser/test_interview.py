"""The form is an interview: it shows what can still change the outcome, in that order, and never disturbs who is typing."""

import json
import random
import re

import pytest
from interviewing import ENOUGH, KEPT, answers_in, choose, leave_the_questions, progress, questions, shows_what_cpython_asks, write_date
from person import Mouse, give, hold_python_back, settled
from test_calculators import EDITION, EXAMPLES, open_calculator, outcome_shown

from calculators import DECISIONS, answer, ask
from tests.depth import depth

DOORS = ("file",)  # what the door changes is how Python starts, and tests of the calculators try both


@pytest.mark.parametrize("calculator", DECISIONS)
def test_only_questions_that_can_change_the_outcome_are_shown_the_most_decisive_first(page, door, edition, calculator):
    open_calculator(page, door, calculator)
    longest = sorted(EXAMPLES[calculator].values(), key=lambda answers: len(json.dumps(answers)))[-depth(2, 100) :]
    for number, answers in enumerate(longest):
        hand, shuffle = Mouse(page), random.Random(number)
        give(page, hand, "as_of", answers["as_of"])
        left = [name for name in answers if name != "as_of"]
        if number % 2:
            shuffle.shuffle(left)
        else:
            left.sort(key=[question.name for question in DECISIONS[calculator].answers].index)
        before = []
        for name in left:
            shown = {question: at for question, at, _, _ in questions(page)}
            if not shown[name]:
                continue
            give(page, hand, name, answers[name])
            leave_the_questions(page)
            shows_what_cpython_asks(page, calculator, edition)
            answered = [question for question, _, _, given in questions(page) if given]
            assert [question for question in answered if question in before] == before, "what is answered never moves"
            before = answered
        page.get_by_role("button", name="Clear the form").click()
        settled(page)


def test_a_grandmother_ends_it(page, door):
    open_calculator(page, door, "private-fostering")
    page.get_by_label("A grandparent").click()
    settled(page)
    assert [name for name, shown, _, _ in questions(page) if shown] == ["carer"]
    assert ENOUGH in progress(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q-as_of-day", "Tab meets none of what is hidden"
    page.get_by_role("button", name="Show what to do").click()
    assert outcome_shown(page, 0)["outcome"] == "not_private_fostering"


def test_an_answer_that_is_no_longer_needed_is_kept_marked_and_not_sent_and_comes_back(page, door, edition):
    open_calculator(page, door, "private-fostering")
    calculator = page.locator("[data-calculator]")
    choose(page, "q-carer-friend_or_neighbour")
    write_date(page, "#q-date_of_birth", "27 3 2015")
    page.fill("#q-start-day", "1")
    settled(page)
    mark = page.locator("#q-date_of_birth [data-unneeded]")
    assert mark.is_hidden()
    choose(page, "q-carer-grandparent")
    assert KEPT in mark.inner_text() and KEPT in page.locator("#q-start [data-unneeded]").inner_text()
    assert page.locator("#q-date_of_birth-year").input_value() == "2015"
    described = page.locator("#q-date_of_birth").get_attribute("aria-describedby").split()
    assert mark.get_attribute("id") in described
    page.get_by_role("button", name="Show what to do").click()
    shown, sent = outcome_shown(page, 0), json.loads(calculator.get_attribute("data-sent"))
    assert set(sent) == {"as_of", "carer"}, "half a date that is not needed is no mistake"
    assert shown == answer("private-fostering", sent, edition)
    choose(page, "q-carer-friend_or_neighbour")
    assert mark.is_hidden() and page.locator("#q-date_of_birth-year").input_value() == "2015"
    page.get_by_role("button", name="Show what to do").click()
    page.locator("[data-problems]").wait_for()
    write_date(page, "#q-start", "1 5 2026")
    page.get_by_role("button", name="Show what to do").click()
    shown, sent = outcome_shown(page, 1), json.loads(calculator.get_attribute("data-sent"))
    assert (sent["date_of_birth"], sent["start"]) == ("2015-03-27", "2026-05-01")
    assert shown == answer("private-fostering", sent, edition)


def test_every_question_can_be_answered_with_i_do_not_know(page, door, edition):
    for calculator in DECISIONS:
        open_calculator(page, door, calculator)
        page.get_by_label("Show every question").check()
        for name, *_ in questions(page):
            field = page.locator(f"#q-{name}")
            assert field.locator("> .field__option input[value=unknown]").count() == 1, name
            for part in field.locator("[data-entry]").first.locator("[data-entry-answer]").all():
                if part.get_attribute("data-kind") in ("day", "number", "choice"):
                    assert part.locator("input[value=unknown], option[value=unknown]").count() == 1, name
            field.locator("> .field__option label").last.click()
        settled(page)
        assert ENOUGH in progress(page)
        assert set(answers_in(page).values()) - {answers_in(page)["as_of"]} == {"unknown"}
        page.get_by_role("button", name="Show what to do").click()
        assert outcome_shown(page, 0)["possible"]


def test_i_do_not_know_is_an_answer_after_which_the_question_stays_where_it_is(page, door):
    open_calculator(page, door, "private-fostering")
    for name in ("carer", "date_of_birth"):
        choose(page, f"q-{name}-unknown")
    leave_the_questions(page)
    assert [name for name, *_ in questions(page)][:2] == ["carer", "date_of_birth"]
    page.fill("#q-age_years-input", "15")
    settled(page)
    assert answers_in(page)["age_years"] == 15
    page.locator("#q-age_years label[for=q-age_years-unknown]").click()
    settled(page)
    assert answers_in(page)["age_years"] == "unknown" and page.locator("#q-age_years-input").input_value() == ""
    choose(page, "q-arranged_by-parent")
    leave_the_questions(page)
    assert [name for name, *_ in questions(page)][:4] == ["carer", "date_of_birth", "arranged_by", "age_years"]
    page.fill("#q-age_years-input", "9")
    assert not page.locator("#q-age_years-unknown").is_checked(), "a number that is written takes the tick away"


def test_the_age_is_still_to_be_asked_when_the_date_of_birth_is_not_known(page, door):
    open_calculator(page, door, "emergency-attendance")
    for field in ("q-attendances-none", "q-social_worker-no", "q-concern-no"):
        choose(page, field)
    choose(page, "q-date_of_birth-unknown")
    assert progress(page) == ""
    choose(page, "q-age_years-unknown")
    assert ENOUGH in progress(page)


def test_an_entry_whose_date_is_not_given_is_still_open_and_one_whose_date_is_not_known_is_dealt_with(page, door):
    open_calculator(page, door, "emergency-attendance")
    for field in ("q-social_worker-no", "q-concern-no"):
        choose(page, field)
    write_date(page, "#q-date_of_birth", "27 3 2015")
    for number in range(3):
        page.locator(f"#q-attendances-{number}-service-input").select_option("nhs_111")
    for number in range(2):
        write_date(page, f"#q-attendances-{number}-date", "1 5 2026")
    assert progress(page) == ""
    choose(page, "q-attendances-2-date-unknown")
    assert ENOUGH in progress(page)
    assert answers_in(page)["attendances"][2] == {"date": "unknown", "service": "nhs_111"}


@pytest.mark.parametrize("calculator", DECISIONS)
def test_every_question_can_be_shown_in_the_order_in_which_it_is_printed(page, door, calculator):
    open_calculator(page, door, calculator)
    asked = [(name, shown) for name, shown, _, _ in questions(page)]
    everything = page.get_by_label("Show every question")
    assert not everything.is_checked()
    everything.check()
    assert [(name, shown) for name, shown, _, _ in questions(page)] == [(answer.name, True) for answer in DECISIONS[calculator].answers]
    everything.uncheck()
    assert [(name, shown) for name, shown, _, _ in questions(page)] == asked


@pytest.mark.parametrize("calculator", DECISIONS)
def test_the_form_stands_as_built_and_nothing_jumps_when_python_has_loaded(page, door, edition, calculator):
    let_python_begin = hold_python_back(page)
    page.goto(f"{door}/{EDITION}/calculators/{calculator}.html")
    before = page.evaluate(
        "[...document.querySelectorAll('[data-form] *')].map((element) => element.getBoundingClientRect().top + scrollY)"
    )
    assert page.locator("[data-ready]").count() == 0
    built = questions(page)
    state = ask(calculator, {"as_of": "2026-06-01"}, edition)
    assert [name for name, shown, _, _ in built if shown] == state["in_order"]
    let_python_begin()
    page.locator("[data-calculator][data-ready]").wait_for()
    settled(page)
    assert questions(page) == built
    after = page.evaluate("[...document.querySelectorAll('[data-form] *')].map((element) => element.getBoundingClientRect().top + scrollY)")
    assert after == before


def test_that_nothing_more_is_needed_is_said_once_to_a_screen_reader(page, door):
    open_calculator(page, door, "private-fostering")
    line = page.locator("[data-progress]")
    assert (line.get_attribute("role"), line.get_attribute("aria-live")) == ("status", "polite")
    page.evaluate("""() => {
        self.said = [];
        const line = document.querySelector("[data-progress]");
        new MutationObserver(() => self.said.push(line.textContent)).observe(line, { childList: true, characterData: true, subtree: true });
    }""")
    for carer in ("parent", "grandparent", "step_parent", "friend_or_neighbour", "host_family"):
        choose(page, f"q-carer-{carer}")
    choose(page, "q-looked_after-yes")
    leave_the_questions(page)
    said = page.evaluate("self.said")
    assert len(said) == 3
    assert ENOUGH in said[0] and "again" in said[1] and ENOUGH in said[2]


def test_questions_with_a_usual_answer_may_be_left(page, door):
    open_calculator(page, door, "private-fostering")
    write_date(page, "#q-as_of", "1 6 2026")
    for field in ("carer-friend_or_neighbour", "arranged_by-parent", "looked_after-no", "parent_lives_there-no", "broken_stays-no"):
        choose(page, f"q-{field}")
    write_date(page, "#q-date_of_birth", "27 3 2015")
    write_date(page, "#q-start", "30 5 2026")
    assert progress(page) == ""
    choose(page, "q-end-open")
    assert ENOUGH in progress(page) and "what is left" in progress(page)
    assert [name for name, shown, _, given in questions(page) if shown and not given] == ["home"]
    choose(page, "q-home-carers")
    assert ENOUGH in progress(page) and "what is left" not in progress(page)


@pytest.mark.parametrize("calculator", DECISIONS)
def test_without_javascript_every_question_is_shown(chromium, door, calculator):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{door}/{EDITION}/calculators/{calculator}.html")
    for question in DECISIONS[calculator].answers:
        assert page.locator(f"#q-{question.name}").is_visible()
    assert page.get_by_label("Show every question").is_hidden()
    context.close()


def test_when_python_cannot_start_every_question_is_shown(chromium, server):
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/pyodide.asm.*.wasm", lambda route: route.abort())
    page.goto(f"{server}/{EDITION}/calculators/emergency-attendance.html")
    page.get_by_label("There have been none").check()
    page.locator(".form__state--failed").wait_for(timeout=60_000)
    assert all(shown for _, shown, _, _ in questions(page))
    assert page.get_by_label("There have been none").is_checked()
    context.close()


def test_each_question_says_why_it_is_asked(page, door, edition):
    for calculator in DECISIONS:
        open_calculator(page, door, calculator)
        for question in DECISIONS[calculator].answers:
            why = edition.words[calculator]["questions"][question.name]["why"]
            hint = page.locator(f"#q-{question.name}-hint")
            assert re.sub(r"\s+", " ", hint.text_content()).strip().endswith(f"Why this is asked: {why}")
