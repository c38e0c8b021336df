"""The shapes of the words that stand beside every result: the times that follow a referral, and the record."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from publishing.model import Addition, ClauseId, Layer, Shape, Words

Year = Annotated[int, Field(ge=1971, le=2100)]


class Reading(Shape):
    id: Words
    text: Words
    because: Words
    clause: ClauseId


class YearsCovered(Shape):
    """The years, both included, whose bank holidays are handed over with the rules."""

    first_year: Year
    last_year: Year

    @model_validator(mode="after")
    def _in_order(self) -> "YearsCovered":
        if self.last_year < self.first_year:
            raise PydanticCustomError("years", "the last year lies before the first; give the earlier year first", {})
        return self


class TimeWords(Shape):
    """One of the times, or a note beside them: {when} is filled in."""

    label: Words | None = None
    text: Words
    clauses: tuple[ClauseId, ...]
    layer: Layer
    authority: Words | None = None


class TimesForm(Shape):
    title: Words
    about: Words
    call: Words
    hint: Words
    time: Words
    submit: Words
    incomplete: Words
    heading: Words


class ReferralTimes(Shape):
    """Words for the times that follow a referral by telephone, and the numbers that law or a reading adds to them."""

    additions: dict[str, Addition]
    bank_holidays: YearsCovered
    weekdays: Annotated[tuple[Words, ...], Field(min_length=7, max_length=7)]
    moment: Words
    called: Words
    passed: Words
    written_by: TimeWords
    ask_from: TimeWords
    chase_by: TimeWords
    notes: dict[str, TimeWords]
    form: TimesForm
    readings: tuple[Reading, ...]

    @property
    def cited(self) -> set[str]:
        """The clauses that the times and the notes name."""
        entries = (self.written_by, self.ask_from, self.chase_by, *self.notes.values())
        return {clause for entry in entries for clause in entry.clauses}


class RecordWords(Shape):
    """Words of the record of an answer, to copy or to print."""

    title: Words
    about: Words
    copy_: Words = Field(alias="copy")
    print_: Words = Field(alias="print")
    copied: Words
    copy_by_hand: Words
    copy_label: Words
    heading: Words
    uncontrolled: Words
    policy: Words
    edition: Words
    hash: Words
    tool_hash: Words
    day: Words
    number: Words
    outcome: Words
    decides: Words
    by_text_alone: Words
    actions: Words
    who: Words
    by: Words
    depends_on: Words
    from_: Words = Field(alias="from")
    done_by: Words
    recipients: Words
    told_by: Words
    on: Words
    at: Words
    times: Words
    unknown: Words
    settles: Words
    until_then: Words
    reasons: Words
    found: Words
    test: Words
    met: dict[Words, Words]
    answers: Words
    open: Words
    not_answered: Words
    not_known: Words
    none: Words
    warnings: Words
    cautions: Words
    ignored: Words
    nearest_change: Words
    judgement: Words
