"""A calculator's threshold has no worked case just below, at or just above it.

Why: "more than 28 days" and "at least 28 days" differ on one day in a lifetime, and that day is where a rule goes wrong. The
three cases show which side each number is on, and a reviewer who reads no code can check them.

Read: the answers of companion/cases/*.yml: an age limit in days from the birthday (the day before, the birthday, the day
after), a stay in days, a count of contacts or incidents, the length of their window in days, a stage, a count of agencies
or of working days. The three must not all end the same, in outcome, actions and people. Thresholds of calculators that
the policy's `threshold_steps` does not know yet are not read.

Fix: write the case. Accept a step that cannot occur, or that another threshold settles first.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any

from publishing.calculator_files import STEPS as STEPS_FILE
from publishing.calculator_files import rule_module
from publishing.decision_words import Case
from publishing.edition import Edition
from publishing.lint.context import Context
from publishing.lint.finding import Finding

CODE = "L602"
_MODULE = rule_module(STEPS_FILE)
STEPS, BORROWED = (import_module(_MODULE).STEPS, import_module(_MODULE).BORROWED) if _MODULE else ({}, {})
NAMES = {-1: "just below", 0: "at", 1: "just above"}


def check(context: Context) -> Iterator[Finding]:
    """Yield each threshold of a calculator for which a step is missing, and each whose steps all end the same."""
    for calculator, steps_of in STEPS.items():
        if calculator not in context.edition.cases:
            continue
        found: dict[str, dict[int, set[Any]]] = defaultdict(lambda: defaultdict(set))
        for case in context.edition.cases[calculator]:
            with suppress(KeyError):  # an edition without the parameter has no threshold to show
                for name, step in steps_of(case.answers, partial(_value, context.edition)):
                    found[name][step].add(_end(case))
        for name in _thresholds(context.edition, calculator):
            steps = found[name]
            missing = [words for step, words in NAMES.items() if step not in steps]
            wrong = f"no worked case stands {', '.join(missing)} it" if missing else None
            if not missing and len(set.union(*(steps[step] for step in NAMES))) == 1:
                wrong = "the cases just below, at and just above it all end the same"
            if wrong:
                right = "write one, with the outcome the clause gives"
                yield context.in_file(CODE, f"companion/cases/{calculator}.yml", (), f"threshold {name}", wrong, right)


def _thresholds(edition: Edition, calculator: str) -> Iterator[str]:
    """Yield the thresholds that the cases of a calculator must show: its own numbers and additions, and its scope's ages."""
    for name, parameter in {**edition.parameters.get(calculator, {}), **edition.additions(calculator)}.items():
        if parameter.value is not None:
            yield f"{calculator}.{name}"
            if parameter.within:
                yield f"{calculator}.{name} within"
    for name in BORROWED.get(calculator, ()):
        group, key = name.split(".")
        if key in edition.parameters.get(group, {}):
            yield name
    for name, parameter in edition.parameters.get(calculator, {}).items():
        if parameter.highest is not None:
            yield from (f"{calculator}.{name} {edge}" for edge in ("begins", "ends") if parameter.lowest or edge == "ends")


def _end(case: Case) -> tuple[Any, ...]:
    """Return how a case ends: its outcome, what is done, and who is told, of each child too."""
    return (case.outcome, case.actions, case.recipients, case.cautions, case.children)


def _value(edition: Edition, name: str) -> int:
    """Return a parameter's number; of "group.name.months" its window, of "group.name.begins" or ".ends" a band's edge.

    A band's edges are the ages at which it begins and at which it is over.
    """
    group, key, *part = name.split(".")
    parameter = edition.parameters.get(group, {}).get(key) or edition.additions(group)[key]
    value = parameter.value
    if part == ["months"]:
        value = parameter.within.months if parameter.within else None
    if part == ["begins"]:
        value = parameter.lowest
    if part == ["ends"]:
        value = None if parameter.highest is None else parameter.highest + 1
    if value is None:
        raise KeyError(name)
    return value
