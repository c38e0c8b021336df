"""Which question to ask next: only one that can still change the outcome, the most decisive first, and why it is asked."""

from dataclasses import dataclass
from typing import Any

from calculators.core.answers import Answers
from calculators.core.decision import Decision
from calculators.core.edition import Edition
from calculators.core.facts import Known


@dataclass(frozen=True)
class Interview:
    """Where an interview stands. next: the answer to ask for, None when nothing can change the outcome any more.

    open: every answer that still can, the most decisive first.
    """

    next: str | None
    open: tuple[str, ...]


def interview(decision: Decision, answers: Answers, edition: Edition) -> Interview:
    """Return the next question of a decision. Two that decide alike keep the order of the form."""
    known = decision.derive(answers, edition)
    names = decision.unknown(answers, known, edition)
    order = [answer.name for answer in decision.answers]
    ranked = sorted(names, key=lambda name: (_left_open(decision, name, answers, known, edition), order.index(name)))
    return Interview(ranked[0] if ranked else None, tuple(ranked))


def _left_open(decision: Decision, name: str, answers: Answers, known: Known, edition: Edition) -> float:
    """Return how many outcomes stay possible on average once an answer is known."""
    fact = next(fact for fact in decision.facts if name in fact.reads)
    left = [
        len({o.whole for o in decision.diagram.allowed({**known, fact.name: values})})
        for values in decision.variants(fact, name, answers, edition)
    ]
    return sum(left) / len(left) if left else len(decision.diagram.outcomes)


def ask(decision: Decision, raw: Any, edition: Edition) -> dict[str, Any]:
    """Return the next question as plain data: its answer's name, label and why it is asked; null when all is settled.

    Raises `Unusable` where the answers so far cannot be used.
    """
    answers = decision.read(raw, edition)
    stand = interview(decision, answers, edition)
    questions = edition.words[decision.name]["questions"]
    question = None
    if stand.next:
        question = {"answer": stand.next, "label": questions[stand.next]["label"], "why": questions[stand.next]["why"]}
    return {
        "calculator": decision.name,
        "edition": edition.name,
        "as_of": answers.as_of.isoformat(),
        "question": question,
        "still_open": list(stand.open),
    }
