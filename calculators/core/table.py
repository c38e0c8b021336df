"""The whole of a small decision as a short table, made from its states alone.

Two halves. `rules` is read from the top: the first row that fits gives the outcome its name. `duties` says of each
action, recipient and caution when it is due. Nothing in either can be left out without another answer in some state.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from calculators.core.answers import AS_OF, UNKNOWN, Choice
from calculators.core.cubes import State, States
from calculators.core.decision import Decision, Part
from calculators.core.due import Alternatives, shortest_alternatives
from calculators.core.edition import Edition
from calculators.core.facts import Fact, Value
from calculators.core.first_match import Rows, first_match
from calculators.core.outcome import Outcome
from calculators.core.proof import DAYS_OF_DECISION

OUTCOME = "outcome"
KINDS = ("actions", "recipients", "cautions")
LEFT_OUT = None
Reachable = Mapping[str, frozenset[Value]]
Says = tuple[str | None, frozenset[str], frozenset[str], frozenset[str]]


@dataclass(frozen=True)
class Due:
    """When an action, a recipient or a caution (kind: one of KINDS) is due: when all conditions of one alternative hold.

    A condition may be on OUTCOME, the name that the rules give, where every state has one. An alternative without
    conditions: always.
    """

    kind: str
    id: str
    alternatives: Alternatives


@dataclass(frozen=True)
class Table:
    """A whole part. rules, duties: see the module. Rules of a part without names are one row without a name."""

    rules: Rows
    duties: tuple[Due, ...]

    @classmethod
    def of(cls, part: Part, ranking: tuple[str, ...] = (), reachable: Reachable | None = None) -> "Table":
        """Make the table of a part. ranking: outcome names, most protective first, for what is otherwise equal.

        reachable: fact name -> the values that can occur, all of them for a fact that it does not name; what the table
        says in other states is left open, so that it can be shorter.
        """
        visited = list(states_of(part, reachable))
        outcomes = [outcome for _, outcome in visited]
        arguments = _values_in_use(part, [state for state, _ in visited])
        named = {name: _bits(outcome.name == name for outcome in outcomes) for name in _names(outcomes, ranking)}
        rules = first_match(States((state for state, _ in visited), arguments), named)
        if None not in named:
            arguments |= {OUTCOME: tuple(named)}
        with_name = States(({**state, OUTCOME: outcome.name} for state, outcome in visited), arguments)
        duties = (
            Due(kind, id, shortest_alternatives(with_name, _bits(id in getattr(outcome, kind) for outcome in outcomes)))
            for kind in KINDS
            for id in dict.fromkeys(id for outcome in outcomes for id in getattr(outcome, kind))
        )
        return cls(rules, tuple(duties))

    def name(self, state: State) -> str | None:
        """Return the outcome's name in a state (argument -> value): that of the first row that fits."""
        return next(row.name for row in self.rules if row.fits(state))

    def says(self, state: State) -> Says:
        """Return what the table says in a state: the outcome's name, actions, recipients and cautions."""
        told = {**state, OUTCOME: self.name(state)}
        due = [duty for duty in self.duties if any(all(c.holds(told) for c in cube) for cube in duty.alternatives)]
        actions, recipients, cautions = (frozenset(duty.id for duty in due if duty.kind == kind) for kind in KINDS)
        return told[OUTCOME], actions, recipients, cautions


def said(outcome: Outcome) -> Says:
    """Return what an outcome says, in the form in which a table says it."""
    return outcome.name, frozenset(outcome.actions), frozenset(outcome.recipients), frozenset(outcome.cautions)


def states_of(part: Part, reachable: Reachable | None = None) -> Iterator[tuple[State, Outcome]]:
    """Yield every state of a part that can occur, argument -> value, with its outcome."""
    can_be = reachable or {}
    for known, outcome in part.diagram.known_states():
        values = [(fact, next(iter(known[fact.name]))) for fact in part.facts]
        if all(value in can_be.get(fact.name, fact.domain) for fact, value in values):
            yield {name: item for fact, value in values for name, item in zip(fact.arguments, value, strict=True)}, outcome


def reachable_values(decision: Decision, edition: Edition) -> Reachable:
    """Return the values that each fact can have in an edition: all that are possible while its answers are not known.

    An answer that stands for something when it is left out is also left out, and tried with each of its values.
    """
    return {fact.name: frozenset(_reached(decision, fact, edition)) for fact in decision.facts}


def _reached(decision: Decision, fact: Fact, edition: Edition) -> Iterator[Value]:
    read = [answer for answer in decision.answers if answer.name in fact.reads]
    for day, *values in product(DAYS_OF_DECISION, *map(_values_to_try, read)):
        given = {answer.name: value for answer, value in zip(read, values, strict=True) if value is not LEFT_OUT}
        yield from fact.derive(decision.read({AS_OF: day, **given}, edition), edition)


def _values_to_try(answer: Any) -> tuple[str | None, ...]:
    stands_for_something = isinstance(answer, Choice) and (answer.default or answer.not_known)
    return (LEFT_OUT, UNKNOWN, *answer.values) if stands_for_something else (UNKNOWN,)


def _values_in_use(part: Part, states: list[State]) -> dict[str, tuple[Any, ...]]:
    """Return the values of each argument that occur in some state, in the order of its domain."""
    domains = {name: [value[i] for value in fact.domain] for fact in part.facts for i, name in enumerate(fact.arguments)}
    here = {name: {state[name] for state in states} for name in domains}
    return {name: tuple(value for value in dict.fromkeys(values) if value in here[name]) for name, values in domains.items()}


def _names(outcomes: Iterable[Outcome], ranking: tuple[str, ...]) -> tuple[str | None, ...]:
    """Return the names that occur, most protective first."""
    found = dict.fromkeys(outcome.name for outcome in outcomes)
    return (*(name for name in ranking if name in found), *(name for name in found if name not in ranking))


def _bits(truths: Iterable[bool]) -> int:
    """Return the states for which something is true, as bits."""
    return sum(1 << number for number, truth in enumerate(truths) if truth)
