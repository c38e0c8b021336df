"""What the changes do to the calculators: every state in which the same answers come to something else, in few rows.

A state is one pair of values for each fact: what the fact is in the one edition and in the other for the same answers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from calculators.core.cubes import Cube
from calculators.core.decision import Decision, Part
from calculators.core.edition import Edition
from calculators.core.facts import Known, Value
from calculators.core.outcome import Outcome
from calculators.core.table import reachable_values, states_of
from publishing.redline.joint import Given, ValuePair, joint_values
from publishing.redline.shortest import shortest

OUTCOME, ACTIONS, RECIPIENTS, BY_TEXT, CAUTIONS = "outcome", "actions", "recipients", "by_text_alone", "cautions"
DUE = (ACTIONS, RECIPIENTS, CAUTIONS)
EFFECTS = (OUTCOME, ACTIONS, RECIPIENTS, BY_TEXT, CAUTIONS)

StateKey = tuple[ValuePair, ...]


@dataclass(frozen=True)
class Effect:
    """One thing that is another: an outcome's name, or an action, a recipient or a caution that came or went. Ids of the words."""

    of: str
    was: str | None
    now: str | None


@dataclass(frozen=True)
class Row:
    """An effect, and when: where every condition holds (each value a pair, in the one edition and in the other).

    states: how many it holds; key: one of them; answers: fact -> answers that come to what it is there.
    """

    effect: Effect
    conditions: Cube
    states: int
    answers: Mapping[str, Given]
    key: StateKey


@dataclass(frozen=True)
class PartImpact:
    """What was compared of one part of a decision. states: how many; differing: in how many something is another."""

    decision: str
    facts: tuple[str, ...]
    states: int
    differing: int
    rows: tuple[Row, ...]


def same_rules(was: Edition, now: Edition) -> bool:
    """Say whether two editions give the rules the same: then no state can differ."""
    return was.parameters == now.parameters


def decision_impact(decision: Decision, was: Edition, now: Edition, preferred: Sequence[frozenset[StateKey]]) -> Iterator[PartImpact]:
    """Yield what differs in each part of a decision. preferred: for each part, states to take an example from where one fits."""
    if same_rules(was, now):
        reachable = reachable_values(decision, was)
        for part in decision.parts:
            yield PartImpact(decision.name, _names(part), sum(1 for _ in states_of(part, reachable)), 0, ())
        return
    pairs = {fact.name: joint_values(decision, fact, was, now) for fact in decision.facts}
    for number, part in enumerate(decision.parts):
        yield _Comparison(decision, part, number == 0, was, now, pairs).impact(preferred[number])


def _names(part: Part) -> tuple[str, ...]:
    return tuple(fact.name for fact in part.facts)


@dataclass(frozen=True)
class _State:
    """One state: its key, argument -> pair of values, whether the outcome has one name in both editions, and what is another."""

    key: StateKey
    values: Mapping[str, tuple[Any, Any]]
    same_name: bool
    effects: frozenset[Effect]


class _Comparison:
    """The comparison of one part in two editions."""

    def __init__(
        self,
        decision: Decision,
        part: Part,
        named: bool,
        was: Edition,
        now: Edition,
        pairs: Mapping[str, Mapping[ValuePair, Given]],
    ):
        self.decision, self.part, self.named, self.editions, self.pairs = decision, part, named, (was, now), pairs
        self._texts: dict[tuple[int, int], str | None] = {}
        self._found: dict[tuple[int, int, tuple[str | None, str | None]], frozenset[Effect]] = {}
        self._elsewhere: dict[str, frozenset[Value]] = {}
        for other in decision.parts:
            self._elsewhere |= other.diagram.everything
        self.states = list(self._visited())

    def impact(self, preferred: frozenset[StateKey]) -> PartImpact:
        """Return everything that differs."""
        differing = sum(bool(state.effects) for state in self.states)
        return PartImpact(self.decision.name, _names(self.part), len(self.states), differing, tuple(self._rows(preferred)))

    def _visited(self) -> Iterator[_State]:
        facts = self.part.facts
        for key in product(*(self.pairs[fact.name] for fact in facts)):
            sides = [self._outcome(tuple(pair[side] for pair in key), side) for side in (0, 1)]
            values: dict[str, tuple[Any, Any]] = {}
            for fact, pair in zip(facts, key, strict=True):
                values |= zip(fact.arguments, zip(*pair, strict=True), strict=True)
            (was, was_text), (now, now_text) = sides
            yield _State(key, values, was.name == now.name, self._effects(was, now, (was_text, now_text)))

    def _effects(self, was: Outcome, now: Outcome, by_text: tuple[str | None, str | None]) -> frozenset[Effect]:
        key = (id(was), id(now), by_text)
        if key not in self._found:
            self._found[key] = frozenset(_effects(was, now, by_text))
        return self._found[key]

    def _outcome(self, values: tuple[Value, ...], side: int) -> tuple[Outcome, str | None]:
        node = self.part.diagram.root
        for fact, value in zip(self.part.facts, values, strict=True):
            node = node[fact.domain.index(value)]
        if (id(node), side) not in self._texts:
            known = {fact.name: frozenset({value}) for fact, value in zip(self.part.facts, values, strict=True)}
            self._texts[id(node), side] = self._by_text(known, side) if self.named else None
        return node, self._texts[id(node), side]

    def _by_text(self, known: Known, side: int) -> str | None:
        """Return the outcome on the words of an edition alone, as the whole decision gives it: it may look at the edition."""
        names = self.decision.settle({**self._elsewhere, **known}, self.editions[side]).by_text
        return names[0] if names else None

    def _rows(self, preferred: frozenset[StateKey]) -> Iterator[Row]:
        names = [name for fact in self.part.facts for name in fact.arguments]
        same_name = [state for state in self.states if state.same_name]
        for of in EFFECTS:
            states = self.states if of in (OUTCOME, BY_TEXT) else same_name
            found = {effect for state in states for effect in state.effects if effect.of == of}
            for effect in sorted(found, key=lambda effect: (effect.was or "", effect.now or "")):
                cubes = shortest(names, {tuple(state.values.values()): effect in state.effects for state in states})
                held = [[state for state in states if all(condition.holds(state.values) for condition in cube)] for cube in cubes]
                for cube, those in sorted(zip(cubes, held, strict=True), key=lambda row: -len(row[1])):
                    yield self._row(effect, cube, those, preferred)

    def _row(self, effect: Effect, cube: Cube, states: list[_State], preferred: frozenset[StateKey]) -> Row:
        state = next((state for state in states if state.key in preferred), states[0])
        answers = {fact.name: self.pairs[fact.name][pair] for fact, pair in zip(self.part.facts, state.key, strict=True)}
        return Row(effect, cube, len(states), answers, state.key)


def _effects(was: Outcome, now: Outcome, by_text: tuple[str | None, str | None]) -> Iterator[Effect]:
    """Yield everything that is another. Where the outcome has another name, what is due with it follows and is not told."""
    if was.name != now.name:
        yield Effect(OUTCOME, was.name, now.name)
    else:
        for of in DUE:
            yield from _came_and_went(of, getattr(was, of), getattr(now, of))
    if by_text[0] != by_text[1]:
        yield Effect(BY_TEXT, *by_text)


def _came_and_went(of: str, was: Iterable[str], now: Iterable[str]) -> Iterator[Effect]:
    before, after = set(was), set(now)
    yield from (Effect(of, id, None) for id in was if id not in after)
    yield from (Effect(of, None, id) for id in now if id not in before)
