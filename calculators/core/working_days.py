"""Working days: Monday to Friday, less the bank holidays of the years for which those are known."""

from calendar import SATURDAY
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

_DAY = timedelta(days=1)


class NotCovered(Exception):
    """A day lies in a year whose bank holidays are not known; `day` is that day."""

    def __init__(self, day: date):
        super().__init__(day)
        self.day = day


@dataclass(frozen=True)
class BankHolidays:
    """The bank holidays of the years from `first_year` to `last_year`, both included. Outside them nothing is known."""

    first_year: int
    last_year: int
    days: frozenset[date]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "BankHolidays":
        """Build from {"first_year", "last_year", "days"}, the days as YYYY-MM-DD."""
        return cls(data["first_year"], data["last_year"], frozenset(map(date.fromisoformat, data["days"])))

    def cover(self, day: date) -> bool:
        """Say whether the bank holidays of the year of `day` are known."""
        return self.first_year <= day.year <= self.last_year


def is_working_day(day: date, holidays: BankHolidays) -> bool:
    """Say whether `day` is a Monday to Friday that is no bank holiday; raises `NotCovered`, for not known is not none."""
    if not holidays.cover(day):
        raise NotCovered(day)
    return day.weekday() < SATURDAY and day not in holidays.days


def working_days_after(day: date, count: int, holidays: BankHolidays) -> tuple[date, ...]:
    """Return the first `count` working days after `day`, which is itself day 0 and never counted; raises `NotCovered`."""
    found: list[date] = []
    if not holidays.cover(day):
        raise NotCovered(day)
    while len(found) < count:
        day += _DAY
        if is_working_day(day, holidays):
            found.append(day)
    return tuple(found)
