"""The way from answers to an outcome, the same for every calculator: read, derive, decide, settle, explain."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from calculators.core.ages import STANDS_IN
from calculators.core.answers import NOT_KNOWN, Answers, Choice, Day, Problem, read_answers
from calculators.core.edition import Edition
from calculators.core.explanation import Change, Reason, explain
from calculators.core.facts import Diagram, Fact, Known
from calculators.core.outcome import Outcome, Settled, settle


@dataclass(frozen=True)
class Decision:
    """One calculator.

    answers: its table of answers. facts: in the order a person would check them. outcomes: names, most protective
    first; unsettled: the one that stands for "not settled", if there is one. decide: named facts -> `Outcome`.
    check: problems between answers. candidates: values of an answer (by name) that between them show every
    difference it can make beside the other answers. partly_known: answers given but with something in them not known.
    settles_nothing: (answer, value) pairs that leave their fact as open as no answer does.
    reasons, cautions, nearest_change: what to tell beside the outcome, as keys of the edition's words and values.
    """

    name: str
    answers: tuple[Any, ...]
    facts: tuple[Fact, ...]
    outcomes: tuple[str, ...]
    decide: Callable[..., Outcome]
    check: Callable[[Answers, Edition], list[Problem]]
    candidates: Callable[[str, Answers, Edition], Iterable[Any]]
    reasons: Callable[[Answers, Known, Edition], list[Reason]]
    nearest_change: Callable[[Answers, Known, Settled, Edition], Change | None]
    cautions: Callable[[Answers, Known, Edition], tuple[str, ...]] = lambda answers, known, edition: ()
    partly_known: Callable[[Answers], tuple[str, ...]] = lambda answers: ()
    unsettled: str | None = None
    settles_nothing: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def diagram(self) -> Diagram:
        """The whole decision, visited once and kept."""
        return Diagram.of(self.facts, self.decide)

    @cached_property
    def choices(self) -> Mapping[str, tuple[str, ...]]:
        """The values of every answer that is a choice."""
        return {answer.name: answer.values for answer in self.answers if isinstance(answer, Choice)}

    @cached_property
    def dates(self) -> frozenset[str]:
        """The names of the answers that are dates."""
        return frozenset(answer.name for answer in self.answers if isinstance(answer, Day))

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
        key = (fact.name, *(id(value) if isinstance(value, list) else value for value in read))
        if key not in answers.memo:
            answers.memo[key] = (fact.derive(answers, edition), read)
        values: frozenset[Any] = answers.memo[key][0]
        return values

    def settle(self, outcomes: Iterable[Outcome], edition: Edition) -> Settled:
        """Join the outcomes still possible into the protective one."""
        return settle(outcomes, self.outcomes, self.unsettled, _until_known(edition, self.name))

    def answer(self, raw: Any, edition: Edition) -> dict[str, Any]:
        """Return the outcome of one object of answers as plain data (see the contract of a calculator)."""
        answers = self.read(raw, edition)
        known = self.derive(answers, edition)
        settled = self.settle(self.diagram.allowed(known), edition)
        return explain(
            self.name,
            edition,
            answers,
            settled,
            reasons=self.reasons(answers, known, edition),
            cautions=(*settled.cautions, *self.cautions(answers, known, edition)),
            unknown=self.unknown(answers, known, edition),
            ignored=self.ignored(answers, known, edition),
            nearest_change=self.nearest_change(answers, known, settled, edition),
            depends=lambda action: self._depends(action, answers, known, edition),
        )

    def unknown(self, answers: Answers, known: Known, edition: Edition) -> tuple[str, ...]:
        """Return the answers that are not known and could still change the outcome."""
        open_facts = self.diagram.open_facts(known)
        return tuple(name for fact in self.facts if fact.name in open_facts for name in self._missing(fact, answers, known, edition))

    def ignored(self, answers: Answers, known: Known, edition: Edition) -> tuple[str, ...]:
        """Return the answers that were given and make no difference in this state."""
        deciding = self.diagram.deciding(known)
        used = {name for fact in self.facts if fact.name in deciding for name in self._used(fact, answers, known, edition)}
        return tuple(answer.name for answer in self.answers if answer.name in answers.given and answer.name not in used)

    def values_to_try(self, name: str, answers: Answers, edition: Edition) -> Iterable[Any]:
        """Return values of one answer that between them show every difference it can make beside the others."""
        return self.choices[name] if name in self.choices else self.candidates(name, answers, edition)

    def _missing(self, fact: Fact, answers: Answers, known: Known, edition: Edition) -> list[str]:
        partly = self.partly_known(answers)
        return [
            name
            for name in fact.reads
            if name in partly
            or (
                answers[name] is NOT_KNOWN
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

    def variants(self, fact: Fact, name: str, answers: Answers, edition: Edition) -> Iterator[frozenset[Any]]:
        """Yield what the fact can be for each value of one answer; a value that contradicts the others yields nothing."""
        for value in self.values_to_try(name, answers, edition):
            values = self._values(fact, answers.having(name, value), edition)
            if values:
                yield values

    def _depends(self, action: str, answers: Answers, known: Known, edition: Edition) -> tuple[str, ...]:
        """Return the answers that settle whether `action` is due."""

        def drops(fact: Fact, values: frozenset[Any]) -> bool:
            return action not in self.settle(self.diagram.allowed({**known, fact.name: values}), edition).actions

        names: list[str] = []
        for fact in self.facts:
            if any(drops(fact, frozenset({value})) for value in known[fact.name]):
                partly = self.partly_known(answers)
                names += [
                    name
                    for name in self._missing(fact, answers, known, edition)
                    if name in partly or any(drops(fact, values) for values in self.variants(fact, name, answers, edition))
                ]
        return tuple(names)


def _until_known(edition: Edition, name: str) -> Mapping[str, str]:
    actions = edition.words[name]["actions"]
    return {action: entry["until_known"] for action, entry in actions.items() if entry.get("until_known")}
