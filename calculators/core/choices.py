"""Facts that one choice gives: yes or no, or whether it has a certain value. Not known is both."""

from collections.abc import Callable

from calculators.core.answers import NOT_KNOWN, Answers
from calculators.core.edition import Edition
from calculators.core.facts import Value

YES, NO = "yes", "no"
BOTH = (True, False)
Derive = Callable[[Answers, Edition], frozenset[Value]]


def certain(values: frozenset[Value]) -> bool | None:
    """Return the truth that a fact of one argument certainly has, None where it may be either."""
    truths = {truth for (truth,) in values}
    return truths.pop() if len(truths) == 1 else None


def yes_or_no(answer: str) -> Derive:
    """Return the derivation of a fact that is True for "yes" and False for "no"; any other value settles nothing."""

    def derive(answers: Answers, edition: Edition) -> frozenset[Value]:
        return frozenset((truth,) for truth in {YES: (True,), NO: (False,)}.get(answers[answer], BOTH))

    return derive


def has_value(answer: str, value: str) -> Derive:
    """Return the derivation of a fact that says whether an answer has `value`."""

    def derive(answers: Answers, edition: Edition) -> frozenset[Value]:
        given = answers[answer]
        return frozenset((truth,) for truth in (BOTH if given is NOT_KNOWN else (given == value,)))

    return derive
