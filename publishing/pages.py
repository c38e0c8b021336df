"""The pages of an edition: which there are, in what order, and the HTML of each. Links are relative: any folder will do."""

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from publishing.citations import Citations
from publishing.companion import Guide
from publishing.edition import Edition, Part
from publishing.feedback import Feedback
from publishing.manifest import edition_hash, tool_hash
from publishing.model import Library
from publishing.page import (
    CALCULATORS,
    CARDS,
    CHANGES,
    CONTACTS,
    CONTROL,
    FAULTS,
    GLOSSARY,
    HAZARDS,
    HOME,
    ROLES,
    TOPICS,
    Page,
)
from publishing.place import WRITTEN as WRITTEN_PAGES
from publishing.qr import qr_code
from publishing.redline.impact_words import CalculatorImpact, impacts
from publishing.redline.page import redline_body
from publishing.redline.reading import side_of
from publishing.redline.report import EditionReport, Report
from publishing.redline.stream import redline
from publishing.role_pages import reading
from publishing.sheet_foot import SheetFoot
from publishing.surroundings import Surroundings
from publishing.view import View

TEMPLATES = Path(__file__).resolve().parent.parent / "docs" / "templates"
WRITTEN = tuple(f"{path.stem}.html" for path in sorted(WRITTEN_PAGES.glob("*.md")))


@dataclass(frozen=True)
class CardPage:
    """A page that can also be had as a card: one sheet as a PDF. subject: what the page shows."""

    title: str
    page: str
    pdf: str
    template: str
    subject: Any = None


def pdf_name(edition: str) -> str:
    """Return the name of an edition's PDF, which lies in the edition's folder."""
    return f"policy-{edition}.pdf"


class Site:
    """Everything a renderer needs to make the pages of one edition.

    pdf: the PDF's name, None where the site is built without. surroundings, before: what its pages say of other editions, and the
    edition that it is based on; None where it is shown alone.
    """

    def __init__(
        self,
        library: Library,
        edition: Edition,
        guides: tuple[Guide, ...] = (),
        with_pdf: bool = True,
        surroundings: Surroundings | None = None,
        before: Edition | None = None,
    ):
        self.library, self.edition, self.guides, self.surroundings, self.before = library, edition, guides, surroundings, before
        self._impacts: Future[tuple[CalculatorImpact, ...]] | None = None
        self.pdf = pdf_name(edition.name) if with_pdf else None
        self.citations = Citations(edition)
        self.hash, self.tool_hash = edition_hash(edition.name), tool_hash(edition.name)
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self.environment.filters |= {"day": self.day, "month": self.month}
        self.feedback = Feedback(edition, self.hash, self.tool_hash, self.environment, library.report_mailbox)

    @cached_property
    def foot(self) -> SheetFoot:
        """What stands on every sheet that this edition is printed on."""
        review, overdue = self.edition.control.review_due, self.edition.overdue_since
        return SheetFoot(
            self.edition, self.hash, self.month(review) if review else None, self.day(overdue.isoformat()) if overdue else None
        )

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page by its path, in reading order."""
        pages = {page.path: page for page in self._pages()}
        for gone in self.surroundings.elsewhere if self.surroundings else ():
            title, description = "Not on this page", "Where the clauses of another edition have gone"
            pages.setdefault(gone.page, Page(gone.page, title, "elsewhere_page.html.j2", description, listed=False))
        return pages

    def _pages(self) -> Iterator[Page]:
        edition = self.edition
        yield Page(HOME, "Start", "home.html.j2", f"{edition.control.title}, edition {edition.name}")
        yield Page(CONTACTS, "Who to ring", "contacts.html.j2", f"{self.library.title}: telephone numbers")
        for card in edition.cards:
            yield Page(f"cards/{card.id}.html", card.title, "card.html.j2", card.about, card)
        yield Page(CARDS, "Cards to print", "cards.html.j2", "One sheet each, to print and pin up")
        if edition.topics:
            yield Page(TOPICS, "A to Z", "topics.html.j2", "The policy by topic")
        if edition.decisions:
            yield Page(CALCULATORS, "Calculators", "calculators.html.j2", "Questions that this site answers step by step")
        for name, words in edition.decisions.items():
            yield Page(f"calculators/{name}.html", words.title, "calculator.html.j2", words.summary, name)
        if edition.roles:
            yield Page(ROLES, "I am a …", "roles.html.j2", "What binds you, role by role")
        for role in edition.roles:
            yield Page(f"roles/{role.id}.html", role.title, "role.html.j2", role.about, reading(edition, role))
        for part in self.written_parts:
            yield Page(
                part.page, f"{part.label.removeprefix('Section ')} {part.title}", "part.html.j2", f"{part.label}: {part.title}", part
            )
        for guide in self.guides:
            yield Page(f"guidance/{guide.id}.html", guide.title, "guide.html.j2", guide.summary, guide)
        control = edition.parts_by_id["doc-control"]
        yield Page(CONTROL, "Document control", "control.html.j2", "Reference, status, dates and approvals", control)
        if self.before:
            about = f"Each change from edition {self.before.name} to {edition.name}"
            yield Page(CHANGES, f"What changes from {self.before.name}", "changes.html.j2", about)
        if edition.notes:
            yield Page(FAULTS, "Known faults of this edition", "faults.html.j2", "What is wrong with, or lost from, this edition")
        if edition.hazards:
            yield Page(HAZARDS, "Hazard log", "hazards.html.j2", "What could go wrong with this site, and what is done about it")
        if edition.glossary:
            yield Page(GLOSSARY, "Glossary", "glossary.html.j2", "Short forms, roles and terms in plain words")

    @cached_property
    def cards(self) -> tuple[CardPage, ...]:
        """Every page that can be had as a card, in the order in which they are listed."""
        own = (CardPage(card.title, f"cards/{card.id}.html", f"cards/{card.id}.pdf", "card.html.j2", card) for card in self.edition.cards)
        contacts = CardPage("Who to ring", CONTACTS, "cards/contacts.pdf", "card_contacts.html.j2")
        calculators = (
            CardPage(words.title, f"calculators/{name}.html", f"cards/{name}.pdf", "card_calculator.html.j2", name)
            for name, words in self.edition.decisions.items()
        )
        guides = (
            CardPage(guide.title, f"guidance/{guide.id}.html", f"cards/{guide.id}.pdf", "card_guide.html.j2", guide)
            for guide in self.guides
        )
        return (*own, contacts, *calculators, *guides)

    def card_of(self, path: str) -> CardPage | None:
        """Return a page's card, if the page can be had as one and PDFs are made."""
        return next((card for card in self.cards if card.page == path), None) if self.pdf else None

    def public_address(self, path: str) -> str | None:
        """Return where readers find a page, if the library says where they find the site."""
        root = self.library.public_address
        return f"{root.rstrip('/')}/{self.edition.name}/{path}" if root else None

    def qr_code(self, path: str) -> Markup | None:
        """Return the HTML of the QR code that leads to a page, if the library says where readers find the site."""
        address = self.public_address(path)
        return qr_code(address) if address else None

    @property
    def written_parts(self) -> list[Part]:
        """The sections and appendices, in printed order."""
        return [part for part in self.edition.parts if part.page != CONTROL]

    def day(self, day: str) -> str:
        """Return YYYY-MM-DD as a reader sees it: 16 January 2018."""
        return f"{int(day[8:])} {self.month(day)}"

    def month(self, month: str) -> str:
        """Return YYYY-MM as a reader sees it: January 2018."""
        return f"{self.edition.shared.months[int(month[5:7]) - 1]} {month[:4]}"

    def begin_changes(self) -> None:
        """Begin to compare the calculators with those of the edition before, in a process of its own: it takes some seconds."""
        if self.before:
            with_one = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
            self._impacts = with_one.submit(impacts, self.before, self.edition)
            with_one.shutdown(wait=False)

    def changes(self, view: View) -> Markup:
        """Return the HTML of what this edition changes against the one that it is based on."""
        before, edition = self.before, self.edition
        if before is None:
            raise ValueError(f"edition {edition.name} is shown alone")

        def address(side: str, clause_id: str) -> str | None:
            return view.clause_address(clause_id) if side == "now" else view.address_in(before.name, clause_id)

        found = EditionReport(
            edition.name, redline(side_of(before), side_of(edition)), self._impacts.result() if self._impacts else impacts(before, edition)
        )
        return redline_body(Report(before.name, edition.name, (found,)), address)

    def render(self, path: str) -> str:
        """Return the HTML of a page's content, one block element."""
        page = self.pages[path]
        view = View(self.edition, self.citations, page, self.surroundings, self.feedback, self.public_address(path))
        return self.environment.get_template(page.template).render(
            site=self, edition=self.edition, page=page, view=view, subject=page.subject
        )
