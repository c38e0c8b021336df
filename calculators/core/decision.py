"""The way from answers to an outcome, the same for every calculator: read, derive, decide, settle, explain."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain, combinations
from operator import or_
from typing import Any

from calculators.core.ages import STANDS_IN
from calculators.core.answers import NOT_KNOWN, Answers, Choice, Day, Problem, Several, read_answers
from calculators.core.edition import Edition
from calculators.core.explanation import Change, Reason, explain
from calculators.core.facts import Diagram, Fact, Known
from calculators.core.outcome import Outcome, Protection, Settled, settle


@dataclass(frozen=True)
class Part:
    """A small decision, visited whole. facts: in the order a person would check them. decide: named facts -> `Outcome`."""

    facts: tuple[Fact, ...]
    decide: Callable[..., Outcome]

    @cached_property
    def diagram(self) -> Diagram:
        """The whole of it, visited once and kept."""
        return Diagram.of(self.facts, self.decide)


@dataclass(frozen=True)
class Decision:
    """One calculator.

    answers: its table of answers. parts: the small decisions it is made of; the first gives the outcome its name, and
    parts that read the same answers share their facts. outcomes: names, most protective first; unsettled: the one that
    stands for "not settled", if there is one.
    check: problems between answers. candidates: values of an answer (by name) that between them show every
    difference it can make beside the other answers. partly_known: answers given but with something in them not known.
    settles_nothing: (answer, value) pairs that leave their fact as open as no answer does.
    reasons, cautions, nearest_change: what to tell beside the outcome, as keys of the edition's words and values.
    also_called: a further name in the outcome -> the name of what it repeats.
    """

    name: str
    answers: tuple[Any, ...]
    parts: tuple[Part, ...]
    outcomes: tuple[str, ...]
    check: Callable[[Answers, Edition], list[Problem]]
    candidates: Callable[[str, Answers, Edition], Iterable[Any]]
    reasons: Callable[[Answers, Known, Edition], list[Reason]]
    nearest_change: Callable[[Answers, Known, Settled, Edition], Change | None]
    cautions: Callable[[Answers, Known, Edition], tuple[str, ...]] = lambda answers, known, edition: ()
    partly_known: Callable[[Answers], tuple[str, ...]] = lambda answers: ()
    unsettled: str | None = None
    settles_nothing: frozenset[tuple[str, str]] = frozenset()
    also_called: tuple[tuple[str, str], ...] = ()

    @property
    def proven(self) -> "tuple[Decision, ...]":
        """The decisions that are visited to prove this one: itself."""
        return (self,)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact of every part, each once."""
        return tuple({fact.name: fact for part in self.parts for fact in part.facts}.values())

    @cached_property
    def finite(self) -> Mapping[str, tuple[Any, ...]]:
        """Every value of each answer that is a choice, and every combination of each of which several may be chosen."""
        choices = {answer.name: answer.values for answer in self.answers if isinstance(answer, Choice)}
        several = {answer.name: _subsets(answer.values) for answer in self.answers if isinstance(answer, Several)}
        return choices | several

    @cached_property
    def dates(self) -> frozenset[str]:
        """The names of the answers that are dates."""
        return frozenset(answer.name for answer in self.answers if isinstance(answer, Day))

    @cached_property
    def _presumed(self) -> tuple[str, ...]:
        """The names of the answers for which a value is taken while they are not known."""
        return tuple(answer.name for answer in self.answers if answer.not_known is not NOT_KNOWN)

    def visit(self) -> int:
        """Visit every part whole now, so that the first answer does not wait for it; return the number of states."""
        return sum(part.diagram.states for part in self.parts)

    def read(self, raw: Any, edition: Edition) -> Answers:
        """Read one object of answers; raises `Unusable` with every problem."""
        return read_answers(raw, self.answers, lambda answers: self.check(answers, edition))

    def derive(self, answers: Answers, edition: Edition) -> Known:
        """Return the values each fact can still take."""
        return {fact.name: self._values(fact, answers, edition) for fact in self.facts}

    @staticmethod
    def _values(fact: Fact, answers: Answers, edition: Edition) -> frozenset[Any]:
        """Return what a fact can be, worked out once for the same answers to the questions it reads."""
        read = [answers[name] for name in fact.reads]
        given = (name in answers.given for name in fact.reads)
        key = (fact.name, *given, *(id(value) if isinstance(value, list) else value for value in read))
        values: frozenset[Any] = answers.once(edition, key, lambda: fact.derive(answers, edition), *read)
        return values

    def protection(self, edition: Edition) -> Protection:
        """Return how this decision protects while something is not known, by the edition's words."""
        words = edition.words[self.name]
        return Protection(
            self.outcomes,
            self.unsettled,
            {action: entry["until_known"] for action, entry in words["actions"].items() if entry.get("until_known")},
            tuple(caution for caution, entry in words["cautions"].items() if entry.get("shown_if_possible")),
        )

    def settle(self, known: Known, edition: Edition) -> Settled:
        """Join what the parts still allow into the protective outcome."""
        protection = self.protection(edition)
        parts = (settle(part.diagram.allowed(known), protection, part.diagram.acting(known)) for part in self.parts)
        return reduce(or_, parts)

    def answer(self, raw: Any, edition: Edition) -> dict[str, Any]:
        """Return the outcome of one object of answers as plain data (see the contract of a calculator)."""
        return self.explained(self.read(raw, edition), edition)

    def explained(self, answers: Answers, edition: Edition) -> dict[str, Any]:
        """Return the outcome of answers that have been read."""
        known = self.derive(answers, edition)
        settled = self.settle(known, edition)
        outcome = explain(
            self.name,
            edition,
            answers,
            settled,
            reasons=self.reasons(answers, known, edition),
            cautions=(*settled.cautions, *self.cautions(answers, known, edition)),
            unknown=self.unknown(answers, known, edition),
            decided_by=self.used(answers, known, edition),
            ignored=self.ignored(answers, known, edition),
            nearest_change=self.nearest_change(answers, known, settled, edition),
            depends=lambda action: self.depends(action, answers, known, edition),
        )
        return outcome | {name: outcome[same] for name, same in self.also_called}

    def unknown(self, answers: Answers, known: Known, edition: Edition) -> tuple[str, ...]:
        """Return the answers that are not known and could still change the outcome."""
        open_facts = {name for part in self.parts for name in part.diagram.open_facts(known)}
        missing = (self._missing(fact, answers, known, edition) for fact in self.facts if fact.name in open_facts)
        return tuple(dict.fromkeys(name for names in missing for name in names))

    def used(self, answers: Answers, known: Known, edition: Edition) -> tuple[str, ...]:
        """Return the answers given that decided: any other could be given otherwise, or not at all, and nothing would change."""
        deciding = {name for part in self.parts for name in part.diagram.deciding(known)}
        used = {name for fact in self.facts if fact.name in deciding for name in self._used(fact, answers, known, edition)}
        return tuple(answer.name for answer in self.answers if answer.name in used)

    def ignored(self, answers: Answers, known: Known, edition: Edition) -> tuple[str, ...]:
        """Return the answers that were given and make no difference in this state."""
        used = self.used(answers, known, edition)
        return tuple(answer.name for answer in self.answers if answer.name in answers.given and answer.name not in used)

    def open_answers(self, answers: Answers, edition: Edition) -> tuple[str, ...]:
        """Return the answers not known that can still change the outcome, the most decisive first, else in the form's order."""
        known = self.derive(answers, edition)
        order = [answer.name for answer in self.answers]
        names = self.unknown(answers, known, edition)
        return tuple(sorted(names, key=lambda name: (self._left_open(name, answers, known, edition), order.index(name))))

    def not_needed(self, answers: Answers, edition: Edition) -> tuple[str, ...]:
        """Return the answers, given or not, that no value of theirs could make matter as the others stand."""
        known = self.derive(answers, edition)
        here = self._wholes(known)
        needed = {*self.unknown(answers, known, edition), *self.used(answers, known, edition)}
        # Where no value of a fact makes a difference, none of what it is derived from can.
        open_to_change = [
            fact for fact in self.facts if any(self._wholes({**known, fact.name: frozenset({value})}) != here for value in fact.domain)
        ]

        def matters(name: str) -> bool:
            reads = any(name in fact.reads for fact in open_to_change)
            return reads and (any(self._wholes(other) != here for other in self._others(name, answers, known, edition)) or missed(name))

        def missed(name: str) -> bool:
            """Say whether the answer would be asked for if it were not known: a usual answer may stand in its place now."""
            without = answers.having(name, NOT_KNOWN)
            return name in self.unknown(without, self.derive(without, edition), edition)

        return tuple(answer.name for answer in self.answers if answer.name not in needed and not matters(answer.name))

    def values_to_try(self, name: str, answers: Answers, edition: Edition) -> Iterable[Any]:
        """Return values of one answer that between them show every difference it can make beside the others."""
        return self.finite[name] if name in self.finite else self.candidates(name, answers, edition)

    def variants(self, fact: Fact, name: str, answers: Answers, edition: Edition) -> Iterator[frozenset[Any]]:
        """Yield what the fact can be for each value of one answer; a value that contradicts the others yields nothing."""
        for value in self.values_to_try(name, answers, edition):
            values = self._values(fact, answers.having(name, value), edition)
            if values:
                yield values

    def depends(self, action: str, answers: Answers, known: Known, edition: Edition) -> tuple[str, ...]:
        """Return the answers that settle whether `action` is due."""

        def drops(other: Known) -> bool:
            key = (self.name, *(other[fact.name] for fact in self.facts))
            return action not in answers.once(edition, key, lambda: self.settle(other, edition)).actions

        partly = self.partly_known(answers)
        missing = dict.fromkeys(name for fact in self.facts for name in self._missing(fact, answers, known, edition))
        # An answer may settle it only beside what is presumed of another, once somebody says that it is so.
        said = reduce(lambda told, name: told.having(name, told[name]), (n for n in self._presumed if n not in answers.given), answers)
        return tuple(
            name
            for name in missing
            if any(map(drops, chain(self._others(name, answers, known, edition), self._others(name, said, known, edition))))
            or (name in partly and any(map(drops, self._one_value_each(name, known))))
        )

    def _others(self, name: str, answers: Answers, known: Known, edition: Edition) -> Iterator[Known]:
        """Yield what is known for each value of one answer, in all the facts that read it; a contradiction yields nothing."""
        facts = [fact for fact in self.facts if name in fact.reads]
        for value in self.values_to_try(name, answers, edition):
            changed = answers.having(name, value)
            values = {fact.name: self._values(fact, changed, edition) for fact in facts}
            if all(values.values()):
                yield {**known, **values}

    def _one_value_each(self, name: str, known: Known) -> Iterator[Known]:
        """Yield what would be known if a fact that reads an answer had one of the values still possible."""
        for fact in self.facts:
            if name in fact.reads:
                yield from ({**known, fact.name: frozenset({value})} for value in known[fact.name])

    def _wholes(self, known: Known) -> tuple[frozenset[Any], ...]:
        return tuple(frozenset(outcome.whole for outcome in part.diagram.allowed(known)) for part in self.parts)

    def _left_open(self, name: str, answers: Answers, known: Known, edition: Edition) -> float:
        """Return how many outcomes stay possible on average once an answer is known."""
        left = [sum(map(len, self._wholes(other))) for other in self._others(name, answers, known, edition)]
        return sum(left) / len(left) if left else sum(len(part.diagram.outcomes) for part in self.parts)

    def _missing(self, fact: Fact, answers: Answers, known: Known, edition: Edition) -> list[str]:
        partly = self.partly_known(answers)
        return [
            name
            for name in fact.reads
            if name in partly
            or (
                (answers[name] is NOT_KNOWN or (name in self._presumed and name not in answers.given))
                and not (name in STANDS_IN and answers[STANDS_IN[name]] is NOT_KNOWN)
                and any(values < known[fact.name] for values in self.variants(fact, name, answers, edition))
            )
        ]

    def _used(self, fact: Fact, answers: Answers, known: Known, edition: Edition) -> list[str]:
        """Return the answers given that count in a deciding fact: dates always, others if they make a difference."""
        here = known[fact.name]
        return [
            name
            for name in fact.reads
            if name in answers.given
            and (
                name in self.dates
                or self._values(fact, answers.having(name, NOT_KNOWN), edition) != here
                or any(values != here for values in self.variants(fact, name, answers, edition))
            )
        ]


def _subsets(values: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(chain.from_iterable(combinations(values, size) for size in range(len(values) + 1)))
