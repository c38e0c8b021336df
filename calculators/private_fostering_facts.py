"""What is asked about a stay, and the facts that the answers leave possible: age, length, carer, arrangement. Clause 22.1."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum, auto
from itertools import product
from typing import Any

from calculators.core.ages import AGE, Births, birth_problems, births_allowed, past_problems
from calculators.core.answers import NOT_KNOWN, Answers, Choice, Day, Problem
from calculators.core.choices import BOTH, NO, YES, has_value, yes_or_no
from calculators.core.dates import age_on, birthday, day_after, day_before, days_inclusive, first_day_of, last_day_of
from calculators.core.edition import Edition
from calculators.core.facts import Fact, Value, combine

NAME = "private-fostering"
OPEN = "open"

ANSWERS = (
    Day("date_of_birth"),
    AGE,
    Choice("disabled", (YES, NO)),
    Choice(
        "carer",
        (
            "parent",
            "person_with_parental_responsibility",
            "grandparent",
            "brother_or_sister",
            "aunt_or_uncle",
            "step_parent",
            "other_relative",
            "parents_former_partner",
            "friend_or_neighbour",
            "host_family",
            "other_adult",
            "school",
            "hospital_or_care_home",
            "local_authority_carer",
        ),
    ),
    Choice("arranged_by", ("parent", "child", "other_agency", "adoption_agency", "local_authority", "court")),
    Choice("home", ("carers", "childs"), default="carers"),
    Choice("looked_after", (YES, NO)),
    Choice("parent_lives_there", (YES, NO)),
    Choice("school_holiday", (YES, NO)),
    Day("start"),
    Day("end", words=(OPEN,)),
    Choice("still_there", (YES, NO), default=YES, not_known=YES),
    Choice("broken_stays", (YES, NO)),
)


class Age(StrEnum):
    """On which side of the two age limits of 22.1 the child is."""

    UNDER_LIMIT = auto()
    UNDER_LIMIT_IF_DISABLED = auto()
    OVER_LIMIT = auto()


class Length(StrEnum):
    """How long the stay is, or is meant to be, against the clause, the law beside it and the school-holiday rule."""

    WITHIN_HOLIDAY_LIMIT = auto()
    SHORT = auto()
    LONG_IN_LAW_ONLY = auto()
    LONG = auto()


class Carer(StrEnum):
    """Who cares for the child, as far as the rule tells them apart."""

    PARENT = auto()
    RESPONSIBLE = auto()
    RELATIVE = auto()
    SCHOOL_IN_TERM = auto()
    SCHOOL_IN_HOLIDAY = auto()
    HOSPITAL = auto()
    AUTHORITY = auto()
    OTHER = auto()


class Arranged(StrEnum):
    """Who arranged the stay, as far as the rule tells them apart."""

    BY_PARENT = auto()
    BY_CHILD = auto()
    BY_AGENCY = auto()
    BY_ADOPTION_AGENCY = auto()
    BY_AUTHORITY = auto()


NEVER_PRIVATE = (Carer.PARENT, Carer.RESPONSIBLE, Carer.RELATIVE, Carer.SCHOOL_IN_TERM, Carer.HOSPITAL, Carer.AUTHORITY)


def _age(edition: Edition, years: int, disabled: str) -> Age:
    if edition.threshold(NAME, "age_limit").met_by(years):
        return Age.UNDER_LIMIT
    if disabled == YES and edition.threshold(NAME, "age_limit_disabled").met_by(years):
        return Age.UNDER_LIMIT_IF_DISABLED
    return Age.OVER_LIMIT


def _length(edition: Edition, first: date, last: date | str) -> Length:
    if last == OPEN:
        return Length.LONG
    days = days_inclusive(first, last)
    for name, length in (("stay", Length.LONG), ("stay_in_law", Length.LONG_IN_LAW_ONLY), ("school_holiday_stay", Length.SHORT)):
        if edition.threshold(NAME, name).met_by(days):
            return length
    return Length.WITHIN_HOLIDAY_LIMIT


def age_limits(edition: Edition) -> tuple[int, ...]:
    return tuple(edition.threshold(NAME, name).value for name in ("age_limit", "age_limit_disabled"))


def _lengths(edition: Edition) -> set[int]:
    """Return the lengths in days on either side of each limit, and one day."""
    firsts = [edition.threshold(NAME, name).first_met for name in ("stay", "stay_in_law", "school_holiday_stay")]
    return {1, *firsts, *(first - 1 for first in firsts if first > 1)}


def has_left(answers: Answers) -> bool:
    return answers["still_there"] == NO


def _turning_days(births: Births, edition: Edition) -> set[date]:
    """Return the days on and before which the child reaches an age limit, as far as the births are bounded."""
    bounds = {births.last} if births.unbounded else {births.first, births.last}
    days = {birthday(birth, age) for birth, age in product(bounds, age_limits(edition))}
    return days | set(map(day_before, days))


def _starts(answers: Answers, edition: Edition) -> set[date]:
    """Return first days that, between them, show every length and age the other answers allow; the given one if known."""
    if answers["start"] is not NOT_KNOWN:
        return {answers["start"]}
    as_of, end, births = answers.as_of, answers["end"], births_allowed(answers)
    ends = {as_of, day_before(as_of), *({end} if isinstance(end, date) else ())}
    turning = _turning_days(births, edition)
    starts = {as_of, day_after(as_of), *turning}
    starts |= {first_day_of(last, days) for last in ends | turning for days in _lengths(edition)}
    if not births.unbounded:
        starts |= {births.first, births.last}
    latest = end if isinstance(end, date) else date.max
    return {start for start in starts if births.first <= start <= latest}


def _ends(answers: Answers, edition: Edition, start: date) -> Iterator[tuple[date | str, bool]]:
    """Yield last days (or OPEN) of a stay that began on `start`, each with whether the stay has ended.

    A stay whose planned end has passed while the child is still there has no end in view any more.
    """
    as_of, end = answers.as_of, answers["end"]
    if isinstance(end, date) and end < as_of:
        yield (end, True) if has_left(answers) else (OPEN, False)
        return
    if end is not NOT_KNOWN:
        yield end, False
        return
    lasts = {last_day_of(start, days) for days in _lengths(edition)}
    yield OPEN, False
    yield from ((last, False) for last in {*lasts, max(as_of, start)} if last >= max(as_of, start))
    if has_left(answers):
        passed = {*lasts, *_turning_days(births_allowed(answers), edition), day_before(as_of)}
        yield from ((last, True) for last in passed if start <= last < as_of)


def _ages(answers: Answers, edition: Edition, births: Births, day: date, born_by: date) -> frozenset[Age]:
    """Return what the age on a day can be for the rule, of a child born by a day; worked out once, for stays of many lengths share it."""
    disabled = (YES, NO) if answers["disabled"] is NOT_KNOWN else (answers["disabled"],)

    def found() -> frozenset[Age]:
        years = {age_on(birth, day) for birth in births.around(age_limits(edition), day, born_by)}
        return frozenset(_age(edition, *given) for given in product(years, disabled))

    ages: frozenset[Age] = answers.once(edition, (_ages, births, disabled, day, born_by), found)
    return ages


def age_and_stay(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Return every (age, length, ended) that some completion of the answers gives.

    The age is taken on the day of the decision; on the first day of a stay that lies ahead; on the last day of a stay
    that has ended.
    """
    births = births_allowed(answers)
    found = set()
    for start in _starts(answers, edition):
        for end, ended in _ends(answers, edition, start):
            day = start if start > answers.as_of else end if ended else answers.as_of
            length = _length(edition, start, end)
            found |= {(age, length, ended) for age in _ages(answers, edition, births, day, min(start, answers.as_of))}
    if presence_left_open(answers, found):
        found |= if_left(answers, edition)
    return frozenset(found)


def presence_left_open(answers: Answers, found: Iterable[Value]) -> bool:
    """Say whether a child of whom nobody said it has left may have left too, and not only be still there.

    That the child is still there is presumed because it protects. Of somebody who has grown too old since, it would not:
    a stay that has ended counts by the age on its last day.
    """
    return "still_there" not in answers.given and all(age is Age.OVER_LIMIT for age, _, _ in found)


def _carer(answers: Answers, edition: Edition) -> frozenset[Value]:
    given = answers["carer"]
    if given is NOT_KNOWN:
        return frozenset((carer,) for carer in Carer if carer is not other_season(answers))
    if given == "school":
        return frozenset((carer,) for carer in (Carer.SCHOOL_IN_TERM, Carer.SCHOOL_IN_HOLIDAY) if carer is not other_season(answers))
    if given in edition.values(NAME, "close_relatives"):
        return frozenset({(Carer.RELATIVE,)})
    plain = {
        "parent": Carer.PARENT,
        "person_with_parental_responsibility": Carer.RESPONSIBLE,
        "hospital_or_care_home": Carer.HOSPITAL,
        "local_authority_carer": Carer.AUTHORITY,
    }
    return frozenset({(plain.get(given, Carer.OTHER),)})


def other_season(answers: Answers) -> Carer | None:
    return {YES: Carer.SCHOOL_IN_TERM, NO: Carer.SCHOOL_IN_HOLIDAY}.get(answers["school_holiday"])


def _arranged_by(answers: Answers, edition: Edition) -> frozenset[Value]:
    plain = {
        "parent": Arranged.BY_PARENT,
        "child": Arranged.BY_CHILD,
        "other_agency": Arranged.BY_AGENCY,
        "adoption_agency": Arranged.BY_ADOPTION_AGENCY,
        "local_authority": Arranged.BY_AUTHORITY,
        "court": Arranged.BY_AUTHORITY,
    }
    given = answers["arranged_by"]
    return frozenset((arranged,) for arranged in (Arranged if given is NOT_KNOWN else (plain[given],)))


FACTS = (
    Fact(
        ("age", "length", "ended"),
        combine(Age, Length, BOTH),
        ("date_of_birth", "age_years", "disabled", "start", "end", "still_there"),
        age_and_stay,
    ),
    Fact(("carer",), combine(Carer), ("carer", "school_holiday"), _carer),
    Fact(("looked_after",), combine(BOTH), ("looked_after",), yes_or_no("looked_after")),
    Fact(("parent_lives_there",), combine(BOTH), ("parent_lives_there",), yes_or_no("parent_lives_there")),
    Fact(("arranged_by",), combine(Arranged), ("arranged_by",), _arranged_by),
    Fact(("home_is_childs",), combine(BOTH), ("home",), has_value("home", "childs")),
    Fact(("broken",), combine(BOTH), ("broken_stays",), yes_or_no("broken_stays")),
)


def check(answers: Answers, edition: Edition) -> list[Problem]:
    """Return the problems between answers: birth after the day of decision, start before birth, end before start.

    A day longer ago than anybody lives is one too. Of a child who is said to have left a stay with no end in view, it warns.
    """
    start, end = answers["start"], answers["end"]
    problems = birth_problems(answers, edition) + past_problems("start", start, answers.as_of, edition)
    if isinstance(end, date):
        problems += past_problems("end", end, answers.as_of, edition)
    if problems:
        return problems
    if end == OPEN and has_left(answers):
        answers.warnings.append(Problem("still_there", "left_and_open"))
    earliest = births_allowed(answers).first
    if start and start < earliest:
        problems.append(Problem("start", "before_birth", {"day": start, "birth": earliest}))
    if isinstance(end, date) and end < (start or earliest):
        kind, values = ("before_start", {"day": end, "start": start}) if start else ("before_birth", {"day": end, "birth": earliest})
        problems.append(Problem("end", kind, values))
    return problems


def candidates(name: str, answers: Answers, edition: Edition) -> Iterable[Any]:
    """Return values of a date or age that between them show every difference it can make."""
    as_of, free = answers.as_of, answers.having(name, NOT_KNOWN)
    if name == "start":
        return _starts(free, edition)
    if name == "end":
        return {end for start in _starts(free, edition) for end, _ in _ends(free, edition, start)}
    days = {as_of, day_before(as_of), *(day for day in (answers["start"], answers["end"]) if isinstance(day, date))}
    not_after = min(as_of, answers["start"] or as_of)
    births = {birth for day in days for birth in births_allowed(free).around(age_limits(edition), day, not_after)}
    # A year more, too: where the age is taken on an earlier day, only that year is certain to lie beyond the limit.
    return births if name == "date_of_birth" else {age_on(birth, as_of) + more for birth in births for more in (0, 1)}


def if_left(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Return what the age and the stay can be if the child has left, where its end has passed or is not known."""
    return age_and_stay(answers.having("still_there", NO), edition)
