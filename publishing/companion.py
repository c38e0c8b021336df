"""The shapes of what stands beside the edition: confirmations, notes, glossary, topics, forms and guides."""

from typing import Annotated, Literal

from pydantic import Field

from publishing.model import Basis, CalendarDay, ClauseId, Shape, Words

NoteKind = Literal[
    "duplicate-number",
    "missing-number",
    "wrong-reference",
    "dead-link",
    "lost-content",
    "law-overtaken",
    "drafting",
    "role-name",
    "gap",
]


class Confirmation(Shape):
    contact: Words
    confirmed: CalendarDay
    where: Words
    hours: Words | None = None
    how: Words | None = None


class Note(Shape):
    """A fault of the edition, shown beside the text and never in it. id: by which a moment or a role rests a warning on it."""

    id: Words | None = None
    clause: ClauseId
    kind: NoteKind
    text: Words
    basis: Basis | None = None


class GlossaryEntry(Shape):
    """An abbreviation, a role or a term: what it stands for, what it means in plain words, other names for the same.

    everywhere: so common that the text does not explain it at each clause.
    """

    term: Words
    kind: Literal["abbreviation", "role", "term"]
    stands_for: Words | None = None
    meaning: Words
    also: tuple[Words, ...] = ()
    basis: Basis | None = None
    everywhere: bool = False


class Topic(Shape):
    """An entry of the A to Z: the clauses that hold it, and related topics."""

    topic: Words
    clauses: tuple[ClauseId, ...]
    see: tuple[Words, ...] = ()

    @property
    def letter(self) -> str:
        """The letter under which the topic stands."""
        return self.topic[0].upper()


class FormField(Shape):
    label: Words
    lines: Annotated[int, Field(gt=0)]


class PaperForm(Shape):
    """A form of the edition as a page to fill in and print."""

    id: Words
    clause: ClauseId
    title: Words
    about: Words
    fields: tuple[FormField, ...]
    signatures: tuple[Words, ...]
    signatures_clause: ClauseId
    keep: Words


class GuideBlock(Shape):
    heading: Words
    text: Words | None = None
    points: tuple[Words, ...] = ()


class Comparison(Shape):
    """Where a guide differs from a clause of the policy. brief: what a card has room for, where that is less than the text."""

    clause: ClauseId
    is_: Literal["stricter", "looser", "different", "agrees"] = Field(alias="is")
    text: Words
    brief: Words | None = None


class Guide(Shape):
    """A short guide from elsewhere that stands beside the policy and is no part of it."""

    id: Words
    title: Words
    origin: Words
    date: Words
    summary: Words
    not_policy: Words
    blocks: tuple[GuideBlock, ...]
    compared: tuple[Comparison, ...]
    faults: tuple[Words, ...] = ()
