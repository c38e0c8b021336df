"""The shapes of the edition's own files. Pydantic stands at this boundary only; everything behind it may trust the model."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

Duty = Literal["must", "should", "may"]
Layer = Literal["policy", "law", "safety", "reading"]
Basis = Literal["checked", "general knowledge", "not sure"]
Confidence = Literal["H", "M", "L"]


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


def _mail_address(text: str) -> str:
    if not re.fullmatch(r"[\w.!#$&'*+/=^`{|}~-]+@[\w-]+(\.[\w-]+)+", text, re.ASCII):
        raise PydanticCustomError("mail", "{found} is not a mail address; write one as in policy@trust.example", {"found": text})
    return text


MailAddress = Annotated[str, AfterValidator(_mail_address)]
WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s/?#]+(/[^\s?#]*)?$")]
ClauseId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
Words = Annotated[str, Field(min_length=1)]


class Shape(BaseModel):
    """A part of a file. Unknown keys are faults that name the keys there are."""

    model_config = ConfigDict(frozen=True, strict=True, populate_by_name=True, extra="forbid")

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


class Change(Shape):
    """Why a clause is not as in the edition before, and what that rests on.

    confidence: H, checked or settled law; M, sound, but one source or a local fact to confirm; L, not sure, the owner decides.
    """

    why: Words
    authority: Words
    confidence: Confidence


class RemovedClause(Change):
    """A clause of the edition before that is gone, under the id that it had and that no other clause may have.

    see: the clauses of this edition that say it now.
    """

    id: ClauseId
    see: tuple[ClauseId, ...] = ()


class Clause(Shape):
    """One clause as restated. duty: the strongest force in it; also: duties of other forces. unused: a number that the source skips.

    source: where it stands in the document it restates; a clause that is new has none. change: only where the edition is
    based on another, for a clause that is new or is not as it was there. until_approved: it stands only in a draft; when the
    draft is approved it goes, and what is noted at it is then noted at the clause that this names.
    """

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
    change: Change | None = None
    until_approved: ClauseId | None = None

    @model_validator(mode="after")
    def _duty_and_bound_stand_together(self) -> "Clause":
        if bool(self.binds) != bool(self.duty):
            raise PydanticCustomError("duty", "a duty and whom it binds stand together; give both `binds` and `duty`, or neither", {})
        return self


class Section(Shape):
    section: Words
    title: Words
    clauses: tuple[Clause, ...]
    removed: tuple[RemovedClause, ...] = ()


class Appendix(Shape):
    appendix: Words
    title: Words
    clauses: tuple[Clause, ...]
    removed: tuple[RemovedClause, ...] = ()


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
    """`edition.yml`: what the edition is, who approved it, when it lapses, and the roles its clauses may bind.

    based_on: the edition that it was made from; its clauses then tell what is changed against that one, and why.
    """

    edition: Words
    based_on: Words | None = None
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
    removed: tuple[RemovedClause, ...] = ()


class Library(Shape):
    """`library.yml`. public_address: where readers find the site; report_mailbox: who receives reports of a problem with a clause."""

    title: Words
    current: Words
    editions: tuple[Words, ...]
    public_address: WebAddress | None = None
    report_mailbox: MailAddress | None = None
