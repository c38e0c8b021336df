"""CPython, Pyodide under Node and Chromium give the same outcome for every worked case, whole."""

import json
import subprocess
from pathlib import Path

import pytest
from every_state import states

from calculators import DECISIONS, answer
from publishing.runtime.bundle import runtime_files

ROOT = Path(__file__).resolve().parent.parent.parent
SERVED = [ROOT / "site" / "assets" / "runtime" / runtime_files()["files"][name] for name in ("python_stdlib.zip", "calculators.whl")]


def _json(value):
    if isinstance(value, dict):
        return {key: _json(item) for key, item in value.items()}
    return [_json(item) for item in value] if isinstance(value, (list, tuple)) else value


def cases_of(published, calculator):
    return [_json(case.answers) for case in published.cases[calculator]]


def under_node(lines):
    """Return what Pyodide under Node answers to each line."""
    done = subprocess.run(
        ["node", str(ROOT / "tests" / "engines" / "answer.mjs"), *map(str, SERVED)],
        input="\n".join(map(json.dumps, lines)) + "\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line[:1] in ("{", '"')]


@pytest.mark.parametrize("calculator", DECISIONS)
def test_pyodide_under_node_answers_every_case_as_cpython_does(published, rules, edition, calculator, figure):
    asked = cases_of(published, calculator)
    outcomes = under_node(
        {"calculator": calculator, "answers": answers} | ({"rules": rules} if not i else {}) for i, answers in enumerate(asked)
    )
    assert outcomes == [answer(calculator, answers, edition) for answers in asked]
    figure(f"{calculator}: {len(asked)} worked cases run in Pyodide under Node, all as in CPython")


@pytest.mark.parametrize("calculator", DECISIONS)
def test_pyodide_under_node_decides_every_state_as_cpython_does(calculator, figure):
    (theirs,) = under_node([{"states": calculator}])
    ours = states(calculator)
    assert theirs == ours
    figure(f"{calculator}: {len(ours.splitlines()):,} states decided in Pyodide under Node, all as in CPython")
