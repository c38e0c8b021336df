"""The cards: one sheet each as an accessible PDF, the same words as the page, with edition, hash and the emergency line."""

import subprocess
from pathlib import Path

import page as accessibility
import pytest
import zxingcpp
from PIL import Image
from printed import BREAK, Printed, find_words

from publishing.cards import Card
from publishing.faults import FaultsFound
from publishing.load import load_edition, load_guides, load_library
from publishing.pages import Site
from publishing.pdf.book import print_pages
from publishing.pdf.write import Tools, write
from publishing.whole_card import card_sections

ROOT = Path(__file__).resolve().parent.parent.parent
EDITION = ROOT / "site" / "3.0"
SITE = Site(load_library(), load_edition("3.0"), load_guides())


@pytest.fixture(params=SITE.cards, ids=lambda card: card.pdf)
def card(request):
    return request.param, Printed(EDITION / request.param.pdf)


def test_there_is_a_card_of_every_situation_of_the_numbers_of_every_calculator_and_of_every_guide(published):
    assert [card.pdf.removeprefix("cards/").removesuffix(".pdf") for card in SITE.cards] == [
        "worried-now",
        "contacts",
        *published.decisions,
        *(guide.id for guide in SITE.guides),
    ]


def test_a_card_fits_on_its_sheet_and_passes_every_rule_of_pdf_ua_1(card):
    entry, printed = card
    assert len(printed.pages) == 1
    report = accessibility.validate_pdf(str(EDITION / entry.pdf), profile=accessibility.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert str(printed.file.docinfo.Title) == entry.title and str(printed.file.Root.Lang) == "en-GB"


def test_every_sheet_names_edition_review_and_hashes_and_the_emergency_number(card, published):
    entry, printed = card
    for words in printed.beside:
        assert "UNCONTROLLED WHEN PRINTED. Review due January 2021. Review overdue since 1 February 2021." in words
        assert f"text {SITE.hash}, notes and cards {SITE.tool_hash}" in words
        assert published.shared.emergency in words
        mark = "Not part of the policy." if entry.page.startswith("guidance/") else "Plain-English restatement of QS/XX/058/V3.0."
        assert mark in words
    assert find_words(printed.reading, f"edition 3.0: {published.control.title}") >= 0


def test_every_font_is_the_projects_own_and_embedded(card):
    assert all(embedded and "Print-Sans" in name for name, embedded in card[1].fonts.items())


def test_the_card_for_a_worry_says_whom_to_ring_in_which_order_and_until_when(published):
    reading, place = Printed(EDITION / "cards" / "worried-now.pdf").reading, 0
    for words in (
        "Ring 999",
        "Single Point of Access: 0300 555 0050",
        "Confirmed on 28 February 2025.",
        "Emergency Duty Team (EDT): 0300 555 8574",
        "Designated Nurse for Safeguarding Children: 01384 321787",
        "As printed in 2018, not checked.",
        "Within 24 hours of ringing",
        "If you have not been told within three working days",
    ):
        place = find_words(reading, words, place)
        assert place >= 0, words


def test_page_and_sheet_say_the_same(published):
    for card in published.cards:
        html = SITE.render(f"cards/{card.id}.html")
        reading = Printed(EDITION / "cards" / f"{card.id}.pdf").reading
        for step in card.steps:
            for words in (step.heading, step.text):
                assert find_words(reading, words) >= 0
                assert words.replace('"', "&#34;").replace("'", "&#39;") in html


def test_a_calculators_card_says_every_step_and_what_is_due_when(published):
    for name in published.decisions:
        reading = Printed(EDITION / "cards" / f"{name}.pdf").reading
        for section in card_sections(name, published):
            duties = [duty for group in section.first + section.actions for duty in group.duties]
            duties += [duty for at in section.at.values() for duty in at]
            told = [duty for group in section.recipients for duty in group.duties]
            asked = [group.asked for group in section.first + section.actions + section.recipients]
            asked += [question for duty in duties + told for question in (duty.every, *duty.any_of)]
            expected = [words for step in section.whole.steps for words in (step.asked.text, step.outcome)]
            expected += [question.text for question in asked if question]
            expected += [duty.words.brief or duty.words.text for duty in duties] + [duty.words.label for duty in told]
            for words in filter(None, (*expected, section.whole.otherwise, *section.left_out)):
                assert find_words(reading, words) >= 0, f"{name}: {words}"


def test_a_guides_card_holds_all_its_words():
    for guide in SITE.guides:
        reading = Printed(EDITION / "cards" / f"{guide.id}.pdf").reading
        texts = [text for block in guide.blocks for text in (block.heading, block.text, *block.points) if text]
        for words in (guide.not_policy, guide.summary, guide.origin, *texts):
            assert find_words(reading, words) >= 0, words


def test_the_numbers_of_the_sheet_are_those_of_the_page(published):
    reading = Printed(EDITION / "cards" / "contacts.pdf").reading
    for contact in published.contacts.values():
        assert find_words(reading, contact.number) >= 0
    assert BREAK + published.shared.emergency in reading


def test_each_page_that_can_be_had_as_a_card_leads_to_it():
    for card in SITE.cards:
        assert f'{Path(card.pdf).name}" type="application/pdf">This page as a card' in (EDITION / card.page).read_text(encoding="utf-8")


def test_a_step_that_names_no_clause_or_an_unknown_one_is_a_fault(copied):
    line = copied.change("companion/cards.yml", 'clauses: ["15.3b"]', 'clauses: ["15.9"]')
    with pytest.raises(FaultsFound) as found:
        load_edition("3.0", copied.folder)
    assert f'cards.yml:{line}: there is no clause "15.9"' in str(found.value)
    copied.change("companion/cards.yml", 'clauses: ["15.9"]', "clauses: []")
    with pytest.raises(FaultsFound) as found:
        load_edition("3.0", copied.folder)
    assert "a step of the policy names no clause" in str(found.value)


def test_a_number_that_is_no_contact_is_a_fault(copied):
    copied.change("companion/cards.yml", "paediatrician-on-call]", "paediatrician-on-leave]")
    with pytest.raises(FaultsFound) as found:
        load_edition("3.0", copied.folder)
    assert 'there is no contact "paediatrician-on-leave"; use an id of contacts.yml' in str(found.value)


def test_an_edition_may_have_no_cards_of_its_own(copied):
    # A role leads to moments; a moment, and what answers a question, may be a card.
    for name in ("cards.yml", "moments.yml", "roles.yml", "questions.yml"):
        (copied.edition / "companion" / name).unlink()
    assert load_edition("3.0", copied.folder).cards == ()
    assert Card.model_fields.keys() == {"id", "title", "about", "steps"}


def read_codes(pdf):
    """Paint the first sheet and return what its QR codes say."""
    painter = Path((ROOT / "build" / "setup" / "pdftotext").read_text(encoding="utf-8").strip()).with_name("pdftoppm")
    subprocess.check_call([painter, "-r", "150", "-f", "1", "-l", "1", "-singlefile", "-png", pdf, pdf.with_suffix("")])
    return [code.text for code in zxingcpp.read_barcodes(Image.open(pdf.with_suffix(".png")))]


def test_where_the_public_address_is_known_a_code_on_every_card_leads_to_its_page(tmp_path):
    library = load_library().model_copy(update={"public_address": "https://policy.example/children/"})
    site, tools = Site(library, load_edition("3.0"), load_guides()), Tools.ready()
    pages = print_pages(site)
    for card in site.cards:
        file = tmp_path / Path(card.pdf).with_suffix(".html").name
        file.write_text(pages[Path(card.pdf).with_suffix(".html").as_posix()], encoding="utf-8")
        assert write(file, tools) == [], card.pdf
        address = f"https://policy.example/children/3.0/{card.page}"
        assert read_codes(file.with_suffix(".pdf")) == [address]
        assert find_words(Printed(file.with_suffix(".pdf")).reading, address) >= 0
        assert site.qr_code(card.page) in site.render(card.page)


def test_without_a_public_address_no_card_has_a_code():
    for card in SITE.cards:
        assert 'class="qr"' not in SITE.render(card.page)


@pytest.mark.parametrize("address", ["policy.example", "https://", "https://policy.example/?a=b", "file:///C:/policy"])
def test_a_public_address_that_no_reader_could_open_is_refused(copied, address):
    copied.edition = copied.folder
    copied.change("library.yml", "# public_address", f'public_address: "{address}"\n# public_address')
    with pytest.raises(FaultsFound, match="public_address"):
        load_library(copied.folder)
