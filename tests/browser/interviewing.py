"""What an interview's form shows, and how a test fills it in and leaves it."""

import json

from person import PARTS, settled

from calculators import ask

ENOUGH = "Nothing more is needed"
KEPT = "No longer needed"

# Every question of the form in its order: [name, shown, marked, answered].
QUESTIONS = """() => [...document.querySelectorAll("[data-questions] > [data-answer]")].map((field) => [
    field.dataset.answer,
    field.getClientRects().length > 0,
    Boolean(field.querySelector("[data-unneeded]:not([hidden])")),
    [...field.querySelectorAll("input, select")].some((control) =>
        /radio|checkbox/.test(control.type) ? control.checked !== control.defaultChecked : control.value !== ""),
])"""

# Where the focus is: the control, its question, whether it can be seen, how far down it stands, what the next Tab enters.
FOCUS = """() => {
    const here = document.activeElement;
    const stops = [...document.querySelectorAll("[data-questions] input, [data-questions] select, [data-questions] button")]
        .filter((control) => control.getClientRects().length);
    const groupOf = (control) => (control.type === "radio" ? control.name : control.id || `button ${stops.indexOf(control)}`);
    const next = stops.slice(stops.indexOf(here) + 1).find((control) => groupOf(control) !== groupOf(here));
    return {
        control: here.id,
        group: groupOf(here),
        question: here.closest("[data-questions] > [data-answer]")?.dataset.answer ?? null,
        turns: here.matches("[type=radio], select"),
        seen: here === document.body || here.getClientRects().length > 0,
        top: here.getBoundingClientRect().top,
        next: stops.includes(here) && next ? groupOf(next) : null,
        last: !next || next.closest("[data-answer]") !== here.closest("[data-answer]"),
    };
}"""


def questions(page):
    return page.evaluate(QUESTIONS)


def answers_in(page):
    return json.loads(page.evaluate("JSON.stringify(policyForm.read(document.querySelector('[data-form]')).answers)"))


def leave_the_questions(page):
    page.locator("h1").first.click()
    settled(page)


def progress(page):
    return page.locator("[data-progress]").inner_text()


def write_date(page, field, day):
    for part, text in zip(PARTS, day.split(), strict=True):
        page.fill(f"{field}-{part}", text)
    settled(page)


def choose(page, field):
    page.locator(f"label[for='{field}']").click()
    settled(page)


def shows_what_cpython_asks(page, calculator, edition):
    """Compare the whole form with CPython: what is shown, hidden and marked, and the order of what is not answered."""
    state = ask(calculator, answers_in(page), edition)
    found = questions(page)
    answered = {name for name, _, _, given in found if given}
    assert [name for name, shown, marked, given in found if shown and not marked and not given] == [
        name for name in state["in_order"] if name not in answered
    ]
    assert {name for name, shown, _, _ in found if shown} == answered | set(state["in_order"])
    assert {name for name, _, marked, _ in found if marked} == answered & set(state["no_longer_needed"])
    given_first = [given for _, shown, _, given in found if shown]
    assert given_first == sorted(given_first, reverse=True), "what is answered stands above what is not"
