"""What is told of a stay beside its outcome: the tests of 22.1, what is presumed, and what would change the answer."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from calculators.core.ages import births_allowed
from calculators.core.answers import NOT_KNOWN, Answers
from calculators.core.choices import NO, YES
from calculators.core.dates import age_on, birthday, days_inclusive, last_day_of
from calculators.core.edition import Edition
from calculators.core.explanation import Change, Reason
from calculators.core.facts import Diagram, Known
from calculators.core.outcome import Settled
from calculators.private_fostering_facts import (
    NAME,
    NEVER_PRIVATE,
    OPEN,
    Age,
    Arranged,
    Carer,
    Length,
    age_limits,
    has_left,
    if_left,
    other_season,
)


def reasons(answers: Answers, known: Known, edition: Edition) -> list[Reason]:
    """Return the tests of 22.1 in the order a person would check them.

    What is known and not settled by the text fails its test and is no ground for a "no".
    """
    words = edition.words[NAME]["questions"]
    carers = {(carer,): carer not in NEVER_PRIVATE for carer in Carer}
    private = {(arranged,): arranged not in (Arranged.BY_ADOPTION_AGENCY, Arranged.BY_AUTHORITY) for arranged in Arranged}
    placed = known["arranged_by"] == {(Arranged.BY_ADOPTION_AGENCY,)}
    return [
        _age_reason(answers, known, edition),
        _labelled(known, "carer", answers, words, carers),
        *(_exclusion(known, fact, answers) for fact in ("looked_after", "parent_lives_there")),
        replace(_labelled(known, "arranged_by", answers, words, private), ground=placed),
        _home_reason(answers, known),
        _stay_reason(answers, known),
        *_holiday_reasons(answers, known),
        Reason("broken", answers["broken_stays"] or "not_known", _met(known["broken"], ABSENT)),
    ]


LONG_ENOUGH = (Length.LONG, Length.LONG_IN_LAW_ONLY)
ABSENT: dict[Any, bool | None] = {(True,): False, (False,): True}


def _met(values: Iterable[Any], verdicts: dict[Any, bool | None]) -> bool | None:
    """Return the verdict that all the values share, None where they differ."""
    shared = {verdicts[value] for value in values}
    return shared.pop() if len(shared) == 1 else None


def _exclusion(known: Known, fact: str, answers: Answers) -> Reason:
    met = _met(known[fact], ABSENT)
    return Reason(fact, answers[fact] or "not_known", met, ground=met is False)


def _home_reason(answers: Answers, known: Known) -> Reason:
    found = answers["home"] or "not_known"
    if found == "carers" and "home" not in answers.given:
        found = "taken_as_carers"
    return Reason("home_is_childs", found, _met(known["home_is_childs"], ABSENT))


def _labelled(known: Known, fact: str, answers: Answers, words: Any, verdicts: dict[Any, bool | None]) -> Reason:
    met, given = _met(known[fact], verdicts), answers[fact]
    if given is NOT_KNOWN:
        return Reason(fact, "not_known", met, ground=met is False)
    season = other_season(answers) if given == "school" else None
    found = {Carer.SCHOOL_IN_TERM: "in_holiday", Carer.SCHOOL_IN_HOLIDAY: "in_term"}.get(season, "given")
    return Reason(fact, found, met, {"given": words[fact]["options"][given]}, ground=met is False)


def _age_reason(answers: Answers, known: Known, edition: Edition) -> Reason:
    ages = {age for age, _, _ in known["age"]}
    met = _met(ages, {age: age is not Age.OVER_LIMIT for age in Age})
    day, births = _age_day(answers), births_allowed(answers)
    if day is None or births.unbounded:
        return Reason("age", "not_known", met, ground=met is False)
    younger, older = (max(0, age_on(birth, day)) for birth in (births.last, births.first))
    if left_open(answers, known) and met is None:
        short = all(age is Age.OVER_LIMIT or length not in LONG_ENOUGH for age, length, _ in known["age"])
        return Reason("age", "if_left_short" if short else "if_left", met, {"count": older, "day": day}, ground=short)
    if younger != older:
        return Reason("age", "either", met, {"younger": younger, "older": older, "day": day}, ground=met is False)
    between = not edition.threshold(NAME, "age_limit").met_by(older) and edition.threshold(NAME, "age_limit_disabled").met_by(older)
    found = {NOT_KNOWN: "disability_not_known", YES: "disabled", NO: "not_disabled"}[answers["disabled"]] if between else "age"
    if found == "age" and met is None and answers["start"] is NOT_KNOWN:
        found = "start_not_known"
    return Reason("age", found, met, {"count": older, "day": day}, ground=met is False)


def _age_day(answers: Answers) -> date | None:
    """Return the day on which the age is taken, or None where the answers leave it open."""
    as_of, start, end = answers.as_of, answers["start"], answers["end"]
    if start and start > as_of:
        return start
    if isinstance(end, date) and end < as_of:
        return end if has_left(answers) else as_of
    return None if end is NOT_KNOWN and has_left(answers) else as_of


def _stay_reason(answers: Answers, known: Known) -> Reason:
    met = _met(_lengths_of(known), {length: length in LONG_ENOUGH for length in Length})
    # Of a stay that the holiday rule decides, the length that the rule asks for is the ground.
    ground = met is False and answers["broken_stays"] == NO and not _school_holiday(known)
    start, end, as_of = answers["start"], answers["end"], answers.as_of
    values: dict[str, Any] = {"start": start, "end": end, "as_of": as_of}
    if start is NOT_KNOWN:
        return Reason("stay", "start_not_known", met, values, ground)
    if end == OPEN:
        return Reason("stay", "open", met, values, ground)
    if isinstance(end, date) and (end >= as_of or has_left(answers)):
        return Reason("stay", "ended" if end < as_of else "planned", met, values | {"count": days_inclusive(start, end)}, ground)
    if start > as_of or has_left(answers) or (end is NOT_KNOWN and left_open(answers, known)):
        return Reason("stay", "end_not_known", met, values, ground)
    if left_open(answers, known):
        return Reason("stay", "left_not_known", met, values, ground)
    said, taken = ("so_far", "so_far_taken") if end is NOT_KNOWN else ("overrun", "overrun_taken")
    found = said if "still_there" in answers.given else taken
    return Reason("stay", found, met, values | {"count": days_inclusive(start, as_of)}, ground)


def _holiday_reasons(answers: Answers, known: Known) -> Iterator[Reason]:
    """Yield the length that the holiday rule asks for, where it may decide about a stay at a school."""
    ages = {age for age, _, _ in known["age"]}
    if answers["carer"] != "school" or (Carer.SCHOOL_IN_HOLIDAY,) not in known["carer"] or Age.UNDER_LIMIT not in ages:
        return
    met = _met(_lengths_of(known), {length: length is not Length.WITHIN_HOLIDAY_LIMIT for length in Length})
    ground = met is False and answers["broken_stays"] == NO and _school_holiday(known)
    start, end = answers["start"], answers["end"]
    if start and isinstance(end, date) and (end >= answers.as_of or has_left(answers)):
        found = "of_holidays" if answers["school_holiday"] == YES else "days"
        yield Reason("holiday_stay", found, met, {"count": days_inclusive(start, end)}, ground)
    else:
        yield Reason("holiday_stay", "not_known" if end is NOT_KNOWN or start is NOT_KNOWN else "open", met, {}, ground)


def _lengths_of(known: Known) -> set[Any]:
    return {length for _, length, _ in known["age"]}


def _school_holiday(known: Known) -> bool:
    """Say whether the rule for a school's holidays is certain to be the one that decides about the length."""
    return known["carer"] == {(Carer.SCHOOL_IN_HOLIDAY,)} and {age for age, _, _ in known["age"]} == {Age.UNDER_LIMIT}


def left_open(answers: Answers, known: Known) -> bool:
    """Say whether it is left open that a child has left, of whom nobody said whether it is still there."""
    return "still_there" not in answers.given and any(ended for _, _, ended in known["age"])


def cautions(answers: Answers, known: Known, edition: Edition, diagram: Diagram) -> tuple[str, ...]:
    """Return the caution that a child is taken to be still there, or may have left, where nobody said so and it counts.

    It is taken to be still there in a stay whose planned last day has passed, or one that has begun and of which nobody
    knows the end; unless it has grown too old since, for then that would end a protection.
    """
    if left_open(answers, known):
        there = {**known, "age": frozenset(state for state in known["age"] if state[0] is Age.OVER_LIMIT)}
        return ("may_have_left",) if diagram.allowed(there) != diagram.allowed(known) else ()
    start, end, as_of = answers["start"], answers["end"], answers.as_of
    passed = isinstance(end, date) and end < as_of
    begun = end is NOT_KNOWN and start is not NOT_KNOWN and start < as_of
    if "still_there" in answers.given or not (passed or begun):
        return ()
    there, gone = (
        {outcome.whole for outcome in diagram.allowed({**known, "age": age})} for age in (known["age"], if_left(answers, edition))
    )
    return ("treated_as_still_there" if passed else "end_not_known",) if there != gone else ()


def nearest_change(answers: Answers, known: Known, settled: Settled, edition: Edition, diagram: Diagram) -> Change | None:
    """Return the day to which a short stay would have to last, or the birthday on which the rule stops applying.

    There is none for a stay that has ended, and no birthday for one that lies ahead: its age is taken on its first day.
    """
    if len(settled.possible) > 1 or any(ended for _, _, ended in known["age"]):
        return None
    if settled.name == "not_private_fostering":
        return _longer_stay(answers, known, edition, diagram)
    return _birthday(answers, edition)


def _longer_stay(answers: Answers, known: Known, edition: Edition, diagram: Diagram) -> Change | None:
    longer = frozenset((age, Length.LONG, ended) for age, _, ended in known["age"])
    allowed = diagram.allowed({**known, "age": longer})
    if answers["start"] is NOT_KNOWN or any(outcome.name == "not_private_fostering" for outcome in allowed):
        return None
    holiday = _school_holiday(known)
    days = edition.threshold(NAME, "school_holiday_stay" if holiday else "stay_in_law").first_met
    must = {outcome.name for outcome in allowed} == {"notify"}
    words = "longer_holiday" if holiday else "longer_stay" if must else "longer_stay_check"
    return Change(words, {"day": last_day_of(answers["start"], days), "days": days})


def _birthday(answers: Answers, edition: Edition) -> Change | None:
    births, start = births_allowed(answers), answers["start"]
    if not births.known or start is NOT_KNOWN or start > answers.as_of:
        return None
    general, extended = age_limits(edition)
    age = extended if answers["disabled"] == YES or age_on(births.first, answers.as_of) >= general else general
    day, end = birthday(births.first, age), answers["end"]
    if isinstance(end, date) and end < day and end >= answers.as_of:
        return None  # the stay is over by then
    return Change("birthday" if age == general else "birthday_disabled", {"day": day, "age": age})
