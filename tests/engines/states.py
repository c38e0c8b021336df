"""One line a state: the facts and the whole outcome of every state of a decision. Runs in CPython and in Pyodide."""

from calculators import DECISIONS


def states(calculator: str) -> str:
    """Return every known state of a calculator with its outcome, one a line, in the order of the facts' domains."""
    lines = []
    for known, outcome in DECISIONS[calculator].diagram.known_states():
        facts = [(name, sorted(map(str, values))) for name, values in known.items()]
        lines.append(f"{facts} {outcome}")
    return "\n".join(lines)
