"""What PyScript runs in its worker: the same calculators, from the same wheel."""

import sys

sys.path.insert(0, "./calculators.whl")

from pyscript import sync  # noqa: E402

import calculators.browser  # noqa: E402


def answer(rules, answers):
    """Return the outcome as JSON text."""
    return calculators.browser.call("answer", "private-fostering", rules, answers)


sync.answer = answer
