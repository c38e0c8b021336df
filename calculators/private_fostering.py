"""Is this private fostering, and must children's social care be told? Clauses 22.1 and 22.2.

Rules in order: one known exclusion is enough for "no"; otherwise what the text does not settle is to be checked;
otherwise social care is told. What the law adds to the clause (the closed list of relatives, 28 days rather than
more, who is never privately fostered) is data of the edition and is told apart from the clause's own words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum, auto
from itertools import product
from typing import Any

from calculators.core.ages import Births, birth_problems, births_allowed
from calculators.core.answers import NOT_KNOWN, Answers, Choice, Day, Problem, WholeNumber
from calculators.core.choices import BOTH, NO, YES, has_value, yes_or_no
from calculators.core.dates import age_on, birthday, day_after, day_before, days_inclusive, first_day_of, last_day_of
from calculators.core.decision import Decision, Part
from calculators.core.edition import Edition
from calculators.core.explanation import Change, Reason
from calculators.core.facts import Fact, Known, Value, combine
from calculators.core.outcome import Outcome, Settled

NAME = "private-fostering"
OPEN = "open"

ANSWERS = (
    Day("date_of_birth"),
    WholeNumber("age_years"),
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


def decide(
    *,
    age: Age,
    length: Length,
    ended: bool,
    carer: Carer,
    looked_after: bool,
    parent_lives_there: bool,
    arranged_by: Arranged,
    home_is_childs: bool,
    broken: bool,
) -> Outcome:
    """22.1 and 22.2. One exclusion is enough for "no"; what the text leaves open is checked; the rest is told."""
    school_holiday = carer is Carer.SCHOOL_IN_HOLIDAY and age is Age.UNDER_LIMIT
    too_short = length is Length.WITHIN_HOLIDAY_LIMIT or (length is Length.SHORT and not school_holiday)
    text = by_text(age=age, length=length, ended=ended, carer=carer, looked_after=looked_after, arranged_by=arranged_by, broken=broken)
    if (
        age is Age.OVER_LIMIT
        or carer in NEVER_PRIVATE
        or looked_after
        or parent_lives_there
        or arranged_by is Arranged.BY_ADOPTION_AGENCY
        or (too_short and not broken)
    ):
        return Outcome("not_private_fostering", text, ("raise_any_concern",))
    left_open = {
        "broken_stays": broken,
        "childs_home": home_is_childs,
        "ended_stay": ended,
        "school_holiday": school_holiday,
        "arranged_by_authority": arranged_by is Arranged.BY_AUTHORITY,
    }
    read_with_law = {
        "long_in_law_only": length is Length.LONG_IN_LAW_ONLY,
        "arranged_by_child": arranged_by is Arranged.BY_CHILD,
        "arranged_by_agency": arranged_by is Arranged.BY_AGENCY,
        "school_holiday_disabled": carer is Carer.SCHOOL_IN_HOLIDAY and age is Age.UNDER_LIMIT_IF_DISABLED,
    }
    cautions = tuple(caution for caution, holds in (left_open | read_with_law).items() if holds)
    name, action = ("check", "check_with_social_care") if any(left_open.values()) else ("notify", "tell_social_care")
    return Outcome(name, text, (action, "raise_any_concern"), ("childrens_social_care",), cautions)


def by_text(*, age: Age, length: Length, ended: bool, carer: Carer, looked_after: bool, arranged_by: Arranged, broken: bool) -> str:
    """22.1 by its own words where these leave out what the law adds: under the age limit, an adult who is no close relative,
    a private arrangement between the parent and the carer, for longer than the clause's period, no local authority's care.
    The words leave open how breaks count, and whether an agency may stand between the two."""
    by_its_words = (
        age is not Age.OVER_LIMIT
        and carer in (Carer.OTHER, Carer.RESPONSIBLE)
        and arranged_by in (Arranged.BY_PARENT, Arranged.BY_AGENCY)
        and not looked_after
        and not ended
    )
    if by_its_words and (broken or (length is Length.LONG and arranged_by is Arranged.BY_AGENCY)):
        return "check"
    return "notify" if by_its_words and length is Length.LONG else "not_private_fostering"


# From answers to facts


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


def _age_limits(edition: Edition) -> tuple[int, ...]:
    return tuple(edition.threshold(NAME, name).value for name in ("age_limit", "age_limit_disabled"))


def _lengths(edition: Edition) -> set[int]:
    """Return the lengths in days on either side of each limit, and one day."""
    firsts = [edition.threshold(NAME, name).first_met for name in ("stay", "stay_in_law", "school_holiday_stay")]
    return {1, *firsts, *(first - 1 for first in firsts if first > 1)}


def _has_left(answers: Answers) -> bool:
    return answers["still_there"] == NO


def _turning_days(births: Births, edition: Edition) -> set[date]:
    """Return the days on and before which the child reaches an age limit, as far as the births are bounded."""
    bounds = {births.last} if births.unbounded else {births.first, births.last}
    days = {birthday(birth, age) for birth, age in product(bounds, _age_limits(edition))}
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
        yield (end, True) if _has_left(answers) else (OPEN, False)
        return
    if end is not NOT_KNOWN:
        yield end, False
        return
    lasts = {last_day_of(start, days) for days in _lengths(edition)}
    yield OPEN, False
    yield from ((last, False) for last in {*lasts, max(as_of, start)} if last >= max(as_of, start))
    if _has_left(answers):
        passed = {*lasts, *_turning_days(births_allowed(answers), edition), day_before(as_of)}
        yield from ((last, True) for last in passed if start <= last < as_of)


def _age_and_stay(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Return every (age, length, ended) that some completion of the answers gives.

    The age is taken on the day of the decision; on the first day of a stay that lies ahead; on the last day of a stay
    that has ended.
    """
    births, limits = births_allowed(answers), _age_limits(edition)
    disabled = (YES, NO) if answers["disabled"] is NOT_KNOWN else (answers["disabled"],)
    found = set()
    for start in _starts(answers, edition):
        for end, ended in _ends(answers, edition, start):
            day = start if start > answers.as_of else end if ended else answers.as_of
            length = _length(edition, start, end)
            for birth in births.around(limits, day, min(start, answers.as_of)):
                years = age_on(birth, day)
                found |= {(_age(edition, years, given), length, ended) for given in disabled}
    return frozenset(found)


def _carer(answers: Answers, edition: Edition) -> frozenset[Value]:
    given = answers["carer"]
    if given is NOT_KNOWN:
        return frozenset((carer,) for carer in Carer if carer is not _other_season(answers))
    if given == "school":
        return frozenset((carer,) for carer in (Carer.SCHOOL_IN_TERM, Carer.SCHOOL_IN_HOLIDAY) if carer is not _other_season(answers))
    if given in edition.values(NAME, "close_relatives"):
        return frozenset({(Carer.RELATIVE,)})
    plain = {
        "parent": Carer.PARENT,
        "person_with_parental_responsibility": Carer.RESPONSIBLE,
        "hospital_or_care_home": Carer.HOSPITAL,
        "local_authority_carer": Carer.AUTHORITY,
    }
    return frozenset({(plain.get(given, Carer.OTHER),)})


def _other_season(answers: Answers) -> Carer | None:
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
        _age_and_stay,
    ),
    Fact(("carer",), combine(Carer), ("carer", "school_holiday"), _carer),
    Fact(("looked_after",), combine(BOTH), ("looked_after",), yes_or_no("looked_after")),
    Fact(("parent_lives_there",), combine(BOTH), ("parent_lives_there",), yes_or_no("parent_lives_there")),
    Fact(("arranged_by",), combine(Arranged), ("arranged_by",), _arranged_by),
    Fact(("home_is_childs",), combine(BOTH), ("home",), has_value("home", "childs")),
    Fact(("broken",), combine(BOTH), ("broken_stays",), yes_or_no("broken_stays")),
)


def check(answers: Answers, edition: Edition) -> list[Problem]:
    """Return the problems between answers: birth after the day of decision, start before birth, end before start."""
    problems = birth_problems(answers)
    if problems:
        return problems
    earliest, start, end = births_allowed(answers).first, answers["start"], answers["end"]
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
    births = {birth for day in days for birth in births_allowed(free).around(_age_limits(edition), day, not_after)}
    # A year more, too: where the age is taken on an earlier day, only that year is certain to lie beyond the limit.
    return births if name == "date_of_birth" else {age_on(birth, as_of) + more for birth in births for more in (0, 1)}


# What to tell beside the outcome


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
    season = _other_season(answers) if given == "school" else None
    found = {Carer.SCHOOL_IN_TERM: "in_holiday", Carer.SCHOOL_IN_HOLIDAY: "in_term"}.get(season, "given")
    return Reason(fact, found, met, {"given": words[fact]["options"][given]}, ground=met is False)


def _age_reason(answers: Answers, known: Known, edition: Edition) -> Reason:
    ages = {age for age, _, _ in known["age"]}
    met = _met(ages, {age: age is not Age.OVER_LIMIT for age in Age})
    day, births = _age_day(answers), births_allowed(answers)
    if day is None or births.unbounded:
        return Reason("age", "not_known", met, ground=met is False)
    younger, older = (max(0, age_on(birth, day)) for birth in (births.last, births.first))
    if younger != older:
        return Reason("age", "either", met, {"younger": younger, "older": older, "day": day}, ground=met is False)
    between = not edition.threshold(NAME, "age_limit").met_by(older) and edition.threshold(NAME, "age_limit_disabled").met_by(older)
    found = {NOT_KNOWN: "disability_not_known", YES: "disabled", NO: "not_disabled"}[answers["disabled"]] if between else "age"
    return Reason("age", found, met, {"count": older, "day": day}, ground=met is False)


def _age_day(answers: Answers) -> date | None:
    """Return the day on which the age is taken, or None where the answers leave it open."""
    as_of, start, end = answers.as_of, answers["start"], answers["end"]
    if start and start > as_of:
        return start
    if isinstance(end, date) and end < as_of:
        return end if _has_left(answers) else as_of
    return None if end is NOT_KNOWN and _has_left(answers) else as_of


def _stay_reason(answers: Answers, known: Known) -> Reason:
    met = _met(_lengths_of(known), {length: length in (Length.LONG, Length.LONG_IN_LAW_ONLY) for length in Length})
    # Of a stay that the holiday rule decides, the length that the rule asks for is the ground.
    ground = met is False and answers["broken_stays"] == NO and not _school_holiday(known)
    start, end, as_of = answers["start"], answers["end"], answers.as_of
    values: dict[str, Any] = {"start": start, "end": end, "as_of": as_of}
    if start is NOT_KNOWN:
        return Reason("stay", "start_not_known", met, values, ground)
    if end == OPEN:
        return Reason("stay", "open", met, values, ground)
    if isinstance(end, date) and (end >= as_of or _has_left(answers)):
        return Reason("stay", "ended" if end < as_of else "planned", met, values | {"count": days_inclusive(start, end)}, ground)
    if start > as_of or _has_left(answers):
        return Reason("stay", "end_not_known", met, values, ground)
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
    if start and isinstance(end, date) and (end >= answers.as_of or _has_left(answers)):
        found = "of_holidays" if answers["school_holiday"] == YES else "days"
        yield Reason("holiday_stay", found, met, {"count": days_inclusive(start, end)}, ground)
    else:
        yield Reason("holiday_stay", "not_known" if end is NOT_KNOWN or start is NOT_KNOWN else "open", met, {}, ground)


def _lengths_of(known: Known) -> set[Any]:
    return {length for _, length, _ in known["age"]}


def _school_holiday(known: Known) -> bool:
    """Say whether the rule for a school's holidays is certain to be the one that decides about the length."""
    return known["carer"] == {(Carer.SCHOOL_IN_HOLIDAY,)} and {age for age, _, _ in known["age"]} == {Age.UNDER_LIMIT}


def cautions(answers: Answers, known: Known, edition: Edition) -> tuple[str, ...]:
    """Return the caution that a child is taken to be still there, where nobody said so and it counts.

    That is a stay whose planned last day has passed, or one that has begun and of which nobody knows the end.
    """
    start, end, as_of = answers["start"], answers["end"], answers.as_of
    passed = isinstance(end, date) and end < as_of
    begun = end is NOT_KNOWN and start is not NOT_KNOWN and start < as_of
    if "still_there" in answers.given or not (passed or begun):
        return ()
    diagram = DECISION.parts[0].diagram
    there, gone = (
        {outcome.whole for outcome in diagram.allowed({**known, "age": age})} for age in (known["age"], _if_left(answers, edition))
    )
    return ("treated_as_still_there" if passed else "end_not_known",) if there != gone else ()


def _if_left(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Return what the age and the stay can be if the child has left, where its end has passed or is not known."""
    return _age_and_stay(answers.having("still_there", NO), edition)


def nearest_change(answers: Answers, known: Known, settled: Settled, edition: Edition) -> Change | None:
    """Return the day to which a short stay would have to last, or the birthday on which the rule stops applying.

    There is none for a stay that has ended, and no birthday for one that lies ahead: its age is taken on its first day.
    """
    if len(settled.possible) > 1 or any(ended for _, _, ended in known["age"]):
        return None
    if settled.name == "not_private_fostering":
        return _longer_stay(answers, known, edition)
    return _birthday(answers, edition)


def _longer_stay(answers: Answers, known: Known, edition: Edition) -> Change | None:
    longer = frozenset((age, Length.LONG, ended) for age, _, ended in known["age"])
    allowed = DECISION.parts[0].diagram.allowed({**known, "age": longer})
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
    general, extended = _age_limits(edition)
    age = extended if answers["disabled"] == YES or age_on(births.first, answers.as_of) >= general else general
    day, end = birthday(births.first, age), answers["end"]
    if isinstance(end, date) and end < day and end >= answers.as_of:
        return None  # the stay is over by then
    return Change("birthday" if age == general else "birthday_disabled", {"day": day, "age": age})


class PrivateFostering(Decision):
    """The calculator. Where the clause itself says what the law says, the outcome is that of the clause's own words."""

    def settle(self, known: Known, edition: Edition) -> Settled:
        """Join what the answers still allow; by the text alone it is the same where the edition's clause holds the law."""
        settled = super().settle(known, edition)
        return replace(settled, by_text=settled.possible) if _clause_holds_the_law(edition) else settled

    def explained(self, answers: Answers, edition: Edition) -> dict[str, Any]:
        """Return the outcome; that a child is still there though nobody said so is a reading, and not the clause's own words."""
        outcome = super().explained(answers, edition)
        if "still_there" in answers.given:
            return outcome
        known = self.derive(answers, edition)
        nothing_presumed = {**known, "age": known["age"] | _if_left(answers, edition)}
        return outcome | {"by_text_alone": self.settle(nothing_presumed, edition).by_text[0]}


def _clause_holds_the_law(edition: Edition) -> bool:
    """Say whether who is a close relative is a parameter of the policy, with its clause, and no addition from the law."""
    return "clause" in edition.parameters[NAME]["close_relatives"]


DECISION = PrivateFostering(
    name=NAME,
    answers=ANSWERS,
    parts=(Part(FACTS, decide),),
    outcomes=("notify", "check", "not_private_fostering"),
    unsettled="check",
    check=check,
    candidates=candidates,
    reasons=reasons,
    cautions=cautions,
    nearest_change=nearest_change,
)
