"""The safeguarding policy's decisions as pure functions: standard library only, no clock, no files, no network.

The same package answers on the command line, in the tests and, through Pyodide, in the reader's browser.
"""

import json
from collections.abc import Mapping
from typing import Any

from calculators import emergency_attendance, private_fostering
from calculators.core.answers import Unusable
from calculators.core.decision import Decision
from calculators.core.edition import Edition
from calculators.core.explanation import problem_text
from calculators.core.interview import ask_a_form

DECISIONS: Mapping[str, Decision] = {module.NAME: module.DECISION for module in (private_fostering, emergency_attendance)}


def answer(calculator: str, answers: Any, edition: Edition) -> dict[str, Any]:
    """Return the outcome of one object of answers, or {"errors": […]} with one entry a fault, as plain data."""
    try:
        return DECISIONS[calculator].answer(answers, edition)
    except Unusable as unusable:
        return _errors(unusable, edition)


def ask(calculator: str, answers: Any, edition: Edition) -> dict[str, Any]:
    """Return what a form asks next as its answers stand (see `core.interview.ask_a_form`), or {"errors": […]}."""
    try:
        return ask_a_form(DECISIONS[calculator], answers, edition)
    except Unusable as unusable:
        return _errors(unusable, edition)


def _errors(unusable: Unusable, edition: Edition) -> dict[str, Any]:
    return {"errors": [problem_text(problem, edition) for problem in unusable.problems]}


def answer_json(calculator: str, answers: str, edition: Edition) -> str:
    """Return `answer` from and to JSON text: the door that the browser's worker uses."""
    return json.dumps(answer(calculator, json.loads(answers), edition), ensure_ascii=False)


def ask_json(calculator: str, answers: str, edition: Edition) -> str:
    """Return `ask` from and to JSON text: the worker's other door."""
    return json.dumps(ask(calculator, json.loads(answers), edition), ensure_ascii=False)
