"""The whole edition as one print page, and its cards: the templates of docs/templates/print/ over the same model as the site."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup, escape

from publishing.diagram import PAPER, drawn
from publishing.edition import FilledClause, Part, clause_words
from publishing.page import Page
from publishing.pages import CALCULATORS, CONTACTS, CONTROL, FAULTS, GLOSSARY, HAZARDS, CardPage, Site
from publishing.view import View
from publishing.whole import Section

STYLES = Path(__file__).resolve().parent.parent.parent / "docs" / "styles" / "print"
OUTLINE_LENGTH = 60
HANGING_LENGTH = 6


def print_pages(site: Site) -> dict[str, str]:
    """Return every print page of an edition by its path, the whole edition first. Equal data give equal text: no clock is read."""
    whole = {site.pdf: _rendered(site, "print/book.html.j2", PrintView(site), None)}
    cards = {card.pdf: _rendered(site, f"print/{card.template}", CardView(site), card) for card in site.cards}
    return {path.removesuffix(".pdf") + ".html": html for path, html in (whole | cards).items()}


def _rendered(site: Site, template: str, view: "PrintView", card: CardPage | None) -> str:
    return site.environment.get_template(template).render(site=site, edition=site.edition, view=view, card=card)


class PrintView(View):
    """What the print templates may ask for. All pages of the site are places of one page here, so every address is an anchor."""

    def __init__(self, site: Site):
        super().__init__(site.edition, site.citations, Page("", "", "", ""))
        self.site = site

    def styles(self, name: str) -> list[str]:
        """Return the addresses of the style sheets of a print page."""
        return [(STYLES / f"{name}.css").as_uri() for name in ("fonts", name)]

    @property
    def watermark(self) -> str | None:
        """Return the drawing that lies under every page of a draft, as an address; None for any other edition."""
        if not self.edition.draft:
            return None
        drawing = self.site.environment.get_template("print/watermark.svg.j2").render(words=self.edition.draft_words.split(", "))
        return f"data:image/svg+xml,{quote(drawing)}"

    def to(self, path: str, anchor: str = "") -> str:
        return f"#{anchor or self.place(path)}"

    @staticmethod
    def place(path: str) -> str:
        """Return the anchor at which a page of the site begins."""
        return "page-" + re.sub(r"[^a-z0-9]+", "-", path.removesuffix(".html"))

    def explained(self, text: str, told: set[str]) -> Markup:
        """Return plain words: on paper the glossary explains them, a link at every clause would only be in the way."""
        return escape(text)

    @staticmethod
    def page_link(anchor: str, words: str) -> Markup:
        """Return a link to a place, followed by the number of its page."""
        return Markup('<a href="#{0}">{1}</a><span class="page" data-href="#{0}"></span>').format(anchor, words)

    @staticmethod
    def part_title(part: Part) -> str:
        """Return a section's or an appendix's title with its number."""
        return f"{part.label.removeprefix('Section ')} {part.title}"

    @cached_property
    def contents(self) -> list[tuple[str, str]]:
        """Return every entry of the contents as (anchor, title), in order."""
        return list(self._contents())

    def _contents(self) -> Iterator[tuple[str, str]]:
        yield self.place(CONTROL), "Document control"
        for part in self.site.written_parts:
            yield self.place(part.page), self.part_title(part)
        yield self.place(CONTACTS), "Who to ring"
        titles = {
            CALCULATORS: "Calculators, and how each reads the policy",
            GLOSSARY: "Glossary",
            FAULTS: "Known faults of this edition",
            HAZARDS: "Hazards of the website",
        }
        yield from ((self.place(path), title) for path, title in titles.items() if path in self.site.pages)

    def chart(self, section: Section, title: str, id: str) -> Markup:
        """Return a section's steps as a flow chart as wide as the paper."""
        return Markup(drawn(section, self.edition.shared.table, title, id, PAPER))

    def hangs(self, clause: FilledClause) -> bool:
        """Say whether a clause's number is short enough to stand beside its text."""
        return len(self.label(clause)) <= HANGING_LENGTH and not clause.clause.heading

    def outline(self, clause: FilledClause) -> str:
        """Return a clause's line in the outline: its number, and its heading or first words."""
        words = clause.clause.heading or clause_words(clause)
        if len(words) > OUTLINE_LENGTH:
            words = words[:OUTLINE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "…"
        return f"{self.label(clause)} {words}"

    # What stands on every page

    @property
    def head(self) -> str:
        control = self.edition.control
        return f"{control.reference}, edition {control.edition}"

    # The file's own dates: never those of the build

    @property
    def created(self) -> str | None:
        control = self.edition.control
        return control.status.date or (f"{control.issued}-01" if control.issued else None)

    @property
    def modified(self) -> str | None:
        last = self.edition.last_dated
        return last.isoformat() if last else None


class CardView(PrintView):
    """What the templates of cards may ask for. A card stands alone: a clause is named, and no link leads to it."""

    def clause_address(self, clause_id: str) -> None:
        return None
