"""The built site: every clause has its anchor, every link its target, nothing points to another host."""

import json
import re
import subprocess
import sys
import time
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape

from calculators import DECISIONS
from publishing.edition import clause_words
from publishing.editions import load_editions
from publishing.load import load_library
from publishing.site import BUILD, sources_hash
from publishing.status import statuses
from publishing.whole import steps_in_words, whole_decision

SITE = Path(__file__).resolve().parent.parent.parent / "site"
EDITION = SITE / "3.0"
ALL = load_editions()
EDITIONS = ALL.by_name
ALLOWED_TO_FOLLOW = ("tel:", "mailto:", "https://", "http://")


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links, self.loads, self.inline_handlers = set(), [], [], []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if "id" in values:
            assert values["id"] not in self.ids or not values["id"], f"the id {values['id']} stands twice"
            self.ids.add(values["id"])
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        if tag in ("script", "img", "iframe") and values.get("src"):
            self.loads.append(values["src"])
        if tag == "link" and values.get("href"):
            self.loads.append(values["href"])
        self.inline_handlers += [name for name in values if name.startswith("on")]


def read(page):
    parser = Links()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser


PAGES = {page: read(page) for page in sorted(SITE.rglob("*.html"))}


def test_every_clause_has_its_anchor_on_its_page(published):
    for part in published.parts:
        ids = PAGES[EDITION / part.page].ids
        for clause in part.clauses:
            assert "clause-" + clause.id.replace(".", "-") in ids


def test_every_link_within_the_site_leads_somewhere():
    for page, parsed in PAGES.items():
        for link in parsed.links:
            if link.startswith(ALLOWED_TO_FOLLOW) or link.startswith("javascript:"):
                continue
            address, _, anchor = link.partition("#")
            target = (page.parent / address).resolve() if address else page
            assert target.is_file(), f"{page.relative_to(SITE)} links to {link}"
            if anchor and target.suffix == ".html":
                assert anchor in PAGES[target].ids, f"{page.relative_to(SITE)} links to {link}"


def test_pages_load_files_of_the_site_and_of_no_other_host():
    for page, parsed in PAGES.items():
        for address in set(parsed.loads) - {"data:,"}:
            assert "://" not in address and not address.startswith("//"), f"{page}: {address}"
            assert (page.parent / address).resolve().is_file(), f"{page.relative_to(SITE)} loads {address}"
        assert parsed.inline_handlers == []


def test_the_addresses_of_the_contract_are_there(published):
    assert (SITE / "index.html").read_text().count("3.0/index.html") == 2
    assert "refresh" in (SITE / "index.html").read_text()
    for calculator in DECISIONS:
        assert (EDITION / "calculators" / f"{calculator}.html").is_file()
    assert "clause-13-3" in PAGES[EDITION / "sections" / "13-emergency-services.html"].ids
    assert "clause-15-3b" in PAGES[EDITION / "sections" / "15-referral.html"].ids
    assert "clause-app6-3-1" in PAGES[EDITION / "appendices" / "6-escalation.html"].ids


@pytest.mark.parametrize("page", [page for page in PAGES if page != SITE / "index.html"], ids=lambda page: str(page.relative_to(SITE)))
def test_every_page_carries_the_emergency_line_the_review_date_and_what_it_is(page):
    text, edition = page.read_text(encoding="utf-8"), EDITIONS.get(page.relative_to(SITE).parts[0], EDITIONS[load_library().current])
    assert edition.shared.emergency in text
    assert 'href="tel:999"' in text
    assert "Not from the policy's text" in text
    assert f"Reference {edition.control.reference}" in text
    assert '<html lang="en-GB"' in text
    assert ("DRAFT 4.0, not approved, not for use in practice." in text) == edition.draft
    assert ('data-lapsed-from="2021-02-01"' in text) == ("plain-English restatement" in text) == (not edition.draft)


def test_both_an_edition_in_force_and_a_draft_have_pages():
    assert {page.relative_to(SITE).parts[0] for page in PAGES} == {"index.html", "editions.html", *EDITIONS}
    assert {edition.draft for edition in EDITIONS.values()} == {True, False}


def targets(page):
    """Yield the place to which each link of a page within the site leads: its path from the site's root, and the anchor."""
    for link in PAGES[page].links:
        if not link.startswith((*ALLOWED_TO_FOLLOW, "javascript:")):
            address, _, anchor = link.partition("#")
            target = (page.parent / address).resolve() if address else page
            yield target.relative_to(SITE).as_posix(), anchor


def pages_of(name):
    return [page for page in PAGES if page.is_relative_to(SITE / name)]


def test_the_edition_in_force_leads_to_other_editions_only_by_the_page_of_them_all():
    current = load_library().current
    for page in pages_of(current):
        led_to = {target for target, _ in targets(page) if not target.startswith(f"{current}/")}
        assert led_to <= {"editions.html"} and "editions.html" in led_to, page


def test_the_address_of_a_clause_in_any_edition_is_answered_in_every_edition():
    for edition in EDITIONS.values():
        for part in edition.parts:
            for clause in part.clauses:
                for name in EDITIONS:
                    assert clause.anchor in PAGES[SITE / name / part.page].ids, f"{name} has no answer to {clause.id}"
                assert clause.anchor in PAGES[SITE / "editions.html"].ids


def test_a_page_of_another_edition_leads_to_the_same_page_in_force_or_says_that_there_is_none():
    current = load_library().current
    for name in set(EDITIONS) - {current}:
        for page in pages_of(name):
            same = f"{current}/{page.relative_to(SITE / name).as_posix()}"
            there = (SITE / same).is_file()
            assert ((same, "") in set(targets(page))) == there, page
            assert ("has no such page" in page.read_text(encoding="utf-8")) == (not there), page


def test_a_clause_of_another_edition_leads_to_itself_in_force_or_says_that_it_is_not_there(published):
    current = published.name
    for edition in EDITIONS.values():
        if edition is not EDITIONS[current]:
            for part in edition.parts:
                page = SITE / edition.name / part.page
                led_to, text = set(targets(page)), page.read_text(encoding="utf-8")
                for clause in part.clauses:
                    block = text[text.index(f'id="{clause.anchor}"') :].partition("</div>")[0]
                    if clause.id in published.clauses:
                        there = published.parts_by_id[published.clauses[clause.id].part].page
                        assert (f"{current}/{there}", clause.anchor) in led_to, clause.id
                    assert (f"Not in {current}" in block) == (clause.id not in published.clauses), clause.id


def test_every_clause_shows_its_status_with_a_link_to_each_change():
    for name, edition in EDITIONS.items():
        found = statuses(ALL, name)
        for part in edition.parts:
            text = (SITE / name / part.page).read_text(encoding="utf-8")
            for clause in part.clauses:
                block = text[text.index(f'id="{clause.anchor}"') :].partition("</div>")[0]
                shown = block[block.index('class="clause__status"') :].partition("</p>")[0]
                assert f"[{found[clause.id]}]" in re.sub(r"<[^>]+>", "", shown), clause.id
                assert shown.count("<a href") == len(found[clause.id].amended) + found[clause.id].new


def test_a_clause_is_shown_with_all_its_words_in_order(published):
    for part in published.parts:
        page = _words((EDITION / part.page).read_text(encoding="utf-8"))
        position = 0
        for clause in part.clauses:
            found = page.find(_folded(clause_words(clause)), position)
            assert found >= 0, f"{clause.id} does not stand on {part.page} as it is written"
            position = found


def _words(html):
    text = re.sub(r"</?(a|strong|em|small|span|code)\b[^>]*>", "", html)
    return _folded(unescape(re.sub(r"<[^>]+>", " ", text)))


def _folded(text):
    return re.sub(r"\s+", " ", text).strip()


def test_confirmed_numbers_come_first_and_the_others_say_that_they_are_not_checked(published):
    text = (EDITION / "contacts.html").read_text(encoding="utf-8")
    order = [text.index(f">{number}</a>") for number in ("999", "101", "0300 555 0050", "0300 555 8574", "01384 456111")]
    assert order == sorted(order)
    for contact in published.contacts.values():
        assert f'id="contact-{contact.id}"' in text
        assert f'tel:{contact.number.replace(" ", "")}"' in text
    unchecked = len(published.contacts) - len(published.confirmations) - 1
    assert text.count("as printed 2018, not checked") == unchecked


def test_a_form_stands_in_the_page_as_built_with_a_label_for_every_field():
    for calculator in DECISIONS:
        text = (EDITION / "calculators" / f"{calculator}.html").read_text(encoding="utf-8")
        form = text[text.index('<form class="form"') : text.index("</form>", text.index('<form class="form"'))]
        ids = set(re.findall(r'<(?:input|select)[^>]* id="([^"]+)"', form))
        labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', form))
        assert ids and ids == labelled
        assert 'name="name"' not in form and "nhs_number" not in form
        assert "<noscript>" in text


def test_the_whole_decision_stands_in_the_page_as_built_and_is_what_remains_without_script(published):
    words = published.shared.form
    for calculator in DECISIONS:
        text = (EDITION / "calculators" / f"{calculator}.html").read_text(encoding="utf-8")
        whole = text[text.index('id="whole-decision"') : text.index("data-rules")]
        for section in whole_decision(calculator, published):
            for step in section.steps:
                assert str(escape(step.asked.text)) in whole and str(escape(step.outcome)) in whole
            for line in steps_in_words(section, published.shared.table):
                assert f"<li>{escape(line)}</li>" in whole
            assert whole.count(f">{escape(section.otherwise)}<") or not section.steps
        without_script = text[text.index("<noscript>") : text.index("</noscript>")]
        assert f'<a href="#whole-decision">{words["whole"]}</a>' in without_script


def test_charts_have_a_title_and_steps_that_are_there_and_no_style_of_their_own():
    for calculator in DECISIONS:
        page = EDITION / "calculators" / f"{calculator}.html"
        text = page.read_text(encoding="utf-8")
        charts = re.findall(r"<svg[^>]*class=\"flow\".*?</svg>", text, re.DOTALL)
        assert charts
        for chart in charts:
            ids = " ".join(re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', chart)).split()
            assert len(ids) == 3 and set(ids) <= PAGES[page].ids
            assert "<style" not in chart and "style=" not in chart


def test_the_words_of_the_table_are_not_handed_to_the_browser():
    for calculator in DECISIONS:
        text = (EDITION / "calculators" / f"{calculator}.html").read_text(encoding="utf-8")
        data = json.loads(re.search(r"data-rules>(.*?)</script>", text, re.DOTALL)[1])
        assert "table" not in data["rules"]["words"]["shared"]
        assert all("facts" not in words and "heading" not in words for words in data["rules"]["words"].values())


def test_the_search_knows_every_clause_and_every_contact(published):
    script = (EDITION / "search-index.js").read_text(encoding="utf-8")
    known = {entry["id"] for entry in json.loads(script.removeprefix("self.policySearchData = ").rstrip(";\n"))["documents"]}
    assert set(published.clauses) <= known
    assert {f"contact:{contact}" for contact in published.contacts} <= known
    assert {f"word:{entry.term}" for entry in published.glossary} <= known


def test_building_again_with_nothing_changed_does_nothing(figure):
    assert (BUILD / "site.sha256").read_text() == sources_hash(), "site/ is older than its sources: run `make site`"
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "publishing", "site"], cwd=SITE.parent, capture_output=True, text=True, check=True)
    assert "up to date" in done.stdout
    figure(f"building the site again with nothing changed: {time.monotonic() - began:.1f} s")


def test_both_editions_with_both_doors_take_little_room_on_a_share(figure):
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    figure(f"the whole site on disk: {size / 1e6:.1f} MB")
    assert size <= 45e6
