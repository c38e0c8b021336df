"""The example from a folder in a real Chromium: its calculator answers, and its reports are mails to its mailbox."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
EDITIONS = ("1.0", "2.0-draft")


@pytest.fixture
def page(chromium, example_site):
    """A fresh page. After the test nothing may have been asked of any place but the example's own folder."""
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.asked, page.wrong = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    yield page
    context.close()
    assert page.wrong == []
    assert [address for address in page.asked if not address.startswith((example_site.as_uri(), "blob:", "data:"))] == []


def cases_of(name):
    file = ROOT / "examples" / "visitors" / "policy_data" / "editions" / name / "companion" / "cases" / "visitor-pass.yml"
    return yaml.safe_load(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EDITIONS)
def test_every_worked_case_is_answered_in_the_browser_as_it_was_written(page, example_site, name):
    words = yaml.safe_load(
        (ROOT / f"examples/visitors/policy_data/editions/{name}/companion/decisions/visitor-pass.yml").read_text("utf-8")
    )
    page.goto(f"{example_site.as_uri()}/{name}/calculators/visitor-pass.html")
    page.check("#show-all")
    for case in cases_of(name):
        page.get_by_role("button", name="Clear the form").click()
        page.check("#show-all")
        for answer, value in case["answers"].items():
            if answer == "as_of":
                year, month, day = str(value).split("-")
                for part, number in (("day", day), ("month", month), ("year", year)):
                    page.fill(f"#q-as_of-{part}", str(int(number)))
            elif isinstance(value, int):
                page.fill(f"#q-{answer}-input", str(value))
            else:
                page.check(f"#q-{answer}-{value}")
        page.get_by_role("button", name="Show what to do").click()
        page.locator("[data-result] h2").wait_for()
        shown = page.locator("[data-result]").inner_text()
        outcome = words["outcomes"][case["outcome"]]
        assert outcome["unsettled" if len(case.get("possible", ())) > 1 else "headline"] in shown, case["case"]
        for action in case["actions"]:
            assert words["actions"][action]["text"] in shown, case["case"]


@pytest.mark.parametrize("name", EDITIONS)
def test_the_report_of_every_clause_is_a_mail_that_names_edition_clause_and_text(page, example_site, name):
    exported = json.loads((example_site / name / "edition.json").read_text(encoding="utf-8"))
    for clause in exported["clauses"]:
        address, _, anchor = clause["address"].partition("#")
        page.goto(f"{example_site.as_uri()}/{name}/{address}")
        block = page.locator(f"[id='{anchor}']")
        block.locator(".clause__tools > summary").click()
        link = block.get_by_role("link", name="Report a problem with this clause")
        assert link.is_visible()
        mail = urlsplit(link.evaluate("link => link.href"))
        fields = dict(field.split("=", 1) for field in mail.query.split("&"))
        lines = unquote(fields["body"]).split("\r\n")
        assert (mail.scheme, mail.path) == ("mailto", "reports@surgery.example")
        assert unquote(fields["subject"]).endswith(f", edition {name}, text {exported['hash']}")
        assert {f"Edition: {name}", f"Clause: {clause['id']}", f"Text of the edition: {exported['hash']}"} <= set(lines)
        assert any("no name, number or other detail of a patient" in line for line in lines)


def test_a_clause_is_found_and_its_own_numbers_can_be_rung(page, example_site):
    page.goto(f"{example_site.as_uri()}/1.0/contacts.html")
    assert page.locator('a[href="tel:01632960101"]').count() >= 1
    page.keyboard.press("/")
    page.keyboard.type("badge")
    page.locator("[data-search-results] a, .md-search-result__list a").first.wait_for()
    assert "2.2" in page.locator("[data-search-results] a, .md-search-result__list a").first.inner_text()
