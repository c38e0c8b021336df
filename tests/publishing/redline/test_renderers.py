"""The one stream as a page, as Markdown and as JSON: everything is in each, and a text stays the text that it is."""

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.load import ROOT, load_policy
from publishing.redline.as_json import as_json
from publishing.redline.changes import Kind, Side
from publishing.redline.markdown import as_markdown
from publishing.redline.markdown_text import escaped
from publishing.redline.page import redline_body, redline_page
from publishing.redline.report import EditionReport, Report, report
from publishing.redline.stream import redline
from tests.publishing.redline.edits import with_clause

NASTY = '<script>alert("1")</script> & <b>bold</b> `code` *star* _line_ [link](x) {{ braces }} {% raw %} | # ~~gone~~ &amp;'
VOID = {"meta", "input", "br", "link"}


class Page(HTMLParser):
    """Reads a page: which elements there are, with their attributes, which stay open, and the words of each."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.texts = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.texts.append("")
        if tag not in VOID:
            self.open.append(len(self.elements) - 1)

    def handle_endtag(self, tag):
        assert self.elements[self.open.pop()][0] == tag

    def handle_data(self, text):
        for number in self.open:
            self.texts[number] += text

    def all(self, tag, **attributes):
        return [
            (found, text)
            for (name, found), text in zip(self.elements, self.texts, strict=True)
            if name == tag and all(value in (found.get(key) or "").split() for key, value in attributes.items())
        ]


@pytest.fixture(scope="session")
def whole():
    """The report of the two editions, without the calculators."""
    return report("3.0", "4.0-draft", ROOT, with_impact=False)


@pytest.fixture(scope="session")
def page(whole):
    return Page(redline_page(whole))


def reported(was, now):
    return Report("was", "now", (EditionReport("3.0", redline(Side("was", was, {}), Side("now", now, {}))),))


def with_text(policy, text):
    old = policy.clauses["13.2"].clause.model_copy(update={"text": "Something else stood here."})
    return with_clause(policy, old), with_clause(
        policy, old.model_copy(update={"text": f"Something else {text} stood here.", "heading": text})
    )


def test_a_page_is_whole_and_asks_for_no_other_file(page):
    assert page.open == []
    for _, attributes in page.elements:
        assert "src" not in attributes
        assert attributes.get("href", "#").startswith("#")


def test_every_id_stands_once_and_every_link_of_a_page_leads_to_one(page):
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {attributes["href"][1:] for _, attributes in page.elements if "href" in attributes} <= set(ids)


def test_what_went_and_what_came_is_said_to_who_cannot_see_it(page):
    assert page.all("del") and page.all("ins")
    marked = [(tag, attributes, text) for tag in ("del", "ins") for attributes, text in page.all(tag)]
    for tag, attributes, text in marked:
        said = "deleted: " if tag == "del" else "inserted: "
        assert text.startswith(said) or attributes.get("class") == "moved"
    for _, text in page.all("span", **{"class": "redline__moved"}):
        assert text.startswith(("Moved to ", "Moved from "))


def test_every_section_is_marked_in_the_contents(page, whole):
    found = whole.editions[0].redline
    lines = [text for _, text in page.all("li") if any(text.startswith(f"{part.label}: ") for part in found.parts)]
    assert len(lines) == len(found.parts)
    for part, line in zip(found.parts, lines, strict=True):
        assert part.mark in line.removeprefix(f"{part.label}: {part.now or part.was}")


def test_every_clause_that_differs_stands_on_the_page_with_its_kinds(page, whole):
    articles = {
        attributes["id"]: set(attributes["data-kinds"].split()) for attributes, _ in page.all("article") if "data-kinds" in attributes
    }
    clauses = [clause for part in whole.editions[0].redline.parts for clause in part.clauses if clause.differs]
    assert len(articles) == len(clauses)
    assert sorted(map(sorted, articles.values())) == sorted(sorted({change.kind for change in clause.changes}) for clause in clauses)


def test_the_table_of_was_and_now_holds_every_change_but_wording(page, whole):
    rows = [attributes["data-kinds"] for attributes, _ in page.all("tr") if "data-kinds" in attributes]
    changes = whole.editions[0].redline.changes
    assert len(rows) == sum(change.kind not in (Kind.WORDING, Kind.WORDING_TOO) or bool(change.subject) for change in changes)


def test_every_reason_is_told_in_every_form(whole, page):
    words, markdown, data = page.texts[0], as_markdown(whole), as_json(whole)
    for change in whole.editions[0].redline.changes:
        if change.reason:
            assert change.reason.why in words
            assert escaped(change.reason.why) in markdown
            assert json.dumps(change.reason.why, ensure_ascii=False) in data


def test_a_page_for_the_site_links_the_clauses_of_both_editions(whole):
    body = redline_body(whole, lambda side, clause_id: f"../{side}/{clause_id}.html")
    assert '<a href="../now/22.1.html">22.1</a>' in body
    assert '<a href="../was/15.6.html">15.6</a>' in body
    assert body.startswith('<div class="redline"') and body.rstrip().endswith("</div>")


def test_nothing_in_a_text_becomes_an_element(approved):
    was, now = with_text(approved, NASTY.replace("{{ braces }}", ""))
    found = reported(was, now)
    read = Page(redline_page(found))
    assert read.open == [] and not read.all("b")
    assert len(read.all("script")) == 1
    assert '<script>alert("1")</script> & <b>bold</b>' in read.texts[0]


def test_nothing_in_a_text_becomes_markdown(approved):
    was, now = with_text(approved, NASTY.replace("{{ braces }}", ""))
    lines = [line for line in as_markdown(reported(was, now)).splitlines() if "alert" in line]
    assert lines
    for line in lines:
        left = re.sub(r"\\[!-/:-@\[-`{-~]|</?(?:ins|del)>", "", line)  # CommonMark: a backslash before punctuation takes its meaning
        assert not set(left) & set("<>&`*_[]{}|#~")


@given(st.text(max_size=60))
def test_a_text_of_any_letters_stays_on_one_line_of_markdown(text):
    assert len(escaped(text).splitlines()) <= 1


def test_json_holds_every_change_and_the_words_of_every_clause_that_differs(whole):
    data = json.loads(as_json(whole))
    (edition,) = data["editions"]
    changes = whole.editions[0].redline.changes
    assert (data["was"], data["now"], edition["was"], edition["now"]) == ("3.0", "4.0-draft", "3.0", "4.0-draft")
    assert [(change["kind"], change["was_id"], change["now_id"]) for change in edition["changes"]] == [
        (c.kind, c.was_id, c.now_id) for c in changes
    ]
    draft = load_policy("4.0-draft")
    for clause in edition["clauses"]:
        for block in clause["blocks"]:
            kept = "".join(segment["text"] for segment in block["segments"] if segment["op"] != "delete")
            assert kept == (block["now"]["text"] if block["now"] else "")
        assert clause["now_id"] is None or clause["now_id"] in draft.clauses


def test_no_change_is_said_as_such(approved):
    found = reported(approved, approved)
    assert "No change: 194 clauses" in as_markdown(found)
    assert "No change" in redline_page(found)
    assert json.loads(as_json(found))["editions"][0]["changes"] == []
