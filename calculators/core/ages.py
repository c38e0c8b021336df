"""The dates of birth that a person's answers still allow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from calculators.core.answers import NOT_KNOWN, Answers, Problem, WholeNumber, shown
from calculators.core.dates import age_on, day_after, latest_birth
from calculators.core.edition import Edition

BIRTH, YEARS = "date_of_birth", "age_years"
STANDS_IN = {YEARS: BIRTH}
AGE = WholeNumber(YEARS, wrong="not_an_age")


@dataclass(frozen=True)
class Births:
    """The possible dates of birth, both ends included; `first` is the start of the calendar when nothing is known."""

    first: date
    last: date

    @property
    def unbounded(self) -> bool:
        return self.first == date.min

    @property
    def known(self) -> bool:
        return self.first == self.last

    def around(self, ages: Iterable[int], day: date, not_after: date) -> set[date]:
        """Return births, on or before `not_after`, that show each class of age on `day` that `ages` separate."""
        last = min(self.last, not_after)
        turning = {latest_birth(age, day) for age in ages}
        births = {*turning, *map(day_after, turning), last} | (set() if self.unbounded else {self.first})
        return {birth for birth in births if self.first <= birth <= last}


def births_allowed(answers: Answers) -> Births:
    """Return the births that `date_of_birth`, or else `age_years` (whole years on `as_of`), still allow."""
    birth, years = answers[BIRTH], answers[YEARS]
    if birth is not NOT_KNOWN:
        return Births(birth, birth)
    if years is not NOT_KNOWN:
        last = latest_birth(years, answers.as_of)
        older = latest_birth(years + 1, answers.as_of)
        return Births(last if older >= last else day_after(older), last)
    return Births(date.min, answers.as_of)


def too_long_ago(day: date, as_of: date, edition: Edition) -> bool:
    """Say whether nobody who lives on `as_of` was born by this day, so that its year must be a slip of the keyboard."""
    return age_on(day, as_of) > edition.oldest_age


def too_old(years: int, edition: Edition) -> bool:
    """Say whether nobody is so old, so that the number must be a slip of the keyboard."""
    return years > edition.oldest_age


def past_problems(name: str, day: date | None, as_of: date, edition: Edition) -> list[Problem]:
    """Return the problem of a day that is longer ago than anybody lives, if there is one."""
    if day is NOT_KNOWN or not too_long_ago(day, as_of, edition):
        return []
    return [Problem(name, "too_long_ago", {"day": day, "years": edition.oldest_age, "as_of": as_of})]


def birth_problems(answers: Answers, edition: Edition) -> list[Problem]:
    """Return the problem of a birth after the day of the decision, or of somebody older than people become, if there is one."""
    birth, years, as_of = answers[BIRTH], answers[YEARS], answers.as_of
    if birth is not NOT_KNOWN:
        return (
            [Problem(BIRTH, "after_as_of", {"day": birth, "as_of": as_of})]
            if birth > as_of
            else past_problems(BIRTH, birth, as_of, edition)
        )
    if years is not NOT_KNOWN and too_old(years, edition):
        return [Problem(YEARS, "too_old", {"found": shown(years), "years": edition.oldest_age})]
    return []


def age_shown(answers: Answers, day: date) -> int | None:
    """Return the age in whole years on `day`, or None where it is not known for certain."""
    births = births_allowed(answers)
    youngest, oldest = age_on(births.last, day), age_on(births.first, day)
    return youngest if youngest == oldest else None
