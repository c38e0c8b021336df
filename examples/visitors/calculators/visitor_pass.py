"""Does somebody at the desk get a pass, go in with staff, or wait? Clauses 2.3, 2.4, 3.1 and 4.1 of the invented example.

A pass needs proof of identity, and a volunteer or enough days in a month; without one nobody goes about alone.
"""

from collections.abc import Iterable
from typing import Any

from calculators.core.answers import NOT_KNOWN, Answers, Choice, Problem, WholeNumber
from calculators.core.choices import BOTH, NO, YES, has_value, yes_or_no
from calculators.core.decision import Decision, Part
from calculators.core.edition import Edition
from calculators.core.explanation import Change, Reason
from calculators.core.facts import Fact, Known, Value, combine
from calculators.core.outcome import Outcome, Settled

NAME = "visitor-pass"

ANSWERS = (
    Choice("role", ("visitor", "contractor", "volunteer")),
    WholeNumber("days"),
    Choice("identity_seen", (YES, NO)),
    Choice("with_staff", (YES, NO)),
)


def decide(*, volunteer: bool, regular: bool, identity_seen: bool, with_staff: bool) -> Outcome:
    """3.1: who gets a pass. 2.3 and 2.4: how everybody else goes in. 4.1: what a volunteer is shown, whatever the outcome."""
    shown = ("show_round",) if volunteer else ()
    wanted = volunteer or regular
    told = ("practice_manager",) if wanted else ()
    if wanted and identity_seen:
        return Outcome("pass", "pass", ("sign_in", *shown, "give_pass"), told)
    not_yet = ("no_pass_yet",) if wanted else ()
    name, going_in = ("with_staff", "stay_with") if with_staff else ("wait", "find_somebody")
    return Outcome(name, name, ("sign_in", *shown, *not_yet, going_in), told)


def _regular(answers: Answers, edition: Edition) -> frozenset[Value]:
    days = answers["days"]
    return frozenset((truth,) for truth in (BOTH if days is NOT_KNOWN else (edition.threshold(NAME, "days").met_by(days),)))


FACTS = (
    Fact(("volunteer",), combine(BOTH), ("role",), has_value("role", "volunteer")),
    Fact(("regular",), combine(BOTH), ("days",), _regular),
    Fact(("identity_seen",), combine(BOTH), ("identity_seen",), yes_or_no("identity_seen")),
    Fact(("with_staff",), combine(BOTH), ("with_staff",), yes_or_no("with_staff")),
)


def check(answers: Answers, edition: Edition) -> list[Problem]:
    """Return the problems between answers: there are none."""
    return []


def candidates(name: str, answers: Answers, edition: Edition) -> Iterable[Any]:
    """Return numbers of days on either side of the threshold."""
    first = edition.threshold(NAME, "days").first_met
    return (first - 1, first)


def reasons(answers: Answers, known: Known, edition: Edition) -> list[Reason]:
    """Return the tests of 3.1 and 2.3 in the order a person would check them."""
    options = edition.words[NAME]["questions"]["role"]["options"]
    role, days = answers["role"], answers["days"]
    return [
        Reason("volunteer", "not_known" if role is NOT_KNOWN else "given", _met(known, "volunteer"), {"given": options.get(role)}),
        Reason("regular", "not_known" if days is NOT_KNOWN else "given", _met(known, "regular"), {"count": days}),
        *(Reason(name, answers[name] or "not_known", _met(known, name)) for name in ("identity_seen", "with_staff")),
    ]


def _met(known: Known, fact: str) -> bool | None:
    """Return what a fact is, None where that is open."""
    values = {value for (value,) in known[fact]}
    return values.pop() if len(values) == 1 else None


def nearest_change(answers: Answers, known: Known, settled: Settled, edition: Edition) -> Change | None:
    """Return the number of days from which the person would have a pass, where only that is missing."""
    missing = _met(known, "volunteer") is False and _met(known, "regular") is False and _met(known, "identity_seen") is True
    return Change("more_days", {"count": edition.threshold(NAME, "days").first_met}) if missing else None


DECISION = Decision(
    name=NAME,
    answers=ANSWERS,
    parts=(Part(FACTS, decide),),
    outcomes=("wait", "with_staff", "pass"),
    check=check,
    candidates=candidates,
    reasons=reasons,
    nearest_change=nearest_change,
)
