"""One line a state: the facts and the whole outcome of every state of a decision. Runs in CPython and in Pyodide."""

from calculators import DECISIONS


def states(calculator: str) -> str:
    """Return every known state of a calculator with its outcome, one a line, in the order of the facts' domains."""
    lines = []
    for part in (part for decision in DECISIONS[calculator].proven for part in decision.parts):
        for known, outcome in part.diagram.known_states():
            facts = [(name, sorted(map(str, values))) for name, values in known.items()]
            lines.append(f"{facts} {outcome}")
    return "\n".join(lines)
