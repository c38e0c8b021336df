"""What the templates of one page may ask for."""

import json
import posixpath
import re
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from calculators import DECISIONS
from calculators.core.answers import Choice, Clock, Day, Entries, Several, Text, WholeNumber
from publishing.citations import Citations
from publishing.companion import PaperForm
from publishing.diagram import drawn
from publishing.edition import Edition, FilledClause, Part, anchor_of, clause_label
from publishing.elsewhere import Elsewhere
from publishing.feedback import Feedback
from publishing.fill import Filled, Number, Reference
from publishing.model import Contact
from publishing.moments import Target
from publishing.page import CHANGES, EDITIONS, Page
from publishing.redline.page import change_anchor
from publishing.rules import asked_first, calculator_data
from publishing.surroundings import Surroundings
from publishing.ways import way_to, way_words
from publishing.whole import Section, steps_in_words, whole_decision
from publishing.whole_card import CardSection, card_sections


class View:
    """What templates of one page may ask for: links, filled text as HTML, contacts in order, a calculator's form."""

    def __init__(
        self,
        edition: Edition,
        citations: Citations,
        page: Page,
        surroundings: Surroundings | None = None,
        feedback: Feedback | None = None,
        public_address: str | None = None,
    ):
        self.edition, self.citations, self.page, self.surroundings = edition, citations, page, surroundings
        self.feedback, self.public_address = feedback, public_address

    def to(self, path: str, anchor: str = "") -> str:
        return self.page.link_to(path, anchor)

    def site_address(self, anchor: str) -> str:
        """Return where a place of this page stands: on the web where readers find the site there, else below the site's folder."""
        return f"{self.public_address or posixpath.join(self.edition.name, self.page.path)}#{anchor}"

    def clause_address(self, clause_id: str) -> str | None:
        """Return the address of a clause, section or appendix from this page, None where it is not yet written."""
        if clause_id in self.edition.clauses:
            clause = self.edition.clauses[clause_id]
            return self.to(self.edition.parts_by_id[clause.part].page, clause.anchor)
        part = self.edition.parts_by_id.get(clause_id)
        return self.to(part.page) if part else None

    def way(self, target: Target) -> str:
        """Return the address to which a moment leads."""
        return self.to(*way_to(self.edition, target))

    way_words = staticmethod(way_words)

    def across(self, edition: str, path: str, anchor: str = "") -> str:
        """Return the relative address of a page of any edition, or of the site's root where `edition` is empty."""
        return Page(posixpath.join(self.edition.name, self.page.path), "", "", "").link_to(posixpath.join(edition, path), anchor)

    def status(self, clause: FilledClause) -> list[tuple[str, str | None]]:
        """Return the words of a clause's status, each with the address of the change it tells, if it tells one."""
        if not self.surroundings:
            return []
        status = self.surroundings.statuses[clause.id]
        first = (f"new {status.since}", status.since) if status.new else (status.since, None)
        told = [first, *((f"amended {name}", name) for name in status.amended)]
        return [(words, self._change_address(name, clause.id) if name else None) for words, name in told]

    def _change_address(self, edition: str, clause_id: str) -> str | None:
        """Return where an edition's change of a clause is told; None where this edition's pages may not lead there."""
        page = CHANGES if self.surroundings and edition in self.surroundings.changes else None
        return self.across(edition, page, change_anchor(edition, clause_id)) if page else None

    def address_in(self, edition: str, clause_id: str) -> str | None:
        """Return where a clause stands in the edition in force; None in any other, and where it is not there."""
        around = self.surroundings
        if not around or edition != around.current or clause_id not in around.places:
            return None
        return self.across(edition, around.places[clause_id], anchor_of(clause_id))

    def removal_address(self, gone: Elsewhere) -> str | None:
        """Return where it is told that a clause was removed or has another number now."""
        return self._change_address(gone.edition, gone.id) if gone.kind == "removed" else None

    def other_edition(self, clause: FilledClause) -> tuple[str, str | None] | None:
        """Return the words and the address of the link from a clause to another edition; no address where it is not there.

        From the edition in force it leads to the page of all editions, and from any other to the one in force.
        """
        around = self.surroundings
        if not around:
            return None
        if around.standing == "current":
            return "Editions", self.across("", EDITIONS, clause.anchor)
        if clause.id not in around.places:
            return f"Not in {around.current}", None
        return f"In {around.current}", self.across(around.current, around.places[clause.id], clause.anchor)

    @property
    def elsewhere(self) -> list[Elsewhere]:
        """What other editions have on this page and this edition has not here."""
        return self.surroundings.elsewhere_on(self.page.path) if self.surroundings else []

    def last_address(self, gone: Elsewhere) -> tuple[str, str]:
        """Return where a clause that has gone from here stands, in words, and the address: in the edition in force, or all editions."""
        if self.surroundings and gone.last == self.surroundings.current:
            return f"edition {gone.last}", self.across(gone.last, gone.page, anchor_of(gone.id))
        return "all editions", self.across("", EDITIONS, anchor_of(gone.id))

    def html(self, filled: Filled, told: set[str] | None = None) -> Markup:
        """Return a filled text as HTML: numbers to ring, references to follow, words of the glossary explained.

        told: the words explained already in this clause; each is explained once.
        """
        told = set() if told is None else told
        return Markup("").join(self._piece(piece, told) for piece in filled)

    @staticmethod
    def nothing_told() -> set[str]:
        """Return the empty set of words explained so far in a clause."""
        return set()

    def explained(self, text: str, told: set[str]) -> Markup:
        """Return plain words as HTML in which each word of the glossary, the first time, leads to its meaning."""
        html, position = Markup(""), 0
        for entry, start, end in self.citations.words.find(text):
            if entry.everywhere or entry.term in told:
                continue
            told.add(entry.term)
            meaning = f"{entry.stands_for}. {entry.meaning}" if entry.stands_for else entry.meaning
            address = self.to("glossary.html", term_anchor(entry.term))
            html += escape(text[position:start]) + Markup('<a class="term" href="{}" title="{}">{}</a>').format(
                address, meaning, text[start:end]
            )
            position = end
        return html + escape(text[position:])

    def _piece(self, piece: Any, told: set[str]) -> Markup:
        if isinstance(piece, Number):
            return self.ring(piece.text)
        if isinstance(piece, Reference):
            address = self.clause_address(piece.target) if piece.target else None
            return Markup('<a href="{}">{}</a>').format(address, piece.text) if address else escape(piece.text)
        return self.explained(piece.text, told)

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

    def short_label(self, clause: FilledClause) -> str:
        """Return a clause's number or name as it stands beside the title of its part."""
        part = self.edition.parts_by_id[clause.part].label
        return self.label(clause).removeprefix(f"{part}, ").removeprefix(f"{part.replace('Section', 'section')}, ")

    def notes(self, clause: FilledClause) -> Any:
        return self.edition.notes_of(clause.id)

    def anchor(self, clause_id: str) -> str:
        return anchor_of(clause_id)

    @staticmethod
    def term_anchor(term: str) -> str:
        """Return the anchor of a word on the glossary's page."""
        return term_anchor(term)

    @staticmethod
    def topic_anchor(topic: str) -> str:
        """Return the anchor of a topic on the A to Z."""
        return _anchor("topic", topic)

    @staticmethod
    def name(clause_id: str) -> str:
        """Return how a clause is called in running text."""
        return clause_label(clause_id)

    def cited_by(self, clause_id: str) -> list[tuple[str, str | None]]:
        """Return the name and the address of each clause and calculator that refers to a clause, section or appendix."""
        citations = self.citations
        clauses = self.clause_links(citations.by_clause.get(clause_id, ()))
        calculators = citations.by_calculator.get(clause_id, ())
        return [
            *clauses,
            *((f"calculator: {self.edition.decisions[name].title}", self.to(f"calculators/{name}.html")) for name in calculators),
        ]

    def used_in(self, term: str) -> list[tuple[str, str | None]]:
        """Return the name and the address of each clause in which a word of the glossary stands."""
        return self.clause_links(self.citations.uses.get(term, ()))

    def forms_of(self, part: Part) -> list[PaperForm]:
        """Return the forms to fill in and print that belong to a part."""
        ids = {clause.id for clause in part.clauses}
        return [form for form in self.edition.forms if form.clause in ids]

    def lost(self, clause: FilledClause) -> bool:
        """Say whether something that stood at a clause was not recovered from the source."""
        return any(note.kind == "lost-content" for note in self.notes(clause))

    @property
    def confirmed_contacts(self) -> list[Contact]:
        return [contact for contact in self.edition.contacts.values() if contact.id in self.edition.confirmations]

    @property
    def short_numbers(self) -> list[Contact]:
        """Numbers that every telephone in the country rings (three digits)."""
        return [contact for contact in self.edition.contacts.values() if len(contact.number) == 3]

    @property
    def other_contacts(self) -> dict[str, list[Contact]]:
        groups: dict[str, list[Contact]] = {}
        for contact in self.edition.contacts.values():
            if contact not in self.confirmed_contacts and contact not in self.short_numbers:
                groups.setdefault(contact.organisation, []).append(contact)
        return groups

    def questions(self, calculator: str) -> list[tuple[str, Any, int, bool]]:
        """Return a calculator's answers in the order in which a form asks them at first, those it does not ask last.

        Each is (kind of field, answer, place when every question is shown, whether it is asked at first).
        """
        order = self._asked_first(calculator)["in_order"]
        found = [(kind_of(answer), answer, place, answer.name in order) for place, answer in enumerate(DECISIONS[calculator].answers)]
        return sorted(found, key=lambda question: order.index(question[1].name) if question[3] else len(order))

    @cache  # noqa: B019 (a view lives as long as its page is made)
    def _asked_first(self, calculator: str) -> dict[str, Any]:
        return asked_first(self.edition, calculator)

    def part_answers(self, answer: Entries) -> list[tuple[str, Any]]:
        return [(kind_of(part), part) for part in answer.fields]

    def whole(self, calculator: str) -> tuple[Section, ...]:
        """Return the whole of a calculator in words, a section for each of its decisions."""
        return whole_decision(calculator, self.edition)

    def on_card(self, calculator: str) -> tuple[CardSection, ...]:
        """Return the same as a card has it."""
        return tuple(card_sections(calculator, self.edition))

    def steps_in_words(self, section: Section) -> tuple[str, ...]:
        """Return a section's steps, one a line, each saying where it leads."""
        return steps_in_words(section, self.edition.shared.table)

    def chart(self, section: Section, title: str, id: str) -> Markup:
        """Return a section's steps as a flow chart, which `id`-about and `id`-steps on the page describe."""
        return Markup(drawn(section, self.edition.shared.table, title, id))

    def calculator_json(self, calculator: str, **hashes: str) -> Markup:
        """Return what the page's script needs: the edition's rules and words, and the addresses of the clauses it cites.

        hashes: the short hashes by which a record names the text and the tool that gave it.
        """
        times, control = self.edition.shared.referral_times, self.edition.control
        timed = times.cited if times else set()
        words = self.edition.decisions[calculator]
        groups = [group for part in (words, *words.each.values()) for group in (part.actions, part.reasons, part.cautions)]
        cited = {*words.clauses, *(clause for group in groups for entry in group.values() for clause in entry.clauses)}
        cited |= {version.clause for outcome in words.outcomes.values() for version in outcome.versions}
        cited |= {clause for entry in self.edition.shared.cautions.values() for clause in entry.clauses}
        document = {"title": control.title, "reference": control.reference, "draft": self.edition.draft_words, **hashes}
        data = {
            "calculator": calculator,
            "rules": calculator_data(self.edition, calculator),
            "clauses": {clause: {"name": clause_label(clause), "address": self.clause_address(clause)} for clause in sorted(cited | timed)},
            "contacts": {contact.id: contact.number for contact in self.edition.contacts.values()},
            "form": self.edition.shared.form,
            "times": times.form.model_dump() if times else None,
            "record": self.edition.shared.record.model_dump(mode="json", by_alias=True),
            "document": document,
            "asked_first": self._asked_first(calculator),
        }
        return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def term_anchor(term: str) -> str:
    """Return the anchor of a word on the glossary's page."""
    return _anchor("term", term)


def _anchor(kind: str, name: str) -> str:
    return f"{kind}-" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def kind_of(answer: Any) -> str:
    """Return the kind of field that asks for an answer."""
    kinds = {
        Choice: "choice",
        Several: "several",
        Day: "day",
        WholeNumber: "number",
        Entries: "entries",
        Text: "text",
        Clock: "clock",
    }
    return kinds[type(answer)]
