"""The shapes of the words in which a whole decision is told: as a table, as a diagram and as steps."""

from typing import Annotated

from pydantic import Field

from publishing.model import ClauseId, Layer, Shape, Words


class TogetherWords(Shape):
    """Words for several values of a fact at once, where that is shorter than naming each."""

    values: Annotated[tuple[Words, ...], Field(min_length=2)]
    words: Words


class FactWords(Shape):
    """A fact in the table of the whole decision. label: how a question about it begins; values: how it may end.

    layer, authority: as in a reason, for a fact that the clauses themselves do not ask about.
    """

    label: Words
    clauses: Annotated[tuple[ClauseId, ...], Field(min_length=1)]
    layer: Layer = "policy"
    authority: Words | None = None
    values: dict[str, Words]
    together: tuple[TogetherWords, ...] = ()


class TableWords(Shape):
    """What the table of a whole decision, its diagram and its steps say around a calculator's own words.

    listed, or_listed: between values of which one holds a comma. one_of: beside what holds in every case. beside: what
    stands beside a clause that does not say it alone.
    """

    outcome: Words
    or_: str = Field(alias="or")
    or_listed: str
    listed: str
    and_: str = Field(alias="and")
    yes: Words
    no: Words
    no_to_all: Words
    any_of: Words
    one_of: Words
    otherwise: Words
    always: Words
    if_yes: Words
    if_not: Words
    go_on: Words
    not_known: Words
    beside: dict[Layer, Words]
