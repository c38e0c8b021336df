"""The safeguarding policy's decisions as pure functions: standard library only, no clock, no files, no network.

The same package answers on the command line, in the tests and, through Pyodide, in the reader's browser.
"""

import json
from collections.abc import Mapping
from typing import Any

from calculators import dart_routing, emergency_attendance, escalation, private_fostering
from calculators.core.answers import Unusable
from calculators.core.edition import Edition
from calculators.core.explanation import problem_text

MODULES = (private_fostering, emergency_attendance, dart_routing, escalation)
DECISIONS: Mapping[str, Any] = {module.NAME: module.DECISION for module in MODULES}


def answer(calculator: str, answers: Any, edition: Edition) -> dict[str, Any]:
    """Return the outcome of one object of answers, or {"errors": […]} with one entry a fault, as plain data."""
    try:
        return DECISIONS[calculator].answer(answers, edition)
    except Unusable as unusable:
        return {"errors": [problem_text(problem, edition) for problem in unusable.problems]}


def answer_json(calculator: str, answers: str, edition: Edition) -> str:
    """Return `answer` from and to JSON text: the door that the browser's worker uses."""
    return json.dumps(answer(calculator, json.loads(answers), edition), ensure_ascii=False)
