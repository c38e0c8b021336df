"""Which question to ask next: only one that can still change the outcome, the most decisive first, and why it is asked."""

from typing import Any

from calculators.core.decision import Decision
from calculators.core.edition import Edition


def ask(decision: Decision, raw: Any, edition: Edition) -> dict[str, Any]:
    """Return the next question as plain data: its answer's name, label and why it is asked; null when all is settled.

    still_open: every answer not known that can still change the outcome, the most decisive first. no_longer_needed:
    the answers, given or not, that cannot change it as the others stand.
    Raises `Unusable` where the answers so far cannot be used.
    """
    answers = decision.read(raw, edition)
    still_open = decision.open_answers(answers, edition)
    return {
        "calculator": decision.name,
        "edition": edition.name,
        "as_of": answers.as_of.isoformat(),
        "question": _question(still_open[0], edition.words[decision.name]["questions"]) if still_open else None,
        "still_open": list(still_open),
        "no_longer_needed": list(decision.not_needed(answers, edition)),
    }


def _question(name: str, questions: Any) -> dict[str, Any]:
    """Return the words of a question; one of a list's entry ("children[0].age_years") stands below its list."""
    entries, _, part = name.partition(".")
    words = questions[entries.partition("[")[0]]
    if part:
        words = {"why": words["why"], **{key: value for key, value in words["questions"][part].items() if value}}
    return {"answer": name, "label": words["label"], "why": words["why"]}
