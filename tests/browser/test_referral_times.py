"""Under an action that refers, the times that follow a call are worked out as CPython does, and never kept beside another call."""

from test_calculators import open_calculator, outcome_shown

import calculators

times = calculators.CALLS["times"]

DOORS = ("file",)  # what the door changes is how Python starts, and tests of the calculators try both

FIELDS = ("day", "month", "year", "time")


def concern(page, door, calculator="emergency-attendance", choice="yes"):
    open_calculator(page, door, calculator)
    if calculator == "emergency-attendance":
        page.locator(f"label[for='q-concern-{choice}']").click()
    page.get_by_role("button", name="Show what to do").click()
    return outcome_shown(page, 0)


def call(page, *parts):
    for part, value in zip(FIELDS, parts, strict=True):
        page.fill(f"#q-call-{part}", value)
    page.get_by_role("button", name="Show the times").click()


def test_the_times_are_those_of_cpython_in_words(page, door, edition):
    concern(page, door)
    assert [page.input_value(f"#q-call-{part}") for part in FIELDS] == [""] * 4
    call(page, "18", "12", "2026", "17:00")
    shown = page.locator("[data-times-shown]")
    shown.get_by_text("The call ended on Friday 18 December 2026, 17:00.").wait_for()
    expected = times("", {"call": "2026-12-18T17:00"}, edition)
    for name in ("written_by", "ask_from", "chase_by"):
        assert expected[name]["text"] in shown.inner_text() and expected[name]["when"] in shown.inner_text()
    assert page.evaluate("document.activeElement.className") == "times__heading"
    assert shown.get_by_role("link", name="15.2").first.get_attribute("href").endswith("#clause-15-2")


def test_the_browser_answers_as_cpython_does(page, door, edition):
    calls = ["2026-12-23T09:05", "2026-10-24T17:00", "2026-03-28T01:30", "2031-12-30T10:00", "2026-03-29T01:30", "soon"]
    asked = [{"call": moment, "now": "2026-12-24T08:00"} for moment in calls]
    open_calculator(page, door, "private-fostering")
    shown = page.evaluate(
        """async (asked) => {
            const data = JSON.parse(document.querySelector("[data-rules]").textContent);
            const runtime = policyRuntime(data.calculator);
            return Promise.all(asked.map((moments) => runtime.times(data.rules, moments)));
        }""",
        asked,
    )
    assert shown == [times("", moments, edition) for moments in asked]


UNUSABLE = [
    (("", "", "", ""), "Give the day, the month, the year and the time of the call."),
    (("18", "12", "2026", ""), "Give the day, the month, the year and the time of the call."),
    (("18", "12", "", "17:00"), "Give the day, the month, the year and the time of the call."),
    (("30", "2", "2026", "17:00"), "not a day in the calendar"),
    (("18", "12", "2026", "25:00"), "not a day and a time"),
    (("29", "3", "2026", "01:30"), "the clocks went forward"),
    (("5", "1", "2032", "10:00"), "bank holidays of 2032 are not known"),
]


def test_a_time_that_cannot_be_used_is_told_beside_its_field(page, door):
    concern(page, door)
    error = page.locator("#q-call-error")
    shown = page.locator("[data-times-shown]")
    for parts, said in UNUSABLE:
        call(page, *parts)
        error.filter(has_text=said).wait_for()
        assert page.locator("#q-call-day").get_attribute("aria-invalid") == "true"
        assert page.evaluate("document.activeElement.id") == "q-call-day"
        assert shown.text_content() == ""
    call(page, "18", "12", "2026", "9.05")
    shown.get_by_text("The call ended on Friday 18 December 2026, 09:05.").wait_for()
    assert error.is_hidden() and page.locator("[aria-invalid]").count() == 0


def test_the_time_can_be_given_with_the_keyboard_alone(page, door):
    concern(page, door)
    page.locator("#q-call-day").focus()
    for text in ("18", "12", "2026", "17:00"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Saturday 19 December 2026, 17:00").first.wait_for()


def test_the_question_stands_once_and_only_under_an_action_that_refers(page, door, edition):
    shown = concern(page, door, choice="no")
    assert not any(edition.words["emergency-attendance"]["actions"][action["id"]]["refers"] for action in shown["actions"])
    assert page.locator("[data-result] [data-times]").count() == 0
    for choice, action in (("yes", "refer_now"), ("unsure", "discuss_concern")):
        shown = concern(page, door, choice=choice)
        assert action in [entry["id"] for entry in shown["actions"]]
        assert page.locator(f"[data-action={action}] [data-times][open]").count() == page.locator("[data-result] [data-times]").count() == 1


def test_a_reminder_to_refer_offers_the_times_folded_up(page, door):
    concern(page, door, "private-fostering")
    assert page.locator("[data-action=raise_any_concern] [data-times]:not([open])").count() == 1
    page.get_by_text("If you have rung with a referral").click()
    call(page, "18", "12", "2026", "17:00")
    page.get_by_text("Saturday 19 December 2026, 17:00").first.wait_for()


def test_a_private_fostering_notice_is_no_referral(rules):
    actions = rules["words"]["private-fostering"]["actions"]
    assert {name for name, action in actions.items() if action["refers"]} == {"raise_any_concern"}


def test_record_and_times_fit_a_narrow_screen(page, door):
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })")
    concern(page, door)
    call(page, "24", "10", "2026", "17:00")
    page.locator(".times__heading").wait_for()
    page.get_by_role("button", name="Copy as text").click()
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 800})
        beyond = page.evaluate(
            """() => [...document.querySelectorAll("[data-result] *, [data-record] *")].filter((element) => element.getClientRects().length
                && !element.closest(".table-wrap, .visually-hidden") && element.getBoundingClientRect().right > innerWidth + 0.5).map((element) => element.outerHTML.slice(0, 80))"""
        )
        assert beyond == []
