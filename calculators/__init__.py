"""A policy's decisions as pure functions: standard library only, no clock, no files, no network.

The same package answers on the command line, in the tests and, through Pyodide, in the reader's browser. Which decisions there
are is said by `policy.py`; whoever publishes another policy hands over that policy's by `take`.
"""

import json
from collections.abc import Callable
from typing import Any

from calculators import policy
from calculators.core.answers import Unusable
from calculators.core.edition import Edition
from calculators.core.explanation import problem_text
from calculators.core.interview import ask_a_form

DECISIONS: dict[str, Any] = {}
CALLS: dict[str, Callable[[str, Any, Edition], dict[str, Any]]] = {}
SCREENING: dict[str, Any] = {}


def answer(calculator: str, answers: Any, edition: Edition) -> dict[str, Any]:
    """Return the outcome of one object of answers, or {"errors": […]} with one entry a fault, as plain data."""
    return _or_errors(lambda: DECISIONS[calculator].answer(answers, edition), edition)


def ask(calculator: str, answers: Any, edition: Edition) -> dict[str, Any]:
    """Return what a form asks next as its answers stand (see `core.interview.ask_a_form`), or {"errors": […]}."""
    return _or_errors(lambda: ask_a_form(DECISIONS[calculator], answers, edition), edition)


def _or_errors(work: Callable[[], dict[str, Any]], edition: Edition) -> dict[str, Any]:
    try:
        return work()
    except Unusable as unusable:
        return {"errors": [problem_text(problem, edition) for problem in unusable.problems]}


def _beside(work: Callable[[Any, Edition], dict[str, Any]]) -> Callable[[str, Any, Edition], dict[str, Any]]:
    """Return what answers a question that is the same beside every calculator, or {"errors": […]}."""
    return lambda calculator, asked, edition: _or_errors(lambda: work(asked, edition), edition)


def take(rules: Any) -> None:
    """Answer by the rules of a policy from now on, and by no others. rules: what its `policy.py` holds (see there)."""
    decisions = {module.NAME: module.DECISION for module in rules.MODULES}
    calls = {"answer": answer, "ask": ask, **{name: _beside(work) for name, work in rules.CALLS.items()}}
    for held, taken in ((DECISIONS, decisions), (CALLS, calls), (SCREENING, rules.SCREENING)):
        held.clear()
        held.update(taken)


take(policy)


def call_json(name: str, calculator: str, given: str, edition: Edition) -> str:
    """Return what the function `name` of CALLS makes of JSON text, as JSON text: the door that the browser's worker uses."""
    return json.dumps(CALLS[name](calculator, json.loads(given), edition), ensure_ascii=False)
