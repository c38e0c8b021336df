"""What prints as a card or a form fits its sheets, and carries the emergency line, edition and caveat."""

import re

import pytest

from calculators import DECISIONS

DOORS = ("http",)  # paper does not know where a page came from

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
