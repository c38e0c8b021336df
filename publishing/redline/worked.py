"""The worked cases of both editions: which states they stand in, and how many of them come to something else."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from calculators import answer
from calculators.core.answers import AS_OF, Unusable
from calculators.core.decision import Decision, Part
from calculators.core.edition import Edition as Rules
from calculators.core.facts import Fact
from publishing.edition import Edition
from publishing.redline.impact import StateKey
from publishing.redline.joint import ValuePair


@dataclass(frozen=True)
class Worked:
    """A worked case: its sentence and its answers, as plain data."""

    sentence: str
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class CasesCompared:
    """How many worked cases were run in both editions, and how many came to another outcome, and to another by the text alone."""

    compared: int
    outcome: int
    by_text_alone: int


def worked_cases(calculator: str, *editions: Edition) -> tuple[Worked, ...]:
    """Return the worked cases of a calculator, each set of answers once, by the sentence of the first edition that has it."""
    found: dict[str, Worked] = {}
    for edition in editions:
        for case in edition.cases.get(calculator, ()):
            answers = json.loads(json.dumps(case.answers))
            found.setdefault(json.dumps(answers, sort_keys=True), Worked(case.case, answers))
    return tuple(found.values())


def compare_cases(calculator: str, cases: tuple[Worked, ...], was: Rules, now: Rules) -> CasesCompared:
    """Run every case in both editions and count what differs: the name, the actions and who is told; the name by the text alone."""
    outcome = by_text = 0
    for case in cases:
        before, after = (answer(calculator, case.answers, rules) for rules in (was, now))
        outcome += _acted_on(before) != _acted_on(after)
        by_text += before.get("by_text_alone") != after.get("by_text_alone")
    return CasesCompared(len(cases), outcome, by_text)


def _acted_on(told: Mapping[str, Any]) -> tuple[Any, ...]:
    return told.get("outcome"), [action["id"] for action in told.get("actions", ())], told.get("recipients")


@dataclass(frozen=True)
class Places:
    """Where worked cases stand. of_states: state of a part -> the first case in it; of_facts: (fact, pair) -> its answers in one."""

    of_states: Mapping[StateKey, Worked]
    of_facts: Mapping[tuple[str, ValuePair], Mapping[str, Any]]


def places(decision: Decision, part: Part, cases: tuple[Worked, ...], was: Rules, now: Rules) -> Places:
    """Return where cases stand that leave nothing open, in a part and in each of its facts."""
    states: dict[StateKey, Worked] = {}
    facts: dict[tuple[str, ValuePair], Mapping[str, Any]] = {}
    for case in cases:
        for answers in _answers(decision, case.answers):
            pairs = [_pair(decision, fact, answers, was, now) for fact in part.facts]
            for fact, pair in zip(part.facts, pairs, strict=True):
                if pair:
                    given = {name: answers[name] for name in (AS_OF, *fact.reads) if name in answers}
                    facts.setdefault((fact.name, pair), given)
            if None not in pairs:
                states.setdefault(tuple(pair for pair in pairs if pair), Worked(case.sentence, answers))
    return Places(states, facts)


def _answers(decision: Decision, answers: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the answers that a decision takes of a case: its own, or those of each entry of the list that it is about."""
    _, _, entries = decision.name.partition(".")
    given = answers.get(entries) if entries else [answers]
    names = {AS_OF, *(table.name for table in decision.answers)}
    for entry in given if isinstance(given, list) else ():
        yield {name: value for name, value in {AS_OF: answers[AS_OF], **entry}.items() if name in names}


def _pair(decision: Decision, fact: Fact, answers: Mapping[str, Any], was: Rules, now: Rules) -> ValuePair | None:
    """Return what a fact is in both editions for a case's answers, None where one of them leaves it open."""
    try:
        sides = [fact.acted_on(fact.derive(decision.read(answers, rules), rules)) for rules in (was, now)]
    except Unusable:
        return None
    return (next(iter(sides[0])), next(iter(sides[1]))) if all(len(values) == 1 for values in sides) else None
