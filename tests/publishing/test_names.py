"""Pages and tables say what they are: by title, one heading, language, captions and head cells; each page leads to the statement on access."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

SITE = Path(__file__).resolve().parent.parent.parent / "site"
PATHS = [path.relative_to(SITE).as_posix() for path in sorted(SITE.rglob("*.html")) if path != SITE / "index.html"]


class Names(HTMLParser):
    """Collects the title, the first headings, the language, the links, and of each table its caption and its head cells."""

    def __init__(self, page):
        super().__init__()
        self.language, self.links, self.landmarks = None, [], []
        self.texts = {"title": [], "h1": []}
        self.tables, self._open, self._into = [], [], None
        self.feed((SITE / page).read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "html":
            self.language = values.get("lang")
        elif tag == "a":
            self.links.append(values.get("href") or "")
        elif tag in ("main", "header"):
            self.landmarks.append(tag)
        elif tag in self.texts:
            self.texts[tag].append("")
            self._into = tag
        elif tag == "table":
            self._open.append({"caption": False, "heads": [], "id": values.get("class", "")})
        elif tag == "caption":
            self._open[-1]["caption"] = True
        elif tag == "th":
            self._open[-1]["heads"].append(values.get("scope"))

    def handle_endtag(self, tag):
        if tag == self._into:
            self._into = None
        if tag == "table":
            self.tables.append(self._open.pop())

    def handle_data(self, data):
        if self._into:
            self.texts[self._into][-1] += data


NAMES = {path: Names(path) for path in PATHS}


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_one_heading_that_its_title_repeats_a_language_and_one_main_part(path):
    names = NAMES[path]
    (heading,), (title, *_) = names.texts["h1"], names.texts["title"]
    assert names.language == "en-GB"
    assert names.landmarks.count("main") == 1
    first, _, rest = " ".join(title.split()).rpartition(" - ")
    assert rest, "the title names the page and the site"
    assert first == " ".join(heading.split()) or path.endswith("index.html") or first in heading or heading in first


@pytest.mark.parametrize("path", PATHS)
def test_each_table_has_a_caption_and_head_cells_that_say_what_they_head(path):
    for table in NAMES[path].tables:
        assert table["caption"], f"a table of {path} has no caption: {table}"
        assert table["heads"] and None not in table["heads"], f"a table of {path} has head cells without scope: {table}"


def test_no_two_pages_of_an_edition_have_the_same_title():
    for edition in {path.split("/")[0] for path in PATHS if "/" in path}:
        titles = [NAMES[path].texts["title"][0] for path in PATHS if path.startswith(edition + "/")]
        assert sorted(titles) == sorted(set(titles))


@pytest.mark.parametrize("path", PATHS)
def test_every_page_leads_to_the_accessibility_statement(path):
    assert any(link.endswith("accessibility.html") for link in NAMES[path].links)
