"""A whole calculator in words, made from the states of its decision: questions in order, outcomes, and what is due when.

The page, the diagram, the steps and the command line all show what is made here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from calculators import DECISIONS
from calculators.core.cubes import Cube
from calculators.core.decision import Decision, Part
from calculators.core.edition import Edition as Rules
from calculators.core.facts import Value
from calculators.core.table import KINDS, Table, reachable_values, states_of
from publishing.condition_words import Asked, Phrases, titles_of
from publishing.decision_words import DecisionWords, PartWords, SharedWords
from publishing.edition import Edition
from publishing.fact_words import words_of
from publishing.rules import calculator_data
from publishing.table_words import TableWords


@dataclass(frozen=True)
class Step:
    """One row: if the answer is yes, this outcome, and nothing below matters. number: counted from 1; conditions: what is asked."""

    number: int
    asked: Asked
    outcome: str
    conditions: Cube


@dataclass(frozen=True)
class Duty:
    """What is due, and when: always, or where `every` and one of `any_of` are answered with yes.

    words: of the action, recipient or caution as the edition has them; not_known: what takes its place until it is known.
    alternatives: what the two were made from.
    """

    id: str
    words: Any
    not_known: str | None
    every: Asked | None
    any_of: tuple[Asked, ...]
    alternatives: tuple[Cube, ...]

    @property
    def always(self) -> bool:
        return not self.every and not self.any_of


@dataclass(frozen=True)
class Section:
    """One decision of a calculator. heading: None where there is only one. states: how many it was made from.

    steps, otherwise: the outcome, step by step; none where the outcome has no name. duties: kind (actions, recipients,
    cautions) -> what is due when. outcomes: their titles, most protective first; unsettled: the title of the outcome
    for "not settled", if there is one. until_known: (question, what to do until it is answered).
    """

    heading: str | None
    states: int
    steps: tuple[Step, ...]
    otherwise: str | None
    duties: Mapping[str, tuple[Duty, ...]]
    outcomes: tuple[str, ...]
    unsettled: str | None
    until_known: tuple[tuple[str, str], ...]


def whole_decision(calculator: str, edition: Edition) -> tuple[Section, ...]:
    """Return the sections of a calculator's table in one edition, one for each decision that it is proven by."""
    rules = Rules.from_data(calculator_data(edition, calculator))
    proven = DECISIONS[calculator].proven
    return tuple(_section(decision, edition.decisions[calculator], edition.shared, rules, len(proven) > 1) for decision in proven)


def steps_in_words(section: Section, words: TableWords) -> tuple[str, ...]:
    """Return the steps of a section, one a line, each saying where yes and where no leads; not numbered."""
    lines = []
    for step in section.steps:
        last = step is section.steps[-1]
        onward = f"{words.if_not} {section.otherwise}." if last else f"{words.go_on} {step.number + 1}."
        lines.append(f"{step.asked.text} {words.if_yes} {step.outcome}{step.asked.in_brackets}. {onward}")
    return tuple(lines)


@cache
def _table(part: Part, ranking: tuple[str, ...], reachable: frozenset[tuple[str, frozenset[Value]]]) -> tuple[Table, int]:
    """Return the table of a part and the number of its states, found once for the same reachable values."""
    can_be = dict(reachable)
    return Table.of(part, ranking, can_be), sum(1 for _ in states_of(part, can_be))


def _section(decision: Decision, calculator: DecisionWords, shared: SharedWords, rules: Rules, among_others: bool) -> Section:
    words = words_of(decision.name, calculator)
    reachable = reachable_values(decision, rules)
    made = [_table(part, decision.outcomes, frozenset((fact.name, reachable[fact.name]) for fact in part.facts)) for part in decision.parts]
    tables, titles, phrases = [table for table, _ in made], titles_of(words), Phrases(words, shared)
    named = tables[0].rules if tables[0].rules[-1].name else ()
    return Section(
        heading=_heading(decision.name, calculator) if among_others else None,
        states=sum(states for _, states in made),
        steps=tuple(
            Step(number, phrases.asked(row.conditions), titles[row.name], row.conditions)
            for number, row in enumerate(named[:-1], 1)
            if row.name
        ),
        otherwise=titles[named[-1].name] if named and named[-1].name else None,
        duties={kind: tuple(_duties(kind, tables, words, phrases)) for kind in KINDS},
        outcomes=tuple(titles[name] for name in decision.outcomes),
        unsettled=titles[decision.unsettled] if decision.unsettled else None,
        until_known=tuple(_until_known(decision.name, calculator)),
    )


def _heading(name: str, calculator: DecisionWords) -> str:
    """Return the heading of one of several tables: its own, or the name of a list's entry, or the calculator's title."""
    _, _, entries = name.partition(".")
    of_entry = calculator.questions[entries].entry if entries else None
    return words_of(name, calculator).heading or of_entry or calculator.title


def _until_known(name: str, calculator: DecisionWords) -> Iterator[tuple[str, str]]:
    _, _, entries = name.partition(".")
    questions = calculator.questions | (calculator.questions[entries].questions if entries else {})
    return ((questions[answer].label, unknown.until_then) for answer, unknown in words_of(name, calculator).unknown.items())


def _duties(kind: str, tables: list[Table], words: DecisionWords | PartWords, phrases: Phrases) -> Iterator[Duty]:
    """Yield what the parts of a decision ask for, each thing once, in the order of the words."""
    entries = getattr(words, kind)
    for id, entry in entries.items():
        alternatives = [cube for table in tables for due in table.duties if (due.kind, due.id) == (kind, id) for cube in due.alternatives]
        if alternatives:
            stand_in = getattr(entry, "until_known", None)
            not_known = (entries[stand_in].text if kind == "actions" else entries[stand_in].label) if stand_in else None
            yield Duty(id, entry, not_known, *phrases.one_of(alternatives), tuple(alternatives))
