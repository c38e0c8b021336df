"""Firefox, the second engine: its calculators answer as CPython does, its search finds, and without scripts it shows the table."""

import json

import pytest
from driven import Firefox
from person import Mouse, fill_in
from test_calculators import BESIDE_THE_ANSWER, EDITION, EXAMPLES, in_any_order, open_calculator, outcome_shown, without
from test_engines import cases_of

from calculators import DECISIONS, answer
from tests.doors import BOTH, SITE

DOORS = BOTH

# Over which door a form is filled in with which of its worked cases, each of another outcome: the longest, and the one after it. The
# doors take turns, and both are tried with every calculator by `make test-all`.
FILLED = [("file", -1), ("http", -2)]


def in_turn():
    for number, calculator in enumerate(DECISIONS):
        for door, which in FILLED:
            marks = () if (door, which) == FILLED[number % len(FILLED)] else (pytest.mark.whole,)
            yield pytest.param(door, which, calculator, marks=marks, id=f"{calculator}-{door}")


@pytest.mark.parametrize(("door", "which", "calculator"), list(in_turn()), indirect=["door"])
def test_a_form_filled_in_by_hand_is_answered_as_cpython_does(firefox, door, edition, calculator, which):
    outcome, answers = sorted(EXAMPLES[calculator].items(), key=lambda example: len(json.dumps(example[1])))[which]
    open_calculator(firefox, door, calculator)
    fill_in(firefox, Mouse(firefox), answers)
    firefox.locator("[data-form] [type=submit]").click()
    shown = outcome_shown(firefox, 0)
    sent = json.loads(firefox.locator("[data-calculator]").get_attribute("data-sent"))
    assert shown["outcome"] == outcome
    assert all(in_any_order(value) == in_any_order(answers[name]) for name, value in sent.items())
    assert shown == answer(calculator, sent, edition)
    assert without(shown, BESIDE_THE_ANSWER) == without(answer(calculator, answers, edition), BESIDE_THE_ANSWER)
    assert firefox.locator("[data-result] h2").inner_text() == shown["headline"]
    assert firefox.locator("[data-result] .action").count() == len(shown["actions"])


@pytest.mark.parametrize("calculator", DECISIONS)
def test_firefox_answers_every_worked_case_as_cpython_does(firefox, door, published, edition, calculator, figure):
    open_calculator(firefox, door, calculator)
    cases = cases_of(published, calculator)
    outcomes = firefox.evaluate(
        """async (cases) => {
            const runtime = await policyCalculator.runtime();
            const outcomes = [];
            for (const answers of cases) outcomes.push(await runtime.answer(policyCalculator.data.rules, answers));
            return outcomes;
        }""",
        cases,
    )
    assert outcomes == [answer(calculator, answers, edition) for answers in cases]
    figure(
        f"{calculator}: {len(cases)} worked cases run in Firefox ({'folder' if door.startswith('file') else 'server'}), all as in CPython"
    )


def test_going_back_to_a_calculator_it_answers(firefox, door, figure):
    open_calculator(firefox, door, "private-fostering")
    firefox.evaluate("() => { self.first = true; }")
    firefox.locator(".emergency a[href$='contacts.html']").click()
    firefox.locator("body:not(:has([data-calculator])) h1").wait_for()
    firefox.evaluate("() => { setTimeout(() => history.back()); }")
    firefox.locator("[data-calculator][data-ready]").wait_for()
    firefox.locator("label[for=q-carer-grandparent]").click()
    firefox.locator("[data-form] [type=submit]").click()
    assert outcome_shown(firefox, 0)["outcome"] == "not_private_fostering"
    kept = "kept" if firefox.evaluate("() => self.first === true") else "opened again"
    figure(f"a calculator that Firefox goes back to ({'folder' if door.startswith('file') else 'server'}) is {kept}, and answers")


def test_the_search_finds_a_clause_with_a_slip_and_leads_to_it(firefox, door):
    firefox.goto(f"{door}/{EDITION}/index.html")
    firefox.press("/")
    firefox.type("emergancy departments")
    found = firefox.locator("[data-search-results] a[href$='#clause-13-1']")
    found.wait_for()
    found.click()
    firefox.locator("#clause-13-1:target").wait_for()


@pytest.fixture(scope="module")
def without_scripts():
    with Firefox(scripts=False) as firefox:
        yield firefox


@pytest.mark.parametrize("calculator", DECISIONS)
def test_without_scripts_the_page_says_so_and_leads_to_the_table_of_the_whole_decision(without_scripts, calculator):
    without_scripts.goto(f"{SITE.as_uri()}/{EDITION}/calculators/{calculator}.html")
    note = without_scripts.evaluate("""() => {
        const note = document.querySelector(".no-script");
        const link = note.querySelector("a[href$='#whole-decision']").getBoundingClientRect();
        return { text: note.innerText, x: link.x + link.width / 2, y: link.y + link.height / 2 };
    }""")
    assert "JavaScript" in note["text"]
    without_scripts.click_at(note["x"], note["y"])
    at = without_scripts.evaluate("""() => {
        const table = document.querySelector("#whole-decision ~ * table, #whole-decision table");
        return { hash: location.hash, top: document.querySelector("#whole-decision").getBoundingClientRect().top,
                 rows: table.rows.length, text: table.innerText, high: innerHeight };
    }""")
    assert at["hash"] == "#whole-decision"
    assert 0 <= at["top"] < at["high"]
    assert at["rows"] > 1 and "\n" in at["text"]
