"""A hazard of the log is not held by what it says holds it, or its risk cannot be read off the matrix.

Why: a control whose test was renamed or taken out proves nothing any more, and the log would still say that it does.

Read: `tests` and `cases` of each control of companion/hazards.yml (tests from the syntax tree of tests/, which is not run);
that some control of each hazard names a test; that severity and likelihood are steps of the log's scales; that the risk that
is left is not rated above the risk without controls.

Fix: name the test as it is called now; where there is none, write it, or mark the control `not_yet` and say what is missing.
"""

from collections.abc import Iterator

from publishing.hazards import Control, Hazard
from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.lint.proofs import fault_of
from publishing.yaml_files import Path_in_file

CODE = "L701"
LOG = "companion/hazards.yml"


def check(context: Context) -> Iterator[Finding]:
    """Yield each test or case that is not there, each hazard that no test holds, and each risk outside the matrix."""
    for number, hazard in enumerate(context.edition.hazards.hazards if context.edition.hazards else ()):
        at: Path_in_file = ("hazards", number)
        for place, control in enumerate(hazard.controls):
            yield from _unproven(context, hazard, control, (*at, "controls", place))
        if not any(control.tests for control in hazard.controls):
            wrong = "no control of it names a test"
            yield _found(context, hazard, (*at, "controls"), wrong, "name a test that proves one, or write that test")
        yield from _unrated(context, hazard, at)


def _unproven(context: Context, hazard: Hazard, control: Control, at: Path_in_file) -> Iterator[Finding]:
    for number, test in enumerate(control.tests):
        fault = fault_of(test)
        if fault:
            yield _found(context, hazard, (*at, "tests", number), *fault, about=test)
    for calculator, titles in control.cases.items():
        known = {case.case for case in context.edition.cases.get(calculator, ())}
        for number, title in enumerate(titles):
            if title not in known:
                wrong = f'{calculator} has no worked case "{title}"'
                yield _found(context, hazard, (*at, "cases", calculator, number), wrong, "name a case of its file", about=title)


def _unrated(context: Context, hazard: Hazard, at: Path_in_file) -> Iterator[Finding]:
    log = context.edition.hazards
    for name, risk in (("initial", hazard.initial), ("residual", hazard.residual)):
        for key, step, scale in (("severity", risk.severity, log.severities), ("likelihood", risk.likelihood, log.likelihoods)):
            if step not in scale:
                wrong = f'the {key} "{step}" lies outside the matrix'
                yield _found(context, hazard, (*at, name, key), wrong, f"use one of {', '.join(scale)}", about=step)
    first, left = log.rating_of(hazard.initial), log.rating_of(hazard.residual)
    if first and left and left > first:
        wrong = f"the risk that is left ({left}) is rated above the risk without controls ({first})"
        yield _found(context, hazard, (*at, "residual"), wrong, "correct one of the two")


def _found(context: Context, hazard: Hazard, at: Path_in_file, wrong: str, right: str, about: str | None = None) -> Finding:
    return context.in_file(CODE, LOG, at, f"hazard {hazard.id}", wrong, right, about=about)
