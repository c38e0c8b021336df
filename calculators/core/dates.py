"""Ages, days and months as the policy's readings count them.

Every function is total over `datetime.date`: a result beyond the calendar's ends is clamped to `date.min` or
`date.max`, so a date at the edge of what Python can hold is never an exception.
"""

from calendar import isleap, mdays
from datetime import date, timedelta
from functools import lru_cache

MONTHS_IN_A_YEAR = 12
_DAY = timedelta(days=1)
_FEBRUARY, _LEAP_DAY = 2, 29
_remembering = lru_cache(maxsize=1 << 12)  # a list of many children asks the same days again and again


def day_after(day: date) -> date:
    """Return the next day (the last day of the calendar stays where it is)."""
    return day if day == date.max else day + _DAY


def day_before(day: date) -> date:
    """Return the day before (the first day of the calendar stays where it is)."""
    return day if day == date.min else day - _DAY


def move_days(day: date, days: int) -> date:
    """Return `day` moved by whole days, either way."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def months_after(day: date, months: int) -> date:
    """Return the corresponding day `months` later, month ends clamped.

    From 29 February into the February of a common year the answer is 1 March: every limit that is counted forward
    here ends a protection or a window, and the later day protects longer.
    """
    year, month = _month_at(day, months)
    if year > date.max.year:
        return date.max
    if (day.month, day.day) == (_FEBRUARY, _LEAP_DAY) and month == _FEBRUARY and not isleap(year):
        return date(year, month + 1, 1)
    return date(year, month, min(day.day, _days_in(year, month)))


def months_before(day: date, months: int) -> date:
    """Return the corresponding day `months` earlier, month ends clamped."""
    year, month = _month_at(day, -months)
    if year < date.min.year:
        return date.min
    return date(year, month, min(day.day, _days_in(year, month)))


def _days_in(year: int, month: int) -> int:
    return mdays[month] + (month == _FEBRUARY and isleap(year))


def _month_at(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.year * MONTHS_IN_A_YEAR + day.month - 1 + months, MONTHS_IN_A_YEAR)
    return years, month + 1


def birthday(birth: date, age: int) -> date:
    """Return the day on whose start a person born on `birth` turns `age` (whole years).

    Someone born on 29 February turns a year older on 1 March in a common year.
    """
    return months_after(birth, age * MONTHS_IN_A_YEAR)


def age_on(birth: date, day: date) -> int:
    """Return the age in whole years on `day`; negative before birth."""
    years = day.year - birth.year
    return years if birthday(birth, years) <= day else years - 1


@_remembering
def latest_birth(age: int, day: date) -> date:
    """Return the latest date of birth with which a person is at least `age` (whole years) on `day`."""
    return months_before(day, age * MONTHS_IN_A_YEAR)


def days_inclusive(first: date, last: date) -> int:
    """Return the length of a stay in days; the first day is day 1."""
    return (last - first).days + 1


def last_day_of(first: date, days: int) -> date:
    """Return the last day of a stay of `days` days that began on `first`."""
    return move_days(first, days - 1)


def first_day_of(last: date, days: int) -> date:
    """Return the first day of a stay of `days` days that ends on `last`."""
    return move_days(last, 1 - days)


def within_months(earlier: date, later: date, months: int) -> bool:
    """Say whether two dates lie within `months` months of each other, both ends included.

    They do when the later is on or before the earlier plus the months, or the earlier is on or after the later
    minus the months. The two differ only at month ends and leap days; either is enough, which never misses a pair.
    """
    return later <= months_after(earlier, months) or earlier >= months_before(later, months)


@_remembering
def latest_within(earlier: date, months: int) -> date:
    """Return the last date that is still within `months` months of `earlier`."""
    last = months_after(earlier, months)
    while last < date.max and within_months(earlier, day_after(last), months):
        last = day_after(last)
    return last


@_remembering
def earliest_within(later: date, months: int) -> date:
    """Return the first date that is still within `months` months of `later`."""
    first = months_before(later, months)
    while first > date.min and within_months(day_before(first), later, months):
        first = day_before(first)
    return first
