"""The shapes of the author's files. Pydantic stands at this boundary only; everything behind it may trust the model."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

Duty = Literal["must", "should", "may"]
Layer = Literal["policy", "law", "safety", "reading"]
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
Basis = Literal["checked", "general knowledge", "not sure"]


def _real_month(text: str) -> str:
    try:
        date.fromisoformat(f"{text}-01")
    except ValueError:
        raise PydanticCustomError("month", "{found} is not a month; write year and month as in 2018-01", {"found": text}) from None
    return text


def _real_day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("day", "{found} is not a day; write it as in 2018-01-16", {"found": text}) from None
    return text


Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$"), AfterValidator(_real_month)]
CalendarDay = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_real_day)]
ClauseId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
Words = Annotated[str, Field(min_length=1)]


class Shape(BaseModel):
    """A part of a file. Unknown keys are faults that name the keys there are."""

    model_config = ConfigDict(frozen=True, strict=True, populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _no_unknown_key(cls, data: Any) -> Any:
        if isinstance(data, dict):
            known = {field.alias or name for name, field in cls.model_fields.items()}
            for key in data:
                if key not in known:
                    raise PydanticCustomError(
                        "unknown_key", 'unknown key "{key}"; the keys here are {known}', {"key": key, "known": ", ".join(sorted(known))}
                    )
        return data


class Source(Shape):
    document: Words | None = None
    clause: Words


class Link(Shape):
    """An address of 2018, kept as evidence and never the only way to act."""

    address: Words
    what: Words


class Point(Shape):
    text: Words
    points: tuple["Point | Words", ...] = ()


class FurtherDuty(Shape):
    """A duty of another force in the same clause, and whom it binds."""

    duty: Duty
    binds: Annotated[tuple[Words, ...], Field(min_length=1)]


class Clause(Shape):
    """One clause as restated. duty: the strongest force in it; also: duties of other forces. unused: a number that the source skips."""

    id: ClauseId
    heading: Words | None = None
    text: Words
    points: tuple[Point | Words, ...] = ()
    then: Words | None = None
    binds: tuple[Words, ...] = ()
    duty: Duty | None = None
    also: tuple[FurtherDuty, ...] = ()
    source: Source | None = None
    links: tuple[Link, ...] = ()
    unused: bool = False

    @model_validator(mode="after")
    def _duty_and_bound_stand_together(self) -> "Clause":
        if bool(self.binds) != bool(self.duty):
            raise PydanticCustomError("duty", "a duty and whom it binds stand together; give both `binds` and `duty`, or neither", {})
        return self


class Section(Shape):
    section: Words
    title: Words
    clauses: tuple[Clause, ...]


class Appendix(Shape):
    appendix: Words
    title: Words
    clauses: tuple[Clause, ...]


class Contact(Shape):
    id: Words
    organisation: Words
    printed_as: Words | None = None
    role: Words
    number: Annotated[str, Field(pattern=r"^[0-9 ]+$")]
    hours: Words | None = None
    how: Words | None = None
    clause: ClauseId


class Contacts(Shape):
    as_printed: Month
    contacts: tuple[Contact, ...]


class Confirmation(Shape):
    contact: Words
    confirmed: CalendarDay
    where: Words
    hours: Words | None = None
    how: Words | None = None


class Within(Shape):
    months: Annotated[int, Field(gt=0)]


class Parameter(Shape):
    """A number with its comparison word, a list of values, or a band, each with the words the text uses."""

    value: Annotated[int, Field(ge=0)] | None = None
    values: tuple[Words, ...] = ()
    lowest: Annotated[int, Field(ge=0)] | None = None
    highest: Annotated[int, Field(ge=0)] | None = None
    unit: Words | None = None
    compare: Literal["at least", "more than", "under", "at most"] | None = None
    within: Within | None = None
    words: Words
    clause: ClauseId

    @model_validator(mode="after")
    def _one_kind(self) -> "Parameter":
        return _one_kind(self)


class Addition(Shape):
    """A number or list that the rule uses beside the edition's own: from law, safety or a reading, with its authority."""

    value: Annotated[int, Field(ge=0)] | None = None
    values: tuple[Words, ...] = ()
    lowest: None = None
    highest: None = None
    unit: Words | None = None
    compare: Literal["at least", "more than", "under", "at most"] | None = None
    within: Within | None = None
    words: Words
    layer: Layer
    authority: Words

    @model_validator(mode="after")
    def _one_kind(self) -> "Addition":
        return _one_kind(self)


def _one_kind(parameter: Any) -> Any:
    number = parameter.value is not None and parameter.compare is not None and parameter.unit is not None
    band = parameter.lowest is not None and parameter.highest is not None and parameter.unit is not None
    if [number, bool(parameter.values), band].count(True) != 1:
        raise PydanticCustomError(
            "parameter",
            "neither a number, a list nor a band; give `value`, `unit` and `compare`, or `values`, or `lowest`, `highest` and `unit`",
            {},
        )
    return parameter


class Restates(Shape):
    document: Words
    wording: Literal["restated", "approved"]


class Status(Shape):
    state: Literal["approved", "draft"]
    by: Words | None = None
    date: CalendarDay | None = None


class Amendment(Shape):
    version: Words
    date: Month
    change: Words


class Reviewer(Shape):
    role: Words
    date: Month
    version: Words


class Approval(Shape):
    by: Words
    date: Month
    version: Words


class DocumentControl(Shape):
    """`edition.yml`: what the edition is, who approved it, when it lapses, and the roles its clauses may bind."""

    edition: Words
    title: Words
    reference: Words
    restates: Restates | None = None
    complete: bool
    owner: Words
    status: Status
    issued: Month | None = None
    review_due: Month | None = None
    amendments: tuple[Amendment, ...]
    reviewers: tuple[Reviewer, ...]
    approvals: tuple[Approval, ...]
    roles: tuple[Words, ...]
    clauses: tuple[Clause, ...]


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
    title: Words
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


class Library(Shape):
    title: Words
    current: Words
    editions: tuple[Words, ...]
    public_address: Words | None = None
    report_mailbox: Words | None = None
