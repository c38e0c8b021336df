"""The shapes of the linter's own two files, `companion/accepted.yml` and `companion/superseded.yml`."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from publishing.model import Basis, ClauseId, Shape, Words


class Acceptance(Shape):
    """A finding that may stand, and why.

    clause: a clause's id or a list of them. place: the name a finding gives its place; a section, a whole calculator or
    `edition` covers what lies in it, but only what the acceptance is `about`.
    """

    code: Annotated[str, Field(pattern=r"^L\d{3}$")]
    clause: ClauseId | tuple[ClauseId, ...] | None = None
    place: Words | None = None
    about: Words | None = None
    reason: Words

    @model_validator(mode="after")
    def _one_place(self) -> "Acceptance":
        if (self.clause is None) == (self.place is None):
            raise PydanticCustomError("place", "an acceptance stands at a clause or at a place; give `clause` or `place`, not both", {})
        return self

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses it is for."""
        return (self.clause,) if isinstance(self.clause, str) else self.clause or ()


class Author(Shape):
    """A person whose published work the text names."""

    name: Words
    reason: Words


class Accepted(Shape):
    """`companion/accepted.yml`."""

    authors: tuple[Author, ...] = ()
    findings: tuple[Acceptance, ...] = ()


class Superseded(Shape):
    """A law, guidance, body or procedure that has been overtaken, when, and by what.

    name: as the text writes it; a year at its end may stand apart from the title. also: other ways to write it.
    since: from when `now` holds: a year, a month or a day, or `not known`.
    """

    name: Words
    also: tuple[Words, ...] = ()
    since: Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}){0,2}|not known)$")]
    now: Words
    basis: Basis
