"""Reads one side of a redline: what an edition says, and which calculators rest on which clause."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publishing.citations import Citations
from publishing.edition import Edition
from publishing.faults import FaultsFound
from publishing.load import load_policy
from publishing.redline.changes import Side
from publishing.redline.states import State
from publishing.yaml_files import read_yaml


def read_side(state: State, among_editions: bool) -> Side:
    """Return a side as read from its files; raises what `State.told` makes of their faults.

    among_editions: two editions are compared, and their names are enough; else the state is named beside it. What stands
    beside the policy is only searched for the clauses that it cites, so that its form of another day is no hindrance.
    """
    name = state.edition or ""
    try:
        policy = load_policy(name, state.folder)
        calculators = _calculators(state.folder / "editions" / name / "companion" / "decisions")
    except FaultsFound as found:
        raise state.told(found) from None
    return Side(name if among_editions else f"{name}, {state.label}", policy, calculators)


def side_of(edition: Edition) -> Side:
    """Return a side from an edition that is loaded already."""
    return Side(edition.name, edition, Citations(edition).by_calculator)


def _calculators(folder: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for path in sorted(folder.glob("*.yml")):
        if path.stem != "shared":
            for clause in _cited(read_yaml(path).data):
                found.setdefault(clause, {})[path.stem] = None
    return {clause: tuple(names) for clause, names in found.items()}


def _cited(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "clause" and isinstance(value, str):
                yield value
            elif key == "clauses" and isinstance(value, list):
                yield from (clause for clause in value if isinstance(clause, str))
            else:
                yield from _cited(value)
    elif isinstance(data, list):
        for entry in data:
            yield from _cited(entry)
