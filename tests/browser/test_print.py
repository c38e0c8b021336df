"""What prints as a card or a form fits its sheets, and carries the emergency line, edition and caveat."""

import re

import pytest

from calculators import DECISIONS
from publishing.load import load_edition, load_library
from publishing.pages import Site

DOORS = ("http",)  # paper does not know where a page came from

CURRENT = Site(load_library(), load_edition(load_library().current))
DRAFT = next(edition for name in load_library().editions if (edition := load_edition(name)).draft)
A4_WITHIN_ITS_MARGINS = {"width": 703, "height": 1032}


@pytest.mark.parametrize(
    ("place", "sheets"),
    [
        ("guidance/family-focus.html", 1),
        ("guidance/safer-rules.html", 1),
        ("guidance/seven-minute-briefing.html", 1),
        ("guidance/principles-of-safeguarding.html", 2),
        ("appendices/3-supervision-record.html", 1),
    ],
)
def test_a_card_or_a_form_prints_on_its_sheets(page, door, place, sheets):
    page.goto(f"{door}/3.0/{place}")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == sheets
    page.emulate_media(media="print")
    assert page.get_by_text("If a child is in danger now, ring 999.").is_visible()
    assert page.get_by_text("plain-English restatement").first.is_visible()
    assert page.locator(".md-header").is_hidden()


@pytest.mark.parametrize("place", ["sections/13-emergency-services", "contacts", "calculators/private-fostering", "hazards"])
def test_every_sheet_says_which_edition_it_is_and_that_it_is_not_controlled(page, door, printed_sheets, place):
    page.goto(f"{door}/{CURRENT.edition.name}/{place}.html")
    sheets = printed_sheets(page)
    for number, sheet in enumerate(sheets, 1):
        assert CURRENT.foot.warning in sheet and CURRENT.foot.source in sheet
        assert f"{number} of {len(sheets)}" in sheet


def test_what_is_typed_into_the_form_is_printed_and_not_kept(page, door):
    page.goto(f"{door}/3.0/appendices/3-supervision-record.html")
    page.get_by_label("Venue").fill("Room 2")
    page.emulate_media(media="print")
    assert page.get_by_label("Venue").input_value() == "Room 2"
    page.reload()
    assert page.get_by_label("Venue").input_value() == ""


@pytest.mark.parametrize(
    "place", ["sections/13-emergency-services.html", "contacts.html", "calculators/private-fostering.html", "hazards.html"]
)
def test_a_printed_page_names_its_edition_its_review_date_and_the_emergency_number(page, door, place):
    page.goto(f"{door}/3.0/{place}")
    page.emulate_media(media="print")
    assert page.get_by_text("If a child is in danger now, ring 999.").first.is_visible()
    assert "Edition 3.0 was to be reviewed in January 2021" in page.locator(".review").inner_text()
    assert page.locator(".document").get_by_text("edition 3.0. Approved").is_visible()


@pytest.mark.parametrize("calculator", DECISIONS)
def test_the_whole_decision_prints_on_a4_with_nothing_clipped(page, door, calculator):
    page.set_viewport_size(A4_WITHIN_ITS_MARGINS)
    page.emulate_media(media="print")
    page.goto(f"{door}/3.0/calculators/{calculator}.html")
    too_wide = """() => [...document.querySelectorAll("#whole-decision, #whole-decision :is(table, td, th, svg, figure)")].filter((element) => {
        const box = element.getBoundingClientRect();
        return box.left < -1 || box.right > innerWidth + 1 || element.scrollWidth > element.clientWidth + 1;
    }).map((element) => element.outerHTML.slice(0, 80))"""
    assert page.evaluate(too_wide) == []
    for chart in page.locator("#whole-decision .flow").all():
        box = chart.bounding_box()
        assert 0 < box["height"] <= A4_WITHIN_ITS_MARGINS["height"]
        letters = chart.evaluate("svg => 13 * svg.getBoundingClientRect().height / svg.viewBox.baseVal.height")
        assert letters >= 10, "letters of the chart under 7.5 points"
    assert page.locator("#whole-decision table").first.is_visible()
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) > 2


@pytest.mark.parametrize("place", ["index", "sections/15-referral", "calculators/escalation", "guidance/family-focus", "redline"])
def test_every_printed_sheet_of_a_draft_says_that_it_is_one(page, door, pictures_of_sheets, place):
    page.goto(f"{door}/{DRAFT.name}/{place}.html")
    assert page.locator(".review").get_attribute("data-words") == DRAFT.draft_words
    sheets = pictures_of_sheets(page)
    page.evaluate("document.querySelector('.review').dataset.words = ''")
    unmarked = pictures_of_sheets(page)
    assert len(sheets) == len(unmarked) > 0
    assert [number for number, (one, other) in enumerate(zip(sheets, unmarked), 1) if one == other] == []


def test_each_section_of_the_redline_is_printed_on_one_sheet(page, door, printed_sheets):
    page.goto(f"{door}/{DRAFT.name}/redline.html")
    names = [" ".join(name.split()) for name in page.locator(".redline__part > h2").all_inner_texts()]
    sections = {name.partition(":")[0] for name in names}
    sheets = [[line.strip() for line in sheet.splitlines() if line.strip()] for sheet in printed_sheets(page)]
    begins = [name for sheet in sheets if (name := sheet[1].partition(":")[0]) in sections]
    first = next(number for number, sheet in enumerate(sheets) if sheet[1].partition(":")[0] in sections)
    after = next(number for number, sheet in enumerate(sheets) if sheet[1].startswith("What the calculators answer"))
    assert len(begins) == after - first > 10, "a sheet begins in the middle of a section"


def test_every_sheet_of_the_record_of_an_answer_by_a_draft_says_that_it_is_one(page, door, printed_sheets):
    page.goto(f"{door}/{DRAFT.name}/calculators/emergency-attendance.html")
    page.get_by_label("Not sure").check()
    page.get_by_role("button", name="Show what to do").click()
    page.locator("[data-result] h2").wait_for()
    sheets = printed_sheets(page)
    assert len(sheets) > 1
    # At the head of the sheet, of the record on it, and at the foot.
    assert [sheet.count(DRAFT.draft_words) for sheet in sheets] == [3] * len(sheets)
