"""The pages of an edition and the HTML of each, from the model. Links are relative, so a page works from any folder."""

import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from calculators import DECISIONS
from calculators.core.answers import Choice, Clock, Day, Entries, Text, WholeNumber
from publishing.edition import Edition, FilledClause, Part, anchor_of, clause_label
from publishing.fill import Filled, Number, Reference
from publishing.model import Contact, Library
from publishing.rules import calculator_data

TEMPLATES = Path(__file__).resolve().parent.parent / "docs" / "templates"
CONTACTS, CONTROL, CALCULATORS, HOME = "contacts.html", "document-control.html", "calculators/index.html", "index.html"


@dataclass(frozen=True)
class Page:
    """One page: its path below the edition's folder, its title, the template's name and what the template is given."""

    path: str
    title: str
    template: str
    description: str
    subject: Any = None

    def link_to(self, path: str, anchor: str = "") -> str:
        """Return the relative address of another page of the edition."""
        address = posixpath.relpath(path, posixpath.dirname(self.path) or ".") if path != self.path or not anchor else ""
        return f"{address}#{anchor}" if anchor else address


class Site:
    """Everything a renderer needs to make the pages of one edition."""

    def __init__(self, library: Library, edition: Edition):
        self.library, self.edition = library, edition
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self.environment.filters |= {"day": self.day, "month": self.month}

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page by its path, in reading order."""
        return {page.path: page for page in self._pages()}

    def _pages(self) -> Iterator[Page]:
        edition = self.edition
        yield Page(HOME, "Start", "home.html.j2", f"{edition.control.title}, edition {edition.name}")
        yield Page(CONTACTS, "Who to ring", "contacts.html.j2", "Telephone numbers for safeguarding children in Dudley")
        yield Page(CALCULATORS, "Calculators", "calculators.html.j2", "Questions that this site answers step by step")
        for name, words in edition.decisions.items():
            yield Page(f"calculators/{name}.html", words.title, "calculator.html.j2", words.summary, name)
        for part in edition.parts:
            if part.page == CONTROL:
                yield Page(CONTROL, "Document control", "control.html.j2", "Reference, status, dates and approvals", part)
        for part in self.written_parts:
            yield Page(
                part.page, f"{part.label.removeprefix('Section ')} {part.title}", "part.html.j2", f"{part.label}: {part.title}", part
            )

    def day(self, day: str) -> str:
        """Return YYYY-MM-DD as a reader sees it: 16 January 2018."""
        return f"{int(day[8:])} {self.month(day)}"

    def month(self, month: str) -> str:
        """Return YYYY-MM as a reader sees it: January 2018."""
        return f"{self.edition.shared.months[int(month[5:7]) - 1]} {month[:4]}"

    @property
    def written_parts(self) -> list[Part]:
        return [part for part in self.edition.parts if part.page != CONTROL]

    def render(self, path: str) -> str:
        """Return the HTML of a page's content, one block element."""
        page = self.pages[path]
        view = View(self, page)
        return self.environment.get_template(page.template).render(
            site=self, edition=self.edition, page=page, view=view, subject=page.subject
        )


class View:
    """What templates of one page may ask for: links, filled text as HTML, contacts in order, a calculator's form."""

    def __init__(self, site: Site, page: Page):
        self.site, self.page, self.edition = site, page, site.edition

    def to(self, path: str, anchor: str = "") -> str:
        return self.page.link_to(path, anchor)

    def clause_address(self, clause_id: str) -> str | None:
        """Return the address of a clause, section or appendix from this page, None where it is not yet written."""
        if clause_id in self.edition.clauses:
            clause = self.edition.clauses[clause_id]
            return self.to(self.edition.parts_by_id[clause.part].page, clause.anchor)
        part = self.edition.parts_by_id.get(clause_id)
        return self.to(part.page) if part else None

    def html(self, filled: Filled) -> Markup:
        """Return a filled text as HTML: numbers to ring, references to follow."""
        return Markup("").join(map(self._piece, filled))

    def _piece(self, piece: Any) -> Markup:
        if isinstance(piece, Number):
            return self.ring(piece.text)
        if isinstance(piece, Reference):
            address = self.clause_address(piece.target) if piece.target else None
            return Markup('<a href="{}">{}</a>').format(address, piece.text) if address else escape(piece.text)
        return escape(piece.text)

    def ring(self, number: str) -> Markup:
        """Return a telephone number as a link that rings it."""
        return Markup('<a class="ring" href="tel:{}">{}</a>').format(number.replace(" ", ""), number)

    def ring_in(self, text: str) -> Markup:
        """Return plain words as HTML with every number of the contacts as a link that rings it."""
        html = escape(text)
        for number in sorted({contact.number for contact in self.edition.contacts.values() if " " in contact.number}):
            html = Markup(html.replace(number, self.ring(number)))
        return html

    def clause_links(self, clause_ids: tuple[str, ...]) -> list[tuple[str, str | None]]:
        """Return the name and the address of each clause; the address is None where it is not yet written."""
        return [(clause_label(clause_id), self.clause_address(clause_id)) for clause_id in clause_ids]

    @staticmethod
    def label(clause: FilledClause) -> str:
        """Return a clause's number or name as its heading shows it."""
        label = clause_label(clause.id)
        return label[0].upper() + label[1:]

    def notes(self, clause: FilledClause) -> Any:
        return self.edition.notes_of(clause.id)

    def anchor(self, clause_id: str) -> str:
        return anchor_of(clause_id)

    @property
    def confirmed_contacts(self) -> list[Contact]:
        return [contact for contact in self.edition.contacts.values() if contact.id in self.edition.confirmations]

    @property
    def police(self) -> list[Contact]:
        """Numbers that every telephone in the country rings (three digits)."""
        return [contact for contact in self.edition.contacts.values() if len(contact.number) == 3]

    @property
    def other_contacts(self) -> dict[str, list[Contact]]:
        groups: dict[str, list[Contact]] = {}
        for contact in self.edition.contacts.values():
            if contact not in self.confirmed_contacts and contact not in self.police:
                groups.setdefault(contact.organisation, []).append(contact)
        return groups

    def answers(self, calculator: str) -> list[tuple[str, Any]]:
        """Return a calculator's answers in order, each as (kind of field, answer)."""
        return [(kind_of(answer), answer) for answer in DECISIONS[calculator].answers]

    def part_answers(self, answer: Entries) -> list[tuple[str, Any]]:
        return [(kind_of(part), part) for part in answer.fields]

    def calculator_json(self, calculator: str) -> Markup:
        """Return what the page's script needs: the edition's rules and words, and the addresses of the clauses it cites."""
        words = self.edition.decisions[calculator]
        cited = {
            *words.clauses,
            *(clause for group in (words.actions, words.reasons, words.cautions) for entry in group.values() for clause in entry.clauses),
        }
        cited |= {clause for entry in self.edition.shared.cautions.values() for clause in entry.clauses}
        data = {
            "calculator": calculator,
            "rules": calculator_data(self.edition, calculator),
            "clauses": {clause: {"name": clause_label(clause), "address": self.clause_address(clause)} for clause in sorted(cited)},
            "contacts": {contact.id: contact.number for contact in self.edition.contacts.values()},
            "form": self.edition.shared.form,
        }
        return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def kind_of(answer: Any) -> str:
    """Return the kind of field that asks for an answer."""
    kinds = {Choice: "choice", Day: "day", WholeNumber: "number", Entries: "entries", Text: "text", Clock: "clock"}
    return kinds[type(answer)]
