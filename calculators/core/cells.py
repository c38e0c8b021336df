"""What a person may write into a table: column names, choices, dates and times of day, read without guessing."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import lru_cache

_LEFT_OUT = re.compile(r"[\s_\u00ad\u2010-\u2015-]+")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
_TIME_BEHIND = re.compile(r"[T\s]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?")
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?")
_FULL_YEAR, _FULL_HOUR, _MONTHS = 4, 2, 12
_REMEMBERED = 1 << 14
_LONGEST_NAME = 1 << 8  # nothing longer is a name or a date, and nothing longer is remembered

NOT_A_DATE, NO_SUCH_DAY, MONTH_FIRST, TWO_DIGIT_YEAR = "not_a_date", "no_such_day", "month_first", "two_digit_year"


def folded(text: str) -> str:
    """Return a name as it is compared: case, spaces, underscores and hyphens do not count."""
    return _folded(text) if len(text) <= _LONGEST_NAME else text


@lru_cache(_REMEMBERED)
def _folded(text: str) -> str:
    return _LEFT_OUT.sub("", text.casefold())


def by_name(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return folded name -> value, from value -> the ways to write it; a value is a way to write itself."""
    return {folded(name): value for value, others in names.items() for name in (value, *others)}


def read_date(text: str) -> date | str:
    """Return the date of 2026-01-10, 10/01/2026 or 10/1/2026, or the kind of what is wrong with it.

    A time of day behind it is left aside: it says nothing about the day, and midnight is often only a spreadsheet's habit.
    """
    return _date(text) if len(text) <= _LONGEST_NAME else NOT_A_DATE


@lru_cache(_REMEMBERED)
def _date(text: str) -> date | str:
    found = _YEAR_FIRST.match(text)
    year, month, day = found.groups() if found else ("", "", "")
    if not found:
        found = _DAY_FIRST.match(text)
        day, month, year = found.groups() if found else ("", "", "")
    behind = text[found.end() :] if found else ""
    if not found or (behind and not _TIME_BEHIND.fullmatch(behind)):
        return NOT_A_DATE
    if len(year) < _FULL_YEAR:
        return TWO_DIGIT_YEAR
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return MONTH_FIRST if int(day) <= _MONTHS < int(month) else NO_SUCH_DAY


def read_time(text: str) -> str | None:
    """Return a time of day as HH:MM, from 9:30, 09:30 or 09:30:00; None for anything else.

    Seconds other than none are refused: cut off, two contacts within a minute would look like one.
    """
    if not _TIME.fullmatch(text):
        return None
    try:
        read = time.fromisoformat(text if text[_FULL_HOUR] == ":" else f"0{text}")
    except ValueError:
        return None
    return None if read.second else read.isoformat("minutes")
