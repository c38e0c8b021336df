"""The shapes of `companion/roles.yml`: who reads the policy, and which words of `binds` mean them."""

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from publishing.model import ClauseId, Shape, Words
from publishing.moments import Id, Told

TIERS = ("you", "organisation", "everyone")


class Role(Told):
    """A reader. you, organisation, everyone: the words of `binds` that mean the reader, the reader's employer, and all alike.

    first: the clauses to read first, of those that bind; topics: of the A to Z, whose other clauses are read as well.
    contacts, calculators, moments: what the reader needs, in this order.
    """

    id: Id
    title: Words
    about: Words
    you: tuple[Words, ...] = ()
    organisation: tuple[Words, ...] = ()
    everyone: tuple[Words, ...] = ()
    first: tuple[ClauseId, ...] = ()
    topics: tuple[Words, ...] = ()
    contacts: tuple[Words, ...] = ()
    calculators: tuple[Words, ...] = ()
    moments: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _means_somebody(self) -> "Role":
        if not self.words:
            wrong = "no word of `binds` means this role; give `you`, `organisation` or `everyone`"
            raise PydanticCustomError("role", wrong, {})  # type: ignore[arg-type]
        return self

    @property
    def words(self) -> dict[str, str]:
        """Each word of `binds` that means the role, with how: you, organisation or everyone."""
        return {word: tier for tier in reversed(TIERS) for word in getattr(self, tier)}


class Roles(Shape):
    """Every role, in the order in which they are listed; none where an edition has no role pages."""

    roles: tuple[Role, ...] = ()
