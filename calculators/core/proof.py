"""Visits the whole of a decision and checks what every calculator must prove, with counts.

Two halves. From facts to outcome: every combination of the facts, not known included, is visited through the shared
diagram. From answers to facts: walks from nothing known to everything known, each step one answer made known, check
that knowing more never adds a state and that every state left is reached by some answer.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from calculators.core.answers import AS_OF, NOT_KNOWN, Answers
from calculators.core.decision import Decision
from calculators.core.edition import Edition
from calculators.core.facts import Fact, Value
from calculators.core.outcome import Outcome

WALKS = 400
DAYS_OF_DECISION = ("2024-02-29", "2025-02-28", "2026-03-31", "2026-12-31")


@dataclass(frozen=True)
class Finding:
    """One property: what was checked, how often, and the first example where it fails (None where it holds)."""

    property: str
    count: int
    counter_example: str | None = None

    @property
    def holds(self) -> bool:
        return self.counter_example is None

    def __str__(self) -> str:
        return f"{self.property}: {self.count:,}" + ("" if self.holds else f" - FAILS: {self.counter_example}")


def prove(decision: Decision, edition: Edition) -> Iterator[Finding]:
    """Yield one finding a property for one decision of one edition; deterministic."""
    yield Finding("known states visited, each with exactly one outcome", decision.diagram.states)
    yield _diagram_agrees(decision)
    declared = _words_are_declared(decision, edition)
    yield declared
    if not declared.holds:
        return
    yield from _all_reached(decision, edition)
    yield from _every_fact_matters(decision)
    walks = _Walks(decision, edition)
    yield from walks.findings()
    yield from _states_with_something_not_known(decision, edition, walks.sets)


def _diagram_agrees(decision: Decision) -> Finding:
    count, failed = 0, None
    for known, outcome in decision.diagram.known_states():
        arguments = {
            name: part for fact in decision.facts for value in known[fact.name] for name, part in zip(fact.arguments, value, strict=True)
        }
        count += 1
        if decision.decide(**arguments) != outcome:
            failed = failed or str(arguments)
    return Finding("states in which the diagram and the rule agree", count, failed)


def _words_are_declared(decision: Decision, edition: Edition) -> Finding:
    words = edition.words[decision.name]
    used = [
        (group, name)
        for outcome in decision.diagram.outcomes
        for group, names in (
            ("outcomes", (outcome.name, outcome.by_text)),
            ("actions", outcome.actions),
            ("recipients", outcome.recipients),
            ("cautions", outcome.cautions),
        )
        for name in names
    ]
    missing = next((f"{group}.{name} has no words" for group, name in used if name not in words[group]), None)
    return Finding("outcomes, actions, recipients and cautions that have words", len(set(used)), missing)


def _all_reached(decision: Decision, edition: Edition) -> Iterator[Finding]:
    words, outcomes = edition.words[decision.name], decision.diagram.outcomes
    stands_in = {entry["until_known"] for entry in words["actions"].values() if entry.get("until_known")}
    reached = {
        "outcomes": {outcome.name for outcome in outcomes},
        "actions": {action for outcome in outcomes for action in outcome.actions} | stands_in,
        "recipients": {recipient for outcome in outcomes for recipient in outcome.recipients},
    }
    for group, names in reached.items():
        never = [name for name in words[group] if name not in names]
        yield Finding(f"{group} reached by some state", len(names), ", ".join(never) or None)


def _every_fact_matters(decision: Decision) -> Iterator[Finding]:
    everything, diagram = decision.diagram.everything, decision.diagram
    idle = [
        fact.name
        for fact in decision.facts
        if all(diagram.allowed({**everything, fact.name: frozenset({value})}) == diagram.outcomes for value in fact.domain)
    ]
    yield Finding("facts that change the outcome in some state", len(decision.facts) - len(idle), ", ".join(idle) or None)


class _Walks:
    """Walks over raw answers. `sets` gathers, for each fact, every set of values that the derivation gave."""

    def __init__(self, decision: Decision, edition: Edition):
        self.decision, self.edition = decision, edition
        self.random = random.Random(decision.name)
        self.sets: dict[str, set[frozenset[Value]]] = {fact.name: set() for fact in decision.facts}
        self.changed: Counter[str] = Counter()
        self.steps = self.variants = self.ends = 0
        self.failed: dict[str, str] = {}

    def findings(self) -> Iterator[Finding]:
        for number in range(WALKS):
            self._walk(DAYS_OF_DECISION[number % len(DAYS_OF_DECISION)])
        yield Finding("steps from answers to facts: knowing more never adds a state", self.variants, self.failed.get("adds"))
        yield Finding("steps in which every state left is reached by some answer", self.steps, self.failed.get("unreached"))
        yield Finding("walks that end with one value for every fact", self.ends, self.failed.get("open"))
        idle = [answer.name for answer in self.decision.answers if not self.changed[answer.name]]
        yield Finding("questions that change the facts in some state", len(self.changed), ", ".join(idle) or None)

    def _walk(self, day: str) -> None:
        answers = self.decision.read({AS_OF: day}, self.edition)
        names = [answer.name for answer in self.decision.answers]
        defaulted = [name for name in self.decision.choices if answers[name] is not NOT_KNOWN]
        for name in defaulted:
            answers = self._set(answers, name, self.random.choice(self.decision.choices[name]))
        self.random.shuffle(names)
        for name in names:
            while answers[name] is NOT_KNOWN or name in self.decision.partly_known(answers):
                before = answers
                answers = self._step(before, name)
                if answers is before:
                    break
        for name in defaulted:
            self._step(answers, name)
        known = self.decision.derive(answers, self.edition)
        self.ends += 1
        for fact in self.decision.facts:
            if len(known[fact.name]) != 1:
                self.failed.setdefault("open", f"{fact.name} is {sorted(known[fact.name])} for {answers.values}")

    def _step(self, answers: Answers, name: str) -> Answers:
        """Make one answer known in every way there is, compare the facts, and go on with one of them.

        An answer that is known already is only tried with its other values, to see whether it makes a difference.
        """
        fact = next(fact for fact in self.decision.facts if name in fact.reads)
        before = fact.derive(answers, self.edition)
        settled = answers[name] is not NOT_KNOWN and name not in self.decision.partly_known(answers)
        self.sets[fact.name].add(before)
        tried = self.decision.values_to_try(name, answers, self.edition)
        values = sorted((value for value in tried if self._usable(answers, name, value)), key=repr)
        reached: set[Value] = set()
        for value in values:
            after = fact.derive(self._set(answers, name, value), self.edition)
            self.variants += 1
            self.sets[fact.name].add(after)
            reached |= after
            if after != before:
                self.changed[name] += 1
            if not (after <= before or settled):
                self.failed.setdefault("adds", f"{name}={value} adds {sorted(after - before)} to {answers.values} on {answers.as_of}")
        self.steps += 1
        if values and reached != before and not settled:
            self.failed.setdefault("unreached", f"no {name} gives {sorted(before - reached)} for {answers.values} on {answers.as_of}")
        onward = [value for value in values if isinstance(value, list) or (name, value) not in self.decision.settles_nothing]
        return self._set(answers, name, self.random.choice(onward)) if onward else answers

    def _usable(self, answers: Answers, name: str, value: Any) -> bool:
        changed = self._set(answers, name, value)
        return not self.decision.check(changed, self.edition) and not changed.warnings

    @staticmethod
    def _set(answers: Answers, name: str, value: Any) -> Answers:
        return Answers({**answers.values, name: value}, answers.given | {name}, [], answers.as_of)


def _states_with_something_not_known(decision: Decision, edition: Edition, sets: dict[str, set[frozenset[Value]]]) -> Iterator[Finding]:
    """Visit every combination of the known values, the sets that derivation gives and "nothing known", fact by fact."""
    level: Counter[frozenset[int]] = Counter({frozenset({id(decision.diagram.root)}): 1})
    nodes: dict[int, Any] = {id(decision.diagram.root): decision.diagram.root}
    for fact in decision.facts:
        below: Counter[frozenset[int]] = Counter()
        for option in _options(fact, sets[fact.name]):
            positions = [i for i, value in enumerate(fact.domain) if value in option]
            for here, count in level.items():
                children = [nodes[node][i] for node in here for i in positions]
                nodes.update((id(child), child) for child in children)
                below[frozenset(map(id, children))] += count
        level = below
    states = sum(level.values())
    wrong_name = wrong_duty = None
    for here in level:
        outcomes = [nodes[node] for node in here]
        wrong_name = wrong_name or _not_among_possible(decision, edition, outcomes)
        wrong_duty = wrong_duty or _not_covered(decision, edition, outcomes)
    yield Finding("states with something not known: each completion is among the possible outcomes", states, wrong_name)
    yield Finding("states whose duties and recipients cover those of every completion", states, wrong_duty)


def _options(fact: Fact, sets: set[frozenset[Value]]) -> set[frozenset[Value]]:
    return {frozenset({value}) for value in fact.domain} | {frozenset(fact.domain)} | sets


def _not_among_possible(decision: Decision, edition: Edition, outcomes: list[Outcome]) -> str | None:
    possible = decision.settle(outcomes, edition).possible
    for i, one in enumerate(outcomes):
        for other in outcomes[i:]:
            name = decision.settle({one, other}, edition).name
            if name not in possible:
                return f"{name} is not among {possible}"
    return None


def _not_covered(decision: Decision, edition: Edition, outcomes: list[Outcome]) -> str | None:
    settled = decision.settle(outcomes, edition)
    words = edition.words[decision.name]["actions"]
    for outcome in outcomes:
        for action in outcome.actions:
            if action not in settled.actions and words[action].get("until_known") not in settled.actions:
                return f"{action} of {outcome.name} is not covered by {settled.actions}"
        if not set(outcome.recipients) <= set(settled.recipients):
            return f"recipients of {outcome.name} are not all told: {settled.recipients}"
    return None
