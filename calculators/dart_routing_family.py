"""Is the family discussed, referred or brought to a MARAC? Clauses 21.8, 21.10 and 21.11."""

from collections.abc import Iterable
from typing import Any

from calculators.core.answers import NOT_KNOWN, Answers
from calculators.core.choices import BOTH, NO, YES, certain, yes_or_no
from calculators.core.decision import Decision, Part
from calculators.core.edition import Edition
from calculators.core.events import Events, days_to_try, events_reason, further_events, lists_to_try, may_reach, may_stay_below
from calculators.core.explanation import Change, Reason
from calculators.core.facts import Fact, Known, Value, combine
from calculators.core.outcome import Outcome, Settled
from calculators.dart_routing_answers import FAMILY_ANSWERS, INCIDENTS, NAME


def decide_family(*, count_reached: bool, concern: bool, child_protection_concern: bool, high_risk: bool) -> Outcome:
    """21.8, 21.10 and 21.11. A concern is enough for a discussion at any count."""
    due = {
        "discuss_with_designated_nurse": count_reached or concern,  # 21.10
        "consider_social_care_referral": child_protection_concern,  # 21.8
        "raise_at_marac": high_risk,  # 21.11
    }
    name = "discuss" if count_reached or concern else "nothing_due"
    return Outcome(name, name, tuple(action for action, holds in due.items() if holds))


def incidents_of(answers: Answers) -> Events:
    return Events(entry["date"] for entry in answers[INCIDENTS] or ())


def _count_reached(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Return whether the count of 21.10 is, or can be, reached."""
    if answers[INCIDENTS] is NOT_KNOWN:
        return frozenset(combine(BOTH))
    threshold, incidents = edition.threshold(NAME, "incidents"), incidents_of(answers)
    found = {True: may_reach(incidents, threshold), False: may_stay_below(incidents, threshold, answers.as_of)}
    return frozenset((reached,) for reached, possible in found.items() if possible)


FAMILY_FACTS = (
    Fact(("count_reached",), combine(BOTH), (INCIDENTS,), _count_reached),
    *(Fact((name,), combine(BOTH), (name,), yes_or_no(name)) for name in ("concern", "child_protection_concern", "high_risk")),
)


def _family_candidates(name: str, answers: Answers, edition: Edition) -> Iterable[Any]:
    threshold = edition.threshold(NAME, "incidents")
    days = [entry["date"] for entry in answers[INCIDENTS] or ()]
    given = None if answers[INCIDENTS] is NOT_KNOWN else days
    lists = lists_to_try(given, threshold, days_to_try(days, threshold, answers.as_of), answers.as_of)
    return ([{"date": day} for day in tried] for tried in lists)


def _undated(answers: Answers) -> tuple[str, ...]:
    return (INCIDENTS,) if any(entry["date"] is NOT_KNOWN for entry in answers[INCIDENTS] or ()) else ()


def _family_reasons(answers: Answers, known: Known, edition: Edition) -> list[Reason]:
    fact = "incidents_in_any_6_months"
    met = certain(known["count_reached"])
    if answers[INCIDENTS] is NOT_KNOWN:
        found = [Reason(fact, "not_known", met)]
    elif INCIDENTS not in answers.given:
        found = [Reason(fact, "not_asked", None)]
    else:
        incidents = incidents_of(answers)
        found = [events_reason(fact, incidents, edition.threshold(NAME, "incidents"), met)]
        if incidents.undated:
            found.append(Reason("undated_incidents", "found", None, {"count": incidents.undated}))
    more_grave = YES in (answers["child_protection_concern"], answers["high_risk"])
    for name in ("concern", "child_protection_concern", "high_risk"):
        said = "no_other" if name == "concern" and answers[name] == NO and more_grave else answers[name] or "not_known"
        found.append(Reason(name, said, certain(known[name])))
    return found


def _further_incidents(answers: Answers, known: Known, settled: Settled, edition: Edition) -> Change | None:
    """Return how many more incidents, and up to which day, would make a discussion due."""
    if settled.possible != ("nothing_due",) or INCIDENTS not in answers.given:
        return None
    return further_events(INCIDENTS, incidents_of(answers), edition.threshold(NAME, "incidents"), answers.as_of)


FAMILY = Decision(
    name=NAME,
    answers=FAMILY_ANSWERS,
    parts=(Part(FAMILY_FACTS, decide_family),),
    outcomes=("discuss", "nothing_due"),
    check=lambda answers, edition: [],
    candidates=_family_candidates,
    partly_known=_undated,
    reasons=_family_reasons,
    nearest_change=_further_incidents,
)
