"""The shapes of what stands beside the edition: notes, glossary, topics, forms, guides, and the calculators' words and cases."""

from typing import Annotated, Any, Literal

from pydantic import Field

from publishing.model import Addition, Basis, CalendarDay, ClauseId, Layer, Shape, Words

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
    """A fault of the edition, shown beside the text and never in it."""

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
    """Where a guide differs from a clause of the policy."""

    clause: ClauseId
    is_: Literal["stricter", "looser", "different", "agrees"] = Field(alias="is")
    text: Words


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


class Reading(Shape):
    id: Words
    text: Words
    because: Words
    clause: ClauseId


class Question(Shape):
    label: Words
    hint: str
    why: Words | None = None
    options: dict[str, Words] = {}
    entry: Words | None = None
    questions: dict[str, "Question"] = {}


class OutcomeWords(Shape):
    """What an outcome says. no: it ends a question with "no", and so names its ground."""

    title: Words
    no: bool = False
    headline: Words
    unsettled: Words
    note: Words


class ActionWords(Shape):
    text: Words
    headline: Words | None = None
    who: Words
    by: Words | None
    clauses: tuple[ClauseId, ...]
    layer: Layer
    authority: Words | None = None
    until_known: Words | None = None


class RecipientWords(Shape):
    label: Words
    contact: Words | None = None


class Counted(Shape):
    one: Words
    other: Words


class ReasonWords(Shape):
    test: Words
    clauses: tuple[ClauseId, ...]
    layer: Layer
    authority: Words | None = None
    found: dict[str, Words | Counted]


class UnknownWords(Shape):
    settles: Words
    until_then: Words


class CautionWords(Shape):
    kind: Literal["gap", "ambiguity", "not_in_force", "lapsed", "draft"] | None = None
    text: Words
    clauses: tuple[ClauseId, ...]


class DecisionWords(Shape):
    """`decisions/<calculator>.yml`: every word a calculator says, and what law or a reading adds to its numbers."""

    title: Words
    summary: Words
    clauses: tuple[ClauseId, ...]
    additions: dict[str, Addition] = {}
    readings: tuple[Reading, ...]
    questions: dict[str, Question]
    outcomes: dict[str, OutcomeWords]
    actions: dict[str, ActionWords]
    recipients: dict[str, RecipientWords]
    reasons: dict[str, ReasonWords]
    unknown: dict[str, UnknownWords]
    cautions: dict[str, CautionWords]
    nearest_change: dict[str, Words | Counted]


class SharedWords(Shape):
    """`decisions/shared.yml`: words that every calculator uses."""

    emergency: Words
    emergency_authority: Words
    emergency_number: Words
    not_settled: Words
    and_: str = Field(alias="and")
    months: Annotated[tuple[Words, ...], Field(min_length=12, max_length=12)]
    not_known: Words
    layers: dict[Layer, Words]
    cautions: dict[str, CautionWords]
    kinds: dict[str, Words]
    given: dict[str, Words]
    problems: dict[str, Words]
    form: dict[str, Words]


class Case(Shape):
    """A worked example: answers in, outcome out, and the clause that decides."""

    case: Words
    answers: dict[str, Any]
    outcome: Words
    possible: tuple[Words, ...] | None = None
    by_text_alone: Words | None = None
    actions: tuple[Words, ...]
    recipients: tuple[Words, ...] = ()
    cautions: tuple[Words, ...] = ()
    unknown: tuple[Words, ...] | None = None
    ignored: tuple[Words, ...] | None = None
    nearest_change: Words | None = None
    clause: ClauseId
