"""Visits the whole of a decision and checks what every calculator must prove, with counts.

Two halves. From facts to outcome: every combination of the facts, not known included, is visited through the shared
diagram. From answers to facts: walks from nothing known to everything known, each step one answer made known, check
that knowing more never adds a state and that every state left is reached by some answer.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from calculators.core.answers import AS_OF, NOT_KNOWN, Answers, Entries
from calculators.core.decision import Decision
from calculators.core.edition import Edition
from calculators.core.facts import Diagram, Fact, Value
from calculators.core.outcome import Outcome, Protection, settle

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
    """Yield one finding a property for one decision of one edition; deterministic.

    A decision that is made of parts, or of several decisions, is proven part by part.
    """
    for small in decision.proven:
        for finding in _prove(small, edition, decision):
            of = "" if small.name == decision.name else f"{small.name}: "
            yield Finding(of + finding.property, finding.count, finding.counter_example)


def _prove(decision: Decision, edition: Edition, whole: Any) -> Iterator[Finding]:
    yield Finding("known states visited, each with exactly one outcome", decision.visit())
    yield _diagram_agrees(decision)
    declared = _words_are_declared(decision, edition)
    yield declared
    if not declared.holds:
        return
    yield from _all_reached(decision, edition, whole.proven if decision.name == whole.name else (decision,))
    yield _every_fact_matters(decision)
    walks = _Walks(decision, edition)
    yield from walks.findings()
    yield from _states_with_something_not_known(decision, edition, walks.sets)


def _diagram_agrees(decision: Decision) -> Finding:
    count, failed = 0, None
    for part in decision.parts:
        for known, outcome in part.diagram.known_states():
            arguments = {
                name: item for fact in part.facts for value in known[fact.name] for name, item in zip(fact.arguments, value, strict=True)
            }
            count += 1
            if part.decide(**arguments) != outcome:
                failed = failed or str(arguments)
    return Finding("states in which the diagram and the rule agree", count, failed)


def _outcomes(decision: Decision) -> list[Outcome]:
    return [outcome for part in decision.parts for outcome in part.diagram.outcomes]


def _words_are_declared(decision: Decision, edition: Edition) -> Finding:
    words = edition.words[decision.name]
    used = [
        (group, name)
        for outcome in _outcomes(decision)
        for group, names in (
            ("outcomes", (outcome.name, outcome.by_text)),
            ("actions", outcome.actions),
            ("recipients", outcome.recipients),
            ("cautions", outcome.cautions),
        )
        for name in names
        if name
    ]
    missing = next((f"{group}.{name} has no words" for group, name in used if name not in words[group]), None)
    return Finding("outcomes, actions, recipients and cautions that have words", len(set(used)), missing)


def _all_reached(decision: Decision, edition: Edition, made_of: tuple[Decision, ...]) -> Iterator[Finding]:
    """Check that every name is reached; made_of: all the decisions that may reach what this one's words declare."""
    words, outcomes = edition.words[decision.name], [outcome for small in made_of for outcome in _outcomes(small)]
    stands_in = {entry["until_known"] for entry in words["actions"].values() if entry.get("until_known")}
    reached = {
        "outcomes": {outcome.name for outcome in outcomes if outcome.name},
        "actions": {action for outcome in outcomes for action in outcome.actions} | stands_in,
        "recipients": {recipient for outcome in outcomes for recipient in outcome.recipients},
    }
    declared = {"outcomes": decision.outcomes, "actions": words["actions"], "recipients": words["recipients"]}
    for group, names in reached.items():
        never = [name for name in declared[group] if name not in names]
        yield Finding(f"{group} reached by some state", len(names), ", ".join(never) or None)


def _every_fact_matters(decision: Decision) -> Finding:
    idle = [fact.name for fact in decision.facts if not any(_matters(fact, part.diagram) for part in decision.parts if fact in part.facts)]
    return Finding("facts that change the outcome in some state", len(decision.facts) - len(idle), ", ".join(idle) or None)


def _matters(fact: Fact, diagram: Diagram) -> bool:
    everything = diagram.everything
    return any(diagram.allowed({**everything, fact.name: frozenset({value})}) != diagram.outcomes for value in fact.domain)


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
        for answer in self.decision.answers:
            if isinstance(answer, Entries):
                answers = self._set(answers, answer.name, NOT_KNOWN)
        defaulted = [name for name in self.decision.finite if answers[name] is not NOT_KNOWN]
        for name in defaulted:
            answers = self._set(answers, name, self.random.choice(self.decision.finite[name]))
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
        settled = answers[name] is not NOT_KNOWN and name not in self.decision.partly_known(answers)
        tried = self.decision.values_to_try(name, answers, self.edition)
        values = sorted((value for value in tried if self._usable(answers, name, value)), key=repr)
        for fact in (fact for fact in self.decision.facts if name in fact.reads):
            self._compare(fact, answers, name, values, settled)
        self.steps += 1
        onward = [value for value in values if isinstance(value, list) or (name, value) not in self.decision.settles_nothing]
        return self._set(answers, name, self.random.choice(onward)) if onward else answers

    def _compare(self, fact: Fact, answers: Answers, name: str, values: list[Any], settled: bool) -> None:
        before = fact.derive(answers, self.edition)
        self.sets[fact.name].add(before)
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
        left = before - fact.not_known
        if values and reached - fact.not_known != left and not settled:
            self.failed.setdefault("unreached", f"no {name} gives {sorted(left - reached)} for {answers.values} on {answers.as_of}")

    def _usable(self, answers: Answers, name: str, value: Any) -> bool:
        changed = self._set(answers, name, value)
        return not self.decision.check(changed, self.edition) and not changed.warnings

    @staticmethod
    def _set(answers: Answers, name: str, value: Any) -> Answers:
        return Answers({**answers.values, name: value}, answers.given | {name}, [], answers.as_of)


Nodes = frozenset[int]


def _states_with_something_not_known(decision: Decision, edition: Edition, sets: dict[str, set[frozenset[Value]]]) -> Iterator[Finding]:
    """Visit every combination of the known values, the sets that derivation gives and "nothing known", fact by fact."""
    protection = decision.protection(edition)
    states, wrong_name, wrong_duty = 0, None, None
    for part in decision.parts:
        for outcomes, acting, count in _open_states(part.facts, part.diagram, sets):
            states += count
            wrong_name = wrong_name or _not_among_possible(protection, outcomes, acting)
            wrong_duty = wrong_duty or _not_covered(protection, edition.words[decision.name], outcomes, acting)
    yield Finding("states with something not known: each completion is among the possible outcomes", states, wrong_name)
    yield Finding("states whose duties and recipients cover those of every completion", states, wrong_duty)


def _open_states(
    facts: tuple[Fact, ...], diagram: Diagram, sets: dict[str, set[frozenset[Value]]]
) -> Iterator[tuple[list[Outcome], list[Outcome], int]]:
    """Yield what is possible and what is acted on in every state with something not known, equal ones once with their number."""
    nodes: dict[int, Any] = {id(diagram.root): diagram.root}
    root = frozenset(nodes)
    level: Counter[tuple[Nodes, Nodes]] = Counter({(root, root): 1})

    def below(here: Nodes, fact: Fact, values: frozenset[Value]) -> Nodes:
        children = [nodes[node][i] for node in here for i, value in enumerate(fact.domain) if value in values]
        nodes.update((id(child), child) for child in children)
        return frozenset(map(id, children))

    for fact in facts:
        deeper: Counter[tuple[Nodes, Nodes]] = Counter()
        for option in _options(fact, sets[fact.name]):
            for (possible, acting), count in level.items():
                deeper[below(possible, fact, option), below(acting, fact, fact.acted_on(option))] += count
        level = deeper
    for (possible, acting), count in level.items():
        yield [nodes[node] for node in possible], [nodes[node] for node in acting], count


def _options(fact: Fact, sets: set[frozenset[Value]]) -> set[frozenset[Value]]:
    return {frozenset({value}) for value in fact.domain if value not in fact.not_known} | {frozenset(fact.domain) - fact.not_known} | sets


def _not_among_possible(protection: Protection, outcomes: list[Outcome], acting: list[Outcome]) -> str | None:
    possible = settle(outcomes, protection, acting).possible
    for i, one in enumerate(outcomes):
        for other in outcomes[i:]:
            for name in settle({one, other}, protection).possible[:1]:
                if name not in possible:
                    return f"{name} is not among {possible}"
    return None


def _not_covered(protection: Protection, words: Mapping[str, Any], outcomes: list[Outcome], acting: list[Outcome]) -> str | None:
    settled = settle(outcomes, protection, acting)
    covered = {name for action in settled.actions for name in (action, *words["covers"].get(action, ()))}
    covered |= {action for action, stand_in in protection.until_known.items() if stand_in in settled.actions}
    told = set(settled.recipients) | covered
    told |= {name for name, entry in words["recipients"].items() if entry.get("until_known") in told}
    for outcome in outcomes:
        if not set(outcome.actions) <= covered:
            return f"{set(outcome.actions) - covered} of {outcome.name} is not covered by {settled.actions}"
        if not set(outcome.recipients) <= told:
            return f"{set(outcome.recipients) - told} of {outcome.name} are not told: {settled.recipients}"
    return None
