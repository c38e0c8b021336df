"""What the changes do to the calculators, in the words of the editions: what is another, when, and one example."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from calculators import DECISIONS
from calculators.core.answers import AS_OF, Unusable
from calculators.core.cubes import Condition
from calculators.core.decision import Decision, Part
from calculators.core.edition import Edition as Rules
from publishing.decision_words import DecisionWords, PartWords, Question
from publishing.edition import Edition
from publishing.fact_words import value_key, words_of
from publishing.redline.impact import ACTIONS, BY_TEXT, CAUTIONS, OUTCOME, RECIPIENTS, PartImpact, Row, decision_impact, same_rules
from publishing.redline.joint import as_given
from publishing.redline.worked import CasesCompared, Places, compare_cases, places, worked_cases
from publishing.rules import calculator_data

DIFFERS = {
    OUTCOME: "the outcome",
    ACTIONS: "what is done",
    RECIPIENTS: "who is told",
    BY_TEXT: "the outcome by the text alone",
    CAUTIONS: "what the answer warns of",
}


@dataclass(frozen=True)
class Example:
    """One concrete set of answers. case: the sentence of the worked case that it is, if it is one.

    answers: (question, answer) in words; given: the same as plain data. was, now: what it comes to in each edition.
    """

    case: str | None
    answers: tuple[tuple[str, str], ...]
    given: Mapping[str, Any]
    was: str
    now: str


@dataclass(frozen=True)
class Impact:
    """One thing that is another. of: outcome, actions, recipients, by_text_alone or cautions; differs: the same in words.

    was, now: what it is in each edition, None where it came or went; when: every condition, as a question answered with
    yes; states: in how many it is so.
    """

    of: str
    differs: str
    was: str | None
    now: str | None
    when: tuple[str, ...]
    states: int
    example: Example


@dataclass(frozen=True)
class CalculatorImpact:
    """One calculator in two editions. states: how many were compared; differing: in how many something is another.

    cases: the worked cases of both editions, run in both. same_rules: both editions give it the same numbers and lists.
    """

    calculator: str
    title: str
    states: int
    differing: int
    impacts: tuple[Impact, ...]
    cases: CasesCompared
    same_rules: bool


def impacts(was: Edition, now: Edition) -> tuple[CalculatorImpact, ...]:
    """Return what differs for each calculator that both editions have."""
    before, after = (Rules.from_data(calculator_data(edition)) for edition in (was, now))
    return tuple(_Calculator(name, was, now, before, after).impact() for name in now.decisions if name in was.decisions)


class _Calculator:
    """One calculator in two editions: the words and the rules of each."""

    def __init__(self, name: str, was: Edition, now: Edition, before: Rules, after: Rules):
        self.name, self.editions, self.rules = name, (was, now), (before, after)
        self.cases = worked_cases(name, now, was)

    def impact(self) -> CalculatorImpact:
        same = same_rules(*self.rules)
        parts: list[PartImpact] = []
        told: list[Impact] = []
        for decision in DECISIONS[self.name].proven:
            worked = [places(decision, part, () if same else self.cases, *self.rules) for part in decision.parts]
            found = decision_impact(decision, *self.rules, [frozenset(where.of_states) for where in worked])
            for part, where, impact in zip(decision.parts, worked, found, strict=True):
                parts.append(impact)
                told += [self._told(decision, part, row, where) for row in impact.rows]
        return CalculatorImpact(
            self.name,
            self.editions[1].decisions[self.name].title,
            sum(part.states for part in parts),
            sum(part.differing for part in parts),
            tuple(told),
            CasesCompared(len(self.cases), 0, 0) if same else compare_cases(self.name, self.cases, *self.rules),
            same,
        )

    def _told(self, decision: Decision, part: Part, row: Row, where: Places) -> Impact:
        words = [words_of(decision.name, edition.decisions[self.name]) for edition in self.editions]
        effect = row.effect
        was, now = (_named(effect.of, id, own) for id, own in zip((effect.was, effect.now), words, strict=True))
        when = tuple(self._question(condition, words) for condition in row.conditions)
        return Impact(effect.of, DIFFERS[effect.of], was, now, when, row.states, self._example(decision, part, row, words, where))

    def _question(self, condition: Condition, words: list[DecisionWords | PartWords]) -> str:
        """Return a condition as a question; by each edition's own words where these or the values differ."""
        facts = [own.facts[condition.argument] for own in words]
        said = [
            self._listed(list(dict.fromkeys(fact.values[value_key(pair[side])] for pair in condition.values)))
            for side, fact in enumerate(facts)
        ]
        if said[0] == said[1]:
            return f"{facts[1].label} {said[1]}?"
        by_edition = "; ".join(f"in {edition.name}: {text}" for edition, text in zip(self.editions, said, strict=True))
        return f"{facts[1].label} … {by_edition}?"

    def _listed(self, names: list[str]) -> str:
        table, (*rest, last) = self.editions[1].shared.table, names
        if not rest:
            return last
        apart = any("," in name or table.or_ in name for name in names)
        return (table.listed.join(rest) + table.or_listed + last) if apart else ", ".join(rest) + table.or_ + last

    def _example(self, decision: Decision, part: Part, row: Row, words: list[DecisionWords | PartWords], where: Places) -> Example:
        worked = where.of_states.get(row.key)
        given = dict(worked.answers) if worked else self._composed(decision, part, row, where)
        before, after = (_comes_to(row.effect.of, decision, given, rules, own) for rules, own in zip(self.rules, words, strict=True))
        return Example(worked.sentence if worked else None, tuple(self._in_words(decision, given)), given, before, after)

    def _composed(self, decision: Decision, part: Part, row: Row, where: Places) -> dict[str, Any]:
        """Return answers that come to a row's state: fact by fact as a worked case has them where one does, else as they were found."""
        found = as_given({name: value for answers in row.answers.values() for name, value in answers.items()})
        nicer: dict[str, Any] = {}
        for fact, pair in zip(part.facts, row.key, strict=True):
            of_case = where.of_facts.get((fact.name, pair))
            nicer |= as_given(row.answers[fact.name]) if of_case is None else {n: v for n, v in of_case.items() if n != AS_OF}
            if of_case is not None and not set(fact.reads) <= set(decision.finite):
                nicer[AS_OF] = of_case[AS_OF]  # its dates were meant for that day
        nicer = {AS_OF: found[AS_OF], **nicer}
        same = all(_values(decision, part, nicer, rules) == _values(decision, part, found, rules) for rules in self.rules)
        return nicer if same else found

    def _in_words(self, decision: Decision, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        own = self.editions[1].decisions[self.name]
        _, _, entries = decision.name.partition(".")
        questions = own.questions[entries].questions if entries else own.questions
        yield "On", self._day(given[AS_OF])
        for name, value in given.items():
            if name != AS_OF:
                yield questions[name].label, self._value(value, questions[name])

    def _value(self, value: Any, question: Question) -> str:
        if isinstance(value, list):
            return "; ".join(self._value(entry, question) for entry in value) or "none"
        if isinstance(value, dict):
            return ", ".join(self._value(part, question.questions.get(name, question)) for name, part in value.items())
        return question.options.get(str(value), self._day(str(value)))

    def _day(self, text: str) -> str:
        """Return YYYY-MM-DD as a reader sees it; anything else as it is."""
        year, _, rest = text.partition("-")
        month, _, day = rest.partition("-")
        if not (year.isdecimal() and month.isdecimal() and day.isdecimal()):
            return text
        return f"{int(day)} {self.editions[1].shared.months[int(month) - 1]} {year}"


def _values(decision: Decision, part: Part, given: Mapping[str, Any], rules: Rules) -> tuple[Any, ...] | None:
    """Return what each fact of a part can be for some answers, None for answers that cannot be used."""
    try:
        answers = decision.read(given, rules)
    except Unusable:
        return None
    return tuple(fact.acted_on(fact.derive(answers, rules)) for fact in part.facts)


def _named(of: str, id: str | None, words: DecisionWords | PartWords) -> str | None:
    """Return an outcome, an action, a recipient or a caution in an edition's words."""
    if id is None:
        return None
    if of in (OUTCOME, BY_TEXT):
        return words.outcomes[id].title
    return words.recipients[id].label if of == RECIPIENTS else getattr(words, of)[id].text


def _comes_to(of: str, decision: Decision, given: Mapping[str, Any], rules: Rules, words: DecisionWords | PartWords) -> str:
    """Return what answers come to in one edition, as far as the effect is about it."""
    settled = decision.settle(decision.derive(decision.read(given, rules), rules), rules)
    ids = {OUTCOME: settled.possible, BY_TEXT: settled.by_text}.get(of) or getattr(settled, of, ())
    return "; ".join(filter(None, (_named(of, id, words) for id in ids))) or "nothing"
