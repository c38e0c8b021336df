"""While somebody fills in the form: the keyboard keeps its place, and a late reply disturbs nobody."""

import json
import random

import pytest
from interviewing import FOCUS, KEPT, choose, progress, questions, write_date
from person import Keyboard, Mouse, settled
from test_calculators import open_calculator, outcome_shown

from calculators import DECISIONS, answer
from tests.depth import depth

DOORS = ("file",)  # what the door changes is how Python starts, and tests of the calculators try both


KEYS = ["Tab", "Tab", "Tab", "Shift+Tab", "Space", "ArrowDown", "ArrowUp", "1", "2", "2015", "Backspace"]


@pytest.mark.parametrize("calculator", DECISIONS)
def test_a_keyboard_never_loses_its_place(page, door, calculator, figure):
    """Press keys at random. What has the focus stays where it is, and the next Tab enters what it was about to enter."""
    open_calculator(page, door, calculator)
    keys = random.Random(calculator)
    steps = 0
    for _ in range(depth(60, 160)):
        before = page.evaluate(FOCUS)
        if not before["question"]:
            page.locator("#q-as_of-day").focus()
            for _ in range(keys.randint(1, 9)):
                page.keyboard.press("Shift+Tab")
            settled(page)
            before = page.evaluate(FOCUS)
        key = keys.choice(KEYS)
        if key.startswith("Arrow") and not before["turns"]:
            continue  # it would scroll the page
        if key == "2015":
            page.keyboard.type(key)
        else:
            page.keyboard.press(key)
        pressed = page.evaluate(FOCUS)
        assert pressed["seen"], f"{key}: the focus went from {before['control']} to {pressed['control']}, which is not shown"
        if key == "Tab" and before["next"]:
            assert pressed["group"] == before["next"], f"Tab was about to enter {before['next']} and entered {pressed['group']}"
        settled(page)
        after = page.evaluate(FOCUS)
        assert (after["control"], after["seen"]) == (pressed["control"], True), f"{key}: the focus was lost"
        if pressed["last"] and pressed["next"] and key.startswith(("Space", "Arrow")):
            assert after["next"] == pressed["next"], f"{key}: Tab now enters {after['next']} and not {pressed['next']}"
        if page.evaluate("scrollY") > 0:
            assert abs(after["top"] - pressed["top"]) < 2, f"{key}: {after['control']} moved under the reader's hands"
        steps += 1
    figure(f"{calculator}: {steps} keys pressed at random ({'folder' if door.startswith('file') else 'server'}), the focus never lost")


SLOW = """() => {
    const Real = self.Worker;
    self.Worker = class extends Real {
        set onmessage(listener) {
            super.onmessage = (event) => (event.data.kind === "reply" && self.late ? setTimeout(listener, self.late, event) : listener(event));
        }
    };
}"""


def test_a_late_reply_neither_moves_nor_hides_what_the_reader_has_gone_on_to(page, door):
    page.add_init_script(f"({SLOW})()")
    open_calculator(page, door, "private-fostering")
    page.evaluate("self.late = 1500")
    page.locator("label[for=q-carer-grandparent]").click()
    page.locator("#q-start-day").click()
    page.keyboard.type("1")
    before, standing = page.evaluate(FOCUS), [name for name, *_ in questions(page)]
    assert page.locator("[data-calculator]").get_attribute("data-interview") == "asking"
    settled(page)
    after = page.evaluate(FOCUS)
    assert (after["control"], after["seen"]) == ("q-start-day", True)
    assert abs(after["top"] - before["top"]) < 2
    assert [name for name, *_ in questions(page)][: standing.index("start") + 1] == standing[: standing.index("start") + 1]
    page.keyboard.type("5")
    assert page.locator("#q-start-day").input_value() == "15"
    settled(page)
    assert KEPT in page.locator("#q-start [data-unneeded]").inner_text()


def test_a_reply_about_answers_that_have_changed_since_is_not_used(page, door):
    page.add_init_script(f"({SLOW})()")
    open_calculator(page, door, "private-fostering")
    page.evaluate("""() => {
        self.late = 700;
        self.hid = 0;
        new MutationObserver(() => { self.hid += 1; }).observe(document.querySelector("#q-looked_after"), { attributeFilter: ["hidden"] });
    }""")
    page.locator("label[for=q-carer-grandparent]").click()
    page.wait_for_timeout(400)
    page.locator("label[for=q-carer-friend_or_neighbour]").click()
    settled(page)
    assert page.evaluate("self.hid") == 0, "the grandparent's reply came, and was too old"
    assert page.locator("#q-looked_after").is_visible() and page.locator("#q-school_holiday").is_hidden()


def test_the_button_answers_by_what_is_in_the_form_and_not_by_an_older_reply(page, door, edition):
    page.add_init_script(f"({SLOW})()")
    open_calculator(page, door, "private-fostering")
    choose(page, "q-looked_after-yes")
    page.evaluate("self.late = 600")
    page.locator("label[for=q-carer-friend_or_neighbour]").click()
    page.locator("label[for=q-looked_after-no]").click()
    page.get_by_role("button", name="Show what to do").click()
    shown, sent = outcome_shown(page, 0), json.loads(page.locator("[data-calculator]").get_attribute("data-sent"))
    assert (sent["carer"], sent["looked_after"]) == ("friend_or_neighbour", "no")
    assert shown == answer("private-fostering", sent, edition)


@pytest.mark.parametrize("hand", [Mouse, Keyboard])
def test_the_button_is_there_at_any_time_and_an_unfinished_form_is_answered(page, door, edition, hand):
    open_calculator(page, door, "emergency-attendance")
    hand(page).choose("q-concern-yes")
    hand(page).press("[data-form] [type=submit]")
    shown, sent = outcome_shown(page, 0), json.loads(page.locator("[data-calculator]").get_attribute("data-sent"))
    assert set(sent) == {"as_of", "concern"} and shown == answer("emergency-attendance", sent, edition)
    assert shown["headline"].startswith("Not settled. Make a referral now.")


def test_a_form_that_is_cleared_asks_from_the_start(page, door):
    open_calculator(page, door, "private-fostering")
    first = questions(page)
    write_date(page, "#q-start", "1 5 2026")
    choose(page, "q-carer-grandparent")
    page.get_by_role("button", name="Clear the form").click()
    settled(page)
    assert questions(page) == first and progress(page) == ""
