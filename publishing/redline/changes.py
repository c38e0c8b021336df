"""The stream: every change between two states of an edition, each with its kind, its reason and what it touches."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from publishing.edition import Policy
from publishing.model import Change as Reason
from publishing.redline.blocks import BlockRedline


class Kind(StrEnum):
    """What sort of change it is, in the order in which a reviewer wants to see them."""

    WEAKENED = "duty-weakened"
    STRENGTHENED = "duty-strengthened"
    THRESHOLD = "threshold-changed"
    BOUND = "bound-changed"
    REMOVED = "clause-removed"
    ADDED = "clause-added"
    CONTACT = "contact-changed"
    REFERENCE = "reference-changed"
    RENUMBERED = "clause-renumbered"
    MOVED = "moved"
    CONTROL = "control-changed"
    WORDING = "wording-only"
    WORDING_TOO = "wording-too"

    @property
    def words(self) -> str:
        """How a reader calls it."""
        return _WORDS[self]


_WORDS = {
    Kind.WEAKENED: "Duty weakened",
    Kind.STRENGTHENED: "Duty strengthened",
    Kind.THRESHOLD: "Period or threshold changed",
    Kind.BOUND: "Who is bound changed",
    Kind.REMOVED: "Clause removed",
    Kind.ADDED: "Clause added",
    Kind.CONTACT: "Contact changed",
    Kind.REFERENCE: "Reference changed",
    Kind.RENUMBERED: "Clause renumbered",
    Kind.MOVED: "Moved",
    Kind.CONTROL: "Document control changed",
    Kind.WORDING: "Wording only",
    Kind.WORDING_TOO: "Wording, beside another change",
}
WORDING = (Kind.WORDING, Kind.WORDING_TOO)


@dataclass(frozen=True)
class Side:
    """One side of a redline. label: what a reader knows it by; calculators: clause id -> the calculators that rest on it."""

    label: str
    policy: Policy
    calculators: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Found:
    """A difference as a comparer finds it: its kind, the clause on each side, what of it differs, before and after.

    subject: of what in the clause it is (a parameter, a contact, a list of roles, …). was, now: in words.
    """

    kind: Kind
    was_id: str | None
    now_id: str | None
    subject: str | None = None
    was: str | None = None
    now: str | None = None


@dataclass(frozen=True)
class Change(Found):
    """A change with what a reviewer needs beside it.

    reason: why, authority and confidence as the new edition tells them. cited_by: the clauses that cite what changed.
    contacts, calculators: the ids of those that it concerns.
    """

    reason: Reason | None = None
    cited_by: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    calculators: tuple[str, ...] = ()

    @property
    def clause_id(self) -> str | None:
        """The clause by its id of today, or the one it had."""
        return self.now_id or self.was_id


@dataclass(frozen=True)
class ClauseRedline:
    """A clause on both sides (one of them where it came or went), its blocks and its changes."""

    was_id: str | None
    now_id: str | None
    blocks: tuple[BlockRedline, ...]
    changes: tuple[Change, ...]

    @property
    def id(self) -> str:
        """Its id of today, or the one it had."""
        return self.now_id or self.was_id or ""

    @property
    def differs(self) -> bool:
        return bool(self.changes) or any(block.differs for block in self.blocks)


@dataclass(frozen=True)
class PartRedline:
    """A section, an appendix or the document control: its clauses in reading order, those that went at their old place.

    was, now: its title on each side, None where it did not or does not exist.
    """

    id: str
    label: str
    was: str | None
    now: str | None
    clauses: tuple[ClauseRedline, ...]

    @property
    def mark(self) -> str:
        """What became of it: added, removed, changed or unchanged."""
        if self.was is None:
            return "added"
        if self.now is None:
            return "removed"
        return "changed" if self.was != self.now or any(clause.differs for clause in self.clauses) else "unchanged"


@dataclass(frozen=True)
class Redline:
    """Everything that differs between two states. changes: the stream, by kind and then in reading order."""

    was: Side
    now: Side
    changes: tuple[Change, ...]
    parts: tuple[PartRedline, ...]
