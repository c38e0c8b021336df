"""The record of an answer: it holds all that was answered and found, prints on two sheets, and never outlives its answers."""

import re

import pytest
from person import Mouse, fill_in
from test_calculators import EDITION, EXAMPLES, open_calculator, outcome_shown

from calculators import DECISIONS
from publishing.edition import clause_label
from publishing.manifest import edition_hash, tool_hash
from tests.depth import depth

DOORS = ("http",)  # the record is made by the page alone

NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def copied(page):
    """Press "Copy as text" and return what lies in the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy as text").click()
    page.get_by_text("The record is copied.").wait_for()
    return page.evaluate("navigator.clipboard.readText()")


def squeezed(text):
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def shown_day(value):
    year, month, day = value.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def labels_of(question, value):
    """Yield the label of each thing that was answered, as a reader of the record must find it."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield question["questions"][name]["label"]
            yield from labels_of(question["questions"][name], part)
    elif isinstance(value, list):
        for entry in value:
            yield from labels_of(question, entry)
    elif value != "unknown":
        is_day = isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
        yield question["options"].get(str(value)) or (shown_day(value) if is_day else str(value))


def clauses_of(outcome):
    return {clause for group in ("actions", "reasons", "cautions") for entry in outcome[group] for clause in entry["clauses"]}


def answer_a_long_case(page, door, contacts=14):
    """Answer with many contacts and much not known, and give the time of a call."""
    open_calculator(page, door, "emergency-attendance")
    for part, value in (("day", "4"), ("month", "5"), ("year", "2022")):
        page.fill(f"#q-date_of_birth-{part}", value)
    for number in range(contacts):
        if number >= 3:
            page.get_by_role("button", name="Add another").click()
        for part, value in (("day", number + 1), ("month", number % 9 + 1), ("year", 2026)):
            page.fill(f"#q-attendances-{number}-date-{part}", str(value))
        page.select_option(f"#q-attendances-{number}-service-input", "other" if number % 3 else "urgent_treatment_centre")
        if number % 2:
            page.fill(f"#q-attendances-{number}-time-input", "09:30")
    page.get_by_label("Not sure").check()
    page.get_by_role("button", name="Show what to do").click()
    shown = outcome_shown(page, 0)
    for part, value in (("day", "24"), ("month", "10"), ("year", "2026"), ("time", "17:00")):
        page.fill(f"#q-call-{part}", value)
    page.get_by_role("button", name="Show the times").click()
    page.get_by_text("What follows the call").wait_for()
    return shown


@pytest.mark.parametrize("calculator", DECISIONS)
def test_the_text_copied_holds_every_answer_every_clause_and_the_hashes(page, door, edition, calculator):
    open_calculator(page, door, calculator)
    questions = edition.words[calculator]["questions"]
    longest = sorted(EXAMPLES[calculator].values(), key=lambda answers: len(str(answers)))[-depth(1, 3) :]
    for number, answers in enumerate(longest):
        fill_in(page, Mouse(page), answers)
        page.get_by_role("button", name="Show what to do").click()
        outcome = outcome_shown(page, number)
        given = page.evaluate("policyForm.read(document.querySelector('[data-form]')).answers")
        text = copied(page)
        for name, question in questions.items():
            assert question["label"] in text, f"{name} is not in the record"
            if name in given:
                assert all(label in text for label in labels_of(question, given[name])), name
        assert all(clause_label(clause) in text for clause in clauses_of(outcome))
        assert edition_hash(EDITION) in text and tool_hash(EDITION) in text
        assert f"Edition: {EDITION}" in text and f"Day of the decision: {shown_day(outcome['as_of'])}" in text
        for told in (
            outcome["headline"],
            outcome["emergency"],
            *(action[key] for action in outcome["actions"] for key in ("text", "who", "by") if action[key]),
            *(reason[key] for reason in outcome["reasons"] for key in ("found", "test")),
            *(entry["until_then"] for entry in outcome["unknown"]),
            *(edition.words[calculator]["recipients"][name]["label"] for name in outcome["recipients"]),
            *(caution["text"] for caution in outcome["cautions"]),
            *(warning["text"] for warning in outcome["warnings"]),
        ):
            assert told in text
        due = outcome["actions"] + [action for child in outcome.get("children", ()) for action in child["actions"]]
        assert text.count("Done by ____") == len(due)
        told_of = outcome["recipients"] + [name for child in outcome.get("children", ()) for name in child["recipients"]]
        assert text.count("Told by ____") == len(told_of)
        assert "UNCONTROLLED WHEN PRINTED" in text and "does not replace" in text
        page.get_by_role("button", name="Clear the form").click()


def test_what_is_not_answered_and_what_is_not_known_are_told_apart(page, door):
    open_calculator(page, door, "emergency-attendance")
    page.locator("label[for='q-social_worker-unknown']").click()
    page.fill("#q-attendances-0-date-day", "1")
    page.fill("#q-attendances-0-date-month", "6")
    page.fill("#q-attendances-0-date-year", "2026")
    page.select_option("#q-attendances-1-service-input", "nhs_111")
    page.get_by_role("button", name="Show what to do").click()
    outcome_shown(page, 0)
    text = copied(page)
    assert "Not known: Does the child have a social worker?" in text
    assert "Not answered: When was the child born?" in text
    assert "Contact 1. Date of the contact: 1 June 2026; Not answered: Service\n" in text
    assert "Contact 2. Service: NHS 111; Not answered: Date of the contact\n" in text
    assert "   Not answered: Reference (optional); Time (optional)\n" in text


def test_without_a_clipboard_the_text_is_selected_for_the_keys(page, door):
    page.add_init_script(NO_CLIPBOARD)
    open_calculator(page, door, "private-fostering")
    page.get_by_label("A grandparent").check()
    page.get_by_role("button", name="Show what to do").click()
    outcome_shown(page, 0)
    page.get_by_role("button", name="Copy as text").click()
    field = page.get_by_label("Record as text")
    assert "press Ctrl+C" in page.locator("[data-record-state]").inner_text()
    assert page.evaluate("document.activeElement.id") == "record-text"
    assert field.evaluate("field => field.readOnly && field.selectionStart === 0 && field.selectionEnd === field.value.length")
    page.keyboard.press("Control+C")
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'elsewhere' }))")
    page.locator("#elsewhere").focus()
    page.keyboard.press("Control+V")
    assert page.locator("#elsewhere").input_value() == field.input_value() != ""


def test_a_long_case_prints_on_two_sheets_and_nothing_but_the_record(page, door):
    answer_a_long_case(page, door)
    assert page.get_by_role("button", name="Print this record").is_visible()
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
    boxes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", printed)}
    assert all((round(width), round(height)) in ((595, 842), (594, 841), (596, 842)) for _, _, width, height in boxes), f"not A4: {boxes}"
    page.emulate_media(media="print")
    visible = page.locator("body").inner_text()
    assert squeezed(visible) == squeezed(page.locator("[data-record-sheet]").inner_text())
    assert squeezed(visible).lower() == squeezed(copied_by_button(page)).lower()


def copied_by_button(page):
    page.emulate_media(media="screen")
    return copied(page)


def test_the_sheets_hold_the_text_and_each_names_edition_and_caveat(page, door, printed_sheets):
    outcome = answer_a_long_case(page, door)
    sheets = printed_sheets(page)
    for number, sheet in enumerate(sheets, 1):
        assert "UNCONTROLLED WHEN PRINTED" in sheet and edition_hash(EDITION) in sheet and tool_hash(EDITION) in sheet
        assert f"{number} of {len(sheets)}" in sheet
    text = squeezed(" ".join(sheets))
    assert outcome["headline"] in text
    assert "Sunday 25 October 2026, 16:00" in text and "Contact 14. Date of the contact: 14 May 2026" in text
    assert text.count("Done by ____") == len(outcome["actions"]) + 3


def test_the_record_holds_the_times_of_the_referral_and_loses_them_with_the_call(page, door):
    answer_a_long_case(page, door, contacts=1)
    text = copied(page)
    assert "The call ended on Saturday 24 October 2026, 17:00." in text
    assert "by Sunday 25 October 2026, 16:00" in text and "15.3b" in text
    page.fill("#q-call-day", "23")
    assert page.get_by_text("What follows the call").count() == 0
    assert "October 2026" not in copied(page)


def nothing_left(page):
    """Say what of an answer is still in the page's results, its record, or what it prints."""
    left = page.evaluate("""() => [
        document.querySelector("[data-result]").textContent, document.querySelector("[data-record-sheet]").textContent,
        document.querySelector("#record-text").value, document.querySelector("[data-record-state]").textContent,
        document.querySelector("[data-problems] ul").textContent, document.querySelector("[data-calculator]").dataset.outcome ?? "",
    ]""")
    assert page.locator("[data-record]").is_hidden()
    assert not page.evaluate("document.documentElement.classList.contains('prints-record')")
    return [text for text in left if text]


def test_nothing_of_an_earlier_answer_stays_after_the_form_is_cleared(page, door):
    page.add_init_script(NO_CLIPBOARD)
    answer_a_long_case(page, door, contacts=4)
    page.get_by_role("button", name="Copy as text").click()
    page.locator("[data-record-state]:not(:empty)").wait_for()
    page.get_by_role("button", name="Clear the form").click()
    page.locator("[data-result]").wait_for(state="hidden")
    assert nothing_left(page) == [] and page.locator("[data-outdated]").text_content() == ""
    fields = page.evaluate(
        """[...document.querySelectorAll("[data-answer] input[type=text]")].filter((input) => input.value).map((input) => input.id)"""
    )
    assert all(name.startswith("q-as_of") for name in fields)


CHANGES = {
    "a choice": lambda page: page.locator("label[for='q-concern-no']").click(),
    "a date": lambda page: page.fill("#q-date_of_birth-year", "2021"),
    "an entry": lambda page: page.select_option("#q-attendances-0-service-input", "nhs_111"),
    "an entry taken away": lambda page: page.get_by_role("button", name="Remove Contact 2").click(),
    "not known": lambda page: page.locator("label[for='q-date_of_birth-unknown']").click(),
    "the day of the decision": lambda page: page.fill("#q-as_of-day", "1"),
}


def test_an_answer_that_changes_takes_the_old_result_and_its_record_away(page, door):
    answer_a_long_case(page, door, contacts=2)
    for number, (name, change) in enumerate(CHANGES.items(), 1):
        change(page)
        assert page.locator("[data-outdated]").inner_text().startswith("The answers have changed"), name
        assert nothing_left(page) == [] and page.locator("[data-result]").is_hidden(), name
        page.get_by_role("button", name="Show what to do").click()
        outcome_shown(page, number)
        assert page.locator("[data-outdated]").text_content() == ""
        assert page.locator("[data-record]").is_visible()
        assert page.get_by_text("What follows the call").count() == 0


def test_an_outcome_that_comes_back_to_changed_answers_is_not_shown(page, door):
    page.goto(f"{door}/{EDITION}/calculators/private-fostering.html")
    page.evaluate("""() => {
        document.querySelector("#q-carer-grandparent").click();
        document.querySelector("[data-form]").requestSubmit();
        document.querySelector("#q-carer-friend_or_neighbour").click();
    }""")
    page.locator("[data-outdated]:not(:empty)").wait_for()
    assert nothing_left(page) == [] and page.locator("[data-result]").is_hidden()
    page.get_by_role("button", name="Show what to do").click()
    assert outcome_shown(page, 0)["outcome"] == "check"


def test_a_mistake_takes_the_old_result_and_its_record_away(page, door):
    answer_a_long_case(page, door, contacts=2)
    page.fill("#q-date_of_birth-year", "")
    page.get_by_role("button", name="Show what to do").click()
    page.locator("[data-problems]").wait_for()
    assert nothing_left(page) == [page.locator("[data-problems] ul").inner_text()]
    assert page.locator("[data-result]").is_hidden()


def test_the_record_takes_lists_of_values_and_lists_of_children_as_they_come(page, door):
    """A calculator that is still to come: the record knows none by name."""
    open_calculator(page, door, "private-fostering")
    text = page.evaluate("""() => {
        const data = JSON.parse(document.querySelector("[data-rules]").textContent);
        const shape = { outcomes: {}, actions: {}, recipients: { gp: { label: "The GP" } } };
        data.calculator = "made-up";
        data.rules.words["made-up"] = { ...shape, title: "Made up", questions: {
            told: { label: "Who was told?", options: { manager: "The manager", nurse: "The nurse" } },
            stages: { label: "Which stages are done?", options: { 1: "Stage one", 2: "Stage two" } },
            days: { label: "When were they?", options: {} },
            none: { label: "And these?", options: { none: "There were none" } },
            children: { label: "Which children?", options: {}, entry: "Child", questions: {
                born: { label: "Born", options: {} }, school: { label: "At school?", options: { yes: "Yes" } },
                visits: { label: "Visits", options: {} } } },
        } };
        data.rules.words["made-up.children"] = shape;
        const outcome = { emergency: "Ring.", as_of: "2026-06-01", edition: "3.0", headline: "Do it.", note: "A note.", outcome: "x", by_text_alone: "x",
            children: [{ recipients: ["gp"], warnings: [{ answer: "born", text: "check the year" }] }, { recipients: [] }] };
        const answers = { told: ["manager", "nurse"], stages: [1, 2], days: ["2026-01-31", "unknown", "2026-02-30"], none: [],
            children: [{ born: "2020-02-29", school: "yes" }, { born: "unknown", visits: ["2026-03-01"] }] };
        return policyRecord.text(policyRecord(outcome, answers, null, data));
    }""")
    for line in (
        "Who was told? The manager; The nurse",
        "Which stages are done? Stage one; Stage two",
        "When were they? 31 January 2026; Not known; 2026-02-30",
        "And these? There were none",
        "Which children?",
        "   Child 1. Born: 29 February 2020; At school? Yes; Not answered: Visits",
        "   Child 2. Born: Not known; Visits: 1 March 2026; Not answered: At school?",
        "CHILD 1: WHO IS TOLD",
        "Born: check the year",
    ):
        assert line in text.splitlines()
    assert "undefined" not in text and "null" not in text
