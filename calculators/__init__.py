"""The safeguarding policy's decisions as pure functions: standard library only, no clock, no files, no network.

The same package answers on the command line, in the tests and, through Pyodide, in the reader's browser.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from calculators import dart_routing, emergency_attendance, escalation, private_fostering
from calculators.core.answers import Unusable
from calculators.core.edition import Edition
from calculators.core.explanation import problem_text
from calculators.core.interview import ask_a_form
from calculators.referral_times import referral_times

MODULES = (private_fostering, emergency_attendance, dart_routing, escalation)
DECISIONS: Mapping[str, Any] = {module.NAME: module.DECISION for module in MODULES}


def answer(calculator: str, answers: Any, edition: Edition) -> dict[str, Any]:
    """Return the outcome of one object of answers, or {"errors": […]} with one entry a fault, as plain data."""
    return _or_errors(lambda: DECISIONS[calculator].answer(answers, edition), edition)


def times(calculator: str, asked: Any, edition: Edition) -> dict[str, Any]:
    """Return the times that follow a referral by telephone, whichever calculator asked for it, or {"errors": […]}."""
    return _or_errors(lambda: referral_times(asked, edition), edition)


def ask(calculator: str, answers: Any, edition: Edition) -> dict[str, Any]:
    """Return what a form asks next as its answers stand (see `core.interview.ask_a_form`), or {"errors": […]}."""
    return _or_errors(lambda: ask_a_form(DECISIONS[calculator], answers, edition), edition)


def _or_errors(work: Callable[[], dict[str, Any]], edition: Edition) -> dict[str, Any]:
    try:
        return work()
    except Unusable as unusable:
        return {"errors": [problem_text(problem, edition) for problem in unusable.problems]}


CALLS: Mapping[str, Callable[[str, Any, Edition], dict[str, Any]]] = {"answer": answer, "ask": ask, "times": times}


def call_json(name: str, calculator: str, given: str, edition: Edition) -> str:
    """Return what the function `name` of CALLS makes of JSON text, as JSON text: the door that the browser's worker uses."""
    return json.dumps(CALLS[name](calculator, json.loads(given), edition), ensure_ascii=False)
