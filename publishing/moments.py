"""The shapes of `companion/moments.yml`: what brings readers here, in their words, and where each moment leads."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from publishing.model import ClauseId, Shape, Words

Id = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]


class Target(Shape):
    """Where a moment leads: one of these. page: the path of a page below the edition's folder."""

    clause: ClauseId | None = None
    calculator: Words | None = None
    contact: Words | None = None
    card: Words | None = None
    guide: Words | None = None
    page: Words | None = None

    @model_validator(mode="after")
    def _one_place(self) -> "Target":
        if len(self.model_fields_set) != 1:
            wrong = "a target is one place; give one of {kinds}"
            raise PydanticCustomError("target", wrong, {"kinds": ", ".join(type(self).model_fields)})  # type: ignore[arg-type]
        return self

    @property
    def kind(self) -> str:
        """The kind of place."""
        return next(iter(self.model_fields_set))

    @property
    def name(self) -> str:
        """The id or the path of the place."""
        return str(getattr(self, self.kind))


class Told(Shape):
    """Something with a warning. but: what the policy leaves open here or gets wrong, in short; notes: the notes that this rests on."""

    but: Words | None = None
    notes: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _rests_on_a_note(self) -> "Told":
        if bool(self.but) != bool(self.notes):
            wrong = "a warning and the notes it rests on stand together; give both `but` and `notes`, or neither"
            raise PydanticCustomError("but", wrong, {})  # type: ignore[arg-type]
        return self


class Moment(Told):
    """A moment. words: as the reader would say it; waits: one line of what waits there.

    emergency, contacts: the emergency number, and contacts, that stand with it on the start page.
    """

    id: Id
    words: Words
    waits: Words
    target: Target
    emergency: bool = False
    contacts: tuple[Words, ...] = ()


class MomentGroup(Shape):
    title: Words
    moments: Annotated[tuple[Moment, ...], Field(min_length=1)]


class Moments(Shape):
    """The moments of the start page, in groups; the first group is what cannot wait."""

    groups: tuple[MomentGroup, ...] = ()

    @property
    def by_id(self) -> dict[str, Moment]:
        """Every moment by its id."""
        return {moment.id: moment for group in self.groups for moment in group.moments}
