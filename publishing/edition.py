"""An edition as the renderers use it: filled, checked, in order, every clause with its anchor and its place on a page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from publishing.cards import Card
from publishing.companion import Confirmation, GlossaryEntry, Note, PaperForm, Topic
from publishing.decision_words import Case, DecisionWords, SharedWords
from publishing.fill import Filled, plain
from publishing.hazards import HazardLog
from publishing.model import Addition, Clause, Contact, DocumentControl, Parameter, RemovedClause
from publishing.moments import Moments
from publishing.roles import Role
from publishing.search_words import Missing, Question, SynonymGroup


@dataclass(frozen=True)
class FilledPoint:
    text: Filled
    points: tuple["FilledPoint", ...] = ()


@dataclass(frozen=True)
class FilledClause:
    """A clause with its text filled. `clause` is the clause as the author wrote it."""

    clause: Clause
    part: str
    text: Filled
    points: tuple[FilledPoint, ...]
    then: Filled

    @property
    def id(self) -> str:
        return self.clause.id

    @property
    def anchor(self) -> str:
        return anchor_of(self.clause.id)


@dataclass(frozen=True)
class Part:
    """A section, an appendix or the document control. id: "13", "app6", "doc-control"; label: "Section 13", "Appendix 6".

    removed: clauses that this part had in the edition that this one is based on.
    """

    id: str
    label: str
    title: str
    page: str
    clauses: tuple[FilledClause, ...]
    removed: tuple[RemovedClause, ...] = ()


@dataclass(frozen=True)
class Policy:
    """What an edition says, without what stands beside it: document control, parts in printed order, contacts and numbers."""

    control: DocumentControl
    parts: tuple[Part, ...]
    contacts: Mapping[str, Contact]
    parameters: Mapping[str, Mapping[str, Parameter]]

    @property
    def name(self) -> str:
        return self.control.edition

    @cached_property
    def clauses(self) -> Mapping[str, FilledClause]:
        return {clause.id: clause for part in self.parts for clause in part.clauses}

    @cached_property
    def parts_by_id(self) -> Mapping[str, Part]:
        return {part.id: part for part in self.parts}


@dataclass(frozen=True)
class Edition(Policy):
    """A whole edition: what it says, and the words, notes and cases that stand beside it."""

    contacts_as_printed: str
    confirmations: Mapping[str, Confirmation]
    notes: tuple[Note, ...]
    glossary: tuple[GlossaryEntry, ...]
    topics: tuple[Topic, ...]
    forms: tuple[PaperForm, ...]
    hazards: HazardLog | None
    shared: SharedWords
    decisions: Mapping[str, DecisionWords]
    cases: Mapping[str, tuple[Case, ...]]
    cards: tuple[Card, ...] = ()
    synonyms: tuple[SynonymGroup, ...] = ()
    questions: tuple[Question, ...] = ()
    missing: Missing = Missing()
    moments: Moments = Moments()
    roles: tuple[Role, ...] = ()

    def notes_of(self, clause_id: str) -> tuple[Note, ...]:
        return tuple(note for note in self.notes if note.clause == clause_id)

    @property
    def draft(self) -> bool:
        return self.control.status.state == "draft"

    @property
    def draft_words(self) -> str:
        """What every page, answer and sheet of a draft says; empty for any other edition."""
        return f"DRAFT {self.control.edition.removesuffix('-draft')}, not approved, not for use in practice" if self.draft else ""

    @property
    def in_force_from(self) -> date | None:
        """The first day the edition may be used: its month of issue, but not before it was approved."""
        if self.draft or not self.control.issued:
            return None
        first = date.fromisoformat(f"{self.control.issued}-01")
        approved = self.control.status.date
        return max(first, date.fromisoformat(approved)) if approved else first

    @property
    def lapsed_from(self) -> date | None:
        """The first day after the month in which the edition was due for review."""
        if not self.control.review_due:
            return None
        first = date.fromisoformat(f"{self.control.review_due}-01")
        return (first + timedelta(days=31)).replace(day=1)

    @property
    def last_dated(self) -> date | None:
        """The latest day that the edition's data tell of as past: an amendment, its approval, a number that was confirmed."""
        months = [entry.date for entry in (*self.control.amendments, *self.control.reviewers, *self.control.approvals)]
        days = [f"{month}-01" for month in months] + [confirmation.confirmed for confirmation in self.confirmations.values()]
        if self.control.status.date:
            days.append(self.control.status.date)
        return date.fromisoformat(max(days)) if days else None

    @property
    def overdue_since(self) -> date | None:
        """The first day without a review that was due, where the edition's own data are later than that; no clock is read."""
        lapsed, last = self.lapsed_from, self.last_dated
        return lapsed if lapsed and last and last >= lapsed else None

    def additions(self, calculator: str) -> Mapping[str, Addition]:
        return self.decisions[calculator].additions


def anchor_of(clause_id: str) -> str:
    """Return a clause's anchor: `clause-` and its id with dots as hyphens."""
    return "clause-" + clause_id.replace(".", "-")


def clause_label(clause_id: str) -> str:
    """Return how a clause is called in running text: "15.3b", "Appendix 6, 3.1", "section 10, contacts", "document control"."""
    if clause_id == "doc-control":
        return "document control"
    appendix = re.fullmatch(r"app(\d+)-(.+)", clause_id)
    if appendix:
        return f"Appendix {appendix[1]}, {appendix[2].replace('-', ' ')}"
    block = re.fullmatch(r"(\d+|doc-control)-(.+)", clause_id)
    if block:
        return f"{'document control' if block[1] == 'doc-control' else f'section {block[1]}'}, {block[2].replace('-', ' ')}"
    return clause_id


def clause_words(clause: FilledClause) -> str:
    """Return the whole text of a clause as plain words."""
    return " ".join(filter(None, (plain(clause.text), *map(_point_words, clause.points), plain(clause.then))))


def _point_words(point: FilledPoint) -> str:
    return " ".join((plain(point.text), *map(_point_words, point.points)))
