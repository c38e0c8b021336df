"""Named facts, each with a small finite domain, and the whole decision over them as one shared diagram.

A fact that is not known is the set of values it may still have. The diagram holds the outcome of every combination
of facts, equal branches shared, so that "which outcomes do these sets still allow?" is answered by walking a few nodes
instead of running the decision on each combination.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from typing import Any

from calculators.core.outcome import Outcome

Value = tuple[Any, ...]
Known = Mapping[str, frozenset[Value]]
# Walks whose result is kept, the least used let go first. An answer with its interview asks for some hundred of them, most
# of them again and again; one that has been let go is walked anew, so this is speed and memory alone.
_KEPT = 4096


@dataclass(frozen=True)
class Fact:
    """One fact: `arguments` are the arguments of `decide` that it gives, `reads` the answers it is derived from.

    Facts that read the same answer are one fact with several arguments, or impossible combinations would count; that
    is why a value is a tuple, one item an argument. `derive(answers, edition)` returns the values still possible.
    not_known: further values of the domain, for a decision that says of itself what to do while the fact is not known;
    `derive` then returns one or more of them beside the values that are possible, and they alone are acted on; unless
    one of `not_covered` is possible too: what is done while the fact is not known does not stand for these.
    """

    arguments: tuple[str, ...]
    domain: tuple[Value, ...]
    reads: tuple[str, ...]
    derive: Callable[[Any, Any], frozenset[Value]]
    not_known: frozenset[Value] = frozenset()
    not_covered: frozenset[Value] = frozenset()

    @property
    def name(self) -> str:
        return self.arguments[0]

    def acted_on(self, values: frozenset[Value]) -> frozenset[Value]:
        """Return which of the possible values are acted on until more is known."""
        return values if values & self.not_covered else values & self.not_known or values


def combine(*domains: Any) -> tuple[Value, ...]:
    """Return every combination of the given domains as values of one fact."""
    return tuple(product(*domains))


@dataclass(frozen=True)
class Diagram:
    """The whole of a decision: `facts` in order, and a root whose branches end in outcomes.

    A node is a tuple of children, one a value of its fact's domain; a leaf is an `Outcome`. Equal nodes are one object.
    """

    facts: tuple[Fact, ...]
    root: Any
    states: int

    @classmethod
    def of(cls, facts: tuple[Fact, ...], decide: Callable[..., Outcome]) -> "Diagram":
        """Visit every combination of the facts once. An exception, or anything but one `Outcome`, is a fault of `decide`."""
        shared: dict[Any, Any] = {}
        visited = 0

        def grow(depth: int, arguments: dict[str, Any]) -> Any:
            nonlocal visited
            if depth == len(facts):
                visited += 1
                outcome = decide(**arguments)
                if not isinstance(outcome, Outcome):
                    raise TypeError(f"{decide.__module__} gives no outcome for {arguments}")
                return shared.setdefault(outcome, outcome)
            fact = facts[depth]
            node = tuple(grow(depth + 1, arguments | dict(zip(fact.arguments, value, strict=True))) for value in fact.domain)
            return shared.setdefault((depth, *map(id, node)), node)

        return cls(facts, grow(0, {}), visited)

    def allowed(self, known: Known) -> frozenset[Outcome]:
        """Return the outcomes that the still possible values (fact name -> values) allow."""
        return self._kept(*[known[name] for name in self._names])

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(fact.name for fact in self.facts)

    @cached_property
    def _kept(self) -> Callable[..., frozenset[Outcome]]:
        """The walk, which keeps what it found: one answer asks for the same again and again."""
        return lru_cache(maxsize=_KEPT)(self._walk)

    @cached_property
    def _places(self) -> tuple[Mapping[Value, int], ...]:
        return tuple({value: place for place, value in enumerate(fact.domain)} for fact in self.facts)

    def _walk(self, *known: frozenset[Value]) -> frozenset[Outcome]:
        level = {id(self.root): self.root}
        for places, values in zip(self._places, known, strict=True):
            positions = [places[value] for value in values if value in places]
            level = {id(child): child for node in level.values() for child in [node[place] for place in positions]}
        return frozenset(level.values())

    def acting(self, known: Known) -> frozenset[Outcome]:
        """Return the outcomes to act on until more is known."""
        return self.allowed({fact.name: fact.acted_on(known[fact.name]) for fact in self.facts})

    @cached_property
    def outcomes(self) -> frozenset[Outcome]:
        """Every outcome that some state reaches."""
        return self.allowed(self.everything)

    @cached_property
    def everything(self) -> Known:
        """What is possible when nothing is known."""
        return {fact.name: frozenset(fact.domain) for fact in self.facts}

    def _wholes(self, known: Known) -> frozenset[Any]:
        return frozenset(outcome.whole for outcome in self.allowed(known))

    def _differs(self, fact: Fact, values: frozenset[Value], known: Known, target: frozenset[Any]) -> bool:
        """Say whether one of `values` of a fact would leave other outcomes than `target`."""
        return any(self._wholes({**known, fact.name: frozenset({value})}) != target for value in values)

    def deciding(self, known: Known) -> tuple[str, ...]:
        """Return the facts, by name and in order, whose other values would change what is possible.

        A fact that makes no difference is let go before the next is tried, the last first, so that where two
        exclusions hold the one checked first is kept.
        """
        target, kept, names = self._wholes(known), dict(known), []
        for fact in reversed(self.facts):
            if self._differs(fact, frozenset(fact.domain), kept, target):
                names.append(fact.name)
            else:
                kept[fact.name] = frozenset(fact.domain)
        return tuple(reversed(names))

    def open_facts(self, known: Known) -> tuple[str, ...]:
        """Return the facts, by name, that are not known and of which some value would leave fewer outcomes."""
        target = self._wholes(known)
        return tuple(fact.name for fact in self.facts if len(known[fact.name]) > 1 and self._differs(fact, known[fact.name], known, target))

    def known_states(self) -> Iterator[tuple[Known, Outcome]]:
        """Yield every combination of the facts with its outcome."""
        for values in product(*(fact.domain for fact in self.facts)):
            known = {fact.name: frozenset({value}) for fact, value in zip(self.facts, values, strict=True)}
            node = self.root
            for fact, value in zip(self.facts, values, strict=True):
                node = node[fact.domain.index(value)]
            yield known, node
