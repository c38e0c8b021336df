"""What prints as a card or a form fits its sheets, and carries the emergency line, edition and caveat."""

import re

import pytest


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
