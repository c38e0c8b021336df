"""The shapes of `companion/cards.yml`: what to do in one situation, on one sheet of paper."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from publishing.model import ClauseId, Layer, Shape, Words


class Step(Shape):
    """One step. by: until when; contacts: whom to ring, in this order; emergency: the emergency number comes first."""

    heading: Words
    by: Words | None = None
    text: Words
    contacts: tuple[Words, ...] = ()
    emergency: bool = False
    clauses: tuple[ClauseId, ...]
    layer: Layer
    authority: Words | None = None

    @model_validator(mode="after")
    def _stands_on_something(self) -> "Step":
        if self.layer == "policy" and not self.clauses:
            raise PydanticCustomError("clauses", "a step of the policy names no clause; give `clauses`, or another `layer`", {})
        if self.layer != "policy" and not self.authority:
            raise PydanticCustomError("authority", "a step that is not the policy's says why it stands here; give `authority`", {})
        return self


class Card(Shape):
    """A card: its steps in the order in which a reader takes them."""

    id: Words
    title: Words
    about: Words
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Cards(Shape):
    cards: tuple[Card, ...] = ()
