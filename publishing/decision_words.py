"""The shapes of the calculators' words and of their worked cases."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from publishing.model import Addition, ClauseId, Layer, Shape, Words
from publishing.result_words import Reading, RecordWords, ReferralTimes
from publishing.table_words import FactWords, TableWords


class Question(Shape):
    """A question of a form. entry, rows, questions: for a list, what an entry is called, how many stand there at first, its parts."""

    label: Words
    hint: str
    why: Words | None = None
    options: dict[str, Words] = {}
    entry: Words | None = None
    rows: Annotated[int, Field(gt=0)] = 1
    questions: dict[str, "Question"] = {}


class Version(Shape):
    """What one clause prints of something that stands twice in the edition."""

    clause: ClauseId
    text: Words


class OutcomeWords(Shape):
    """What an outcome says. no: it ends a question with "no", and so names its ground. versions: as the edition prints it, twice.

    nobody: the headline where nobody is left to tell.
    """

    title: Words
    no: bool = False
    headline: Words
    unsettled: Words
    nobody: Words | None = None
    note: Words
    versions: tuple[Version, ...] = ()


class ActionWords(Shape):
    """What somebody does. refers: it says to refer, so the times that follow a referral by telephone are offered with it.

    brief: what a card has room for, who does what until when, where that is less than the text, `who` and `by`.
    off_card: when it is due, in a few words, where it is left off the card, which names it so.
    finds_out: the questions that it asks somebody to find the answer to; it does not wait for them.
    """

    text: Words
    brief: Words | None = None
    off_card: Words | None = None
    headline: Words | None = None
    who: Words
    by: Words | None
    clauses: tuple[ClauseId, ...]
    layer: Layer
    authority: Words | None = None
    until_known: Words | None = None
    refers: bool = False
    finds_out: tuple[Words, ...] = ()


class RecipientWords(Shape):
    """Someone who is told. until_known: who is told in their place until enough is known of the person it is about.

    off_card: when they are told, in a few words, where they are left off the card, which names it so.
    """

    label: Words
    off_card: Words | None = None
    contact: Words | None = None
    until_known: Words | None = None


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
    """A caution. shown_if_possible: true of the text itself, so shown though it is open whether it bears on this case."""

    kind: Literal["gap", "ambiguity", "not_in_force", "lapsed", "draft"] | None = None
    text: Words
    clauses: tuple[ClauseId, ...]
    shown_if_possible: bool = False


class PartWords(Shape):
    """What a calculator says of each entry of a list, such as each child of a household.

    told: the heading above the entries in an answer; heading: of its own table.
    """

    told: Words
    heading: Words | None = None
    facts: dict[str, FactWords] = {}
    outcomes: dict[str, OutcomeWords]
    actions: dict[str, ActionWords]
    recipients: dict[str, RecipientWords]
    reasons: dict[str, ReasonWords]
    unknown: dict[str, UnknownWords]
    cautions: dict[str, CautionWords]
    nearest_change: dict[str, Words | Counted]
    covers: dict[str, tuple[Words, ...]] = {}


class Spellings(Shape):
    """The ways in which a value may be written."""

    values: Annotated[tuple[Words, ...], Field(min_length=1)]


class ScreenColumn(Spellings):
    """A column of a file of many: how messages call it, what it is for, and the names it may have."""

    label: Words
    about: Words


class ScreenGroup(Shape):
    title: Words
    note: Words


class ScreenWords(Shape):
    """What a calculator says of a file of many. columns, values: how columns and values may be written; page: the page's own words."""

    title: Words
    about: Words
    privacy: Words
    key: Words
    format: Words
    first_rows: Annotated[int, Field(gt=0)]
    place: Words
    about_result: Words
    columns: dict[str, ScreenColumn]
    values: dict[str, dict[str, Spellings]]
    not_known: Spellings
    page: dict[str, Words]
    groups: dict[str, ScreenGroup]
    table: dict[str, Words]
    counts: dict[str, Counted]
    no_service_column: Words
    problems: dict[str, Words]
    unusable: dict[str, Words]


class DecisionWords(Shape):
    """`decisions/<calculator>.yml`: every word a calculator says, and what law or a reading adds to its numbers.

    covers: the actions and people that an action stands for while it is not known which is due. each: list answer ->
    what is said of an entry. facts: argument of the rule -> its words in the table of the whole decision; heading: of
    that table, beside others.
    """

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
    covers: dict[str, tuple[Words, ...]] = {}
    each: dict[str, PartWords] = {}
    heading: Words | None = None
    facts: dict[str, FactWords] = {}
    screen: ScreenWords | None = None

    @model_validator(mode="after")
    def _what_is_found_out_is_asked(self) -> "DecisionWords":
        asked = {*self.questions, *(name for question in self.questions.values() for name in question.questions)}
        for words in (self, *self.each.values()):
            for action, entry in words.actions.items():
                for name in entry.finds_out:
                    if name not in asked:
                        said = {"action": action, "name": name, "asked": ", ".join(sorted(asked))}
                        raise PydanticCustomError("finds_out", "{action} finds out {name}, which is no question; take one of {asked}", said)
        return self


class NumbersWords(Shape):
    """What stands beside the telephone numbers. emergency: when that number is rung; short: what a number of three digits is for."""

    emergency: Words
    short: Words | None = None
    if_one_fails: Words | None = None


class SharedWords(Shape):
    """`decisions/shared.yml`: words that every calculator uses, and those of the site that are this policy's own."""

    emergency: Words
    emergency_authority: Words
    emergency_number: Words
    numbers: NumbersWords
    search_examples: Words
    not_settled: Words
    and_: str = Field(alias="and")
    months: Annotated[tuple[Words, ...], Field(min_length=12, max_length=12)]
    not_known: Words
    layers: dict[Layer, Words]
    cautions: dict[str, CautionWords]
    kinds: dict[str, Words]
    given: dict[str, Words]
    oldest_age: Annotated[int, Field(gt=0)]
    problems: dict[str, Words]
    form: dict[str, Words]
    table: TableWords
    referral_times: ReferralTimes | None = None
    record: RecordWords


class ChildCase(Shape):
    """What a worked example says of one child of a household."""

    recipients: tuple[Words, ...] = ()
    cautions: tuple[Words, ...] = ()


class Case(Shape):
    """A worked example: answers in, outcome out, and the clause that decides. children: of each child, where there are any."""

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
    children: tuple[ChildCase, ...] | None = None
    clause: ClauseId
