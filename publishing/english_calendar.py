"""The calendar of England that the rules are given as data: bank holidays, and the moments at which the clocks change."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

ZONE = ZoneInfo("Europe/London")


@cache
def bank_holidays(first_year: int, last_year: int) -> tuple[str, ...]:
    """Return every bank holiday of England in these years, as YYYY-MM-DD, in order; both years included."""
    days = holidays.country_holidays("GB", subdiv="ENG", years=range(first_year, last_year + 1))
    return tuple(day.isoformat() for day in sorted(days) if first_year <= day.year <= last_year)


@cache
def clock_changes(first_year: int, last_year: int) -> tuple[dict[str, str], ...]:
    """Return each moment in these years at which the clocks change: what a clock shows then, and what it is set to."""
    midnight = datetime(first_year, 1, 1, tzinfo=UTC)
    days = (midnight + timedelta(days=number) for number in range((datetime(last_year + 1, 1, 1, tzinfo=UTC) - midnight).days))
    changed = [day for day in days if _offset(day) != _offset(day + timedelta(days=1))]
    hours = (day + timedelta(hours=hour) for day in changed for hour in range(1, 25))
    moments = [hour for hour in hours if _offset(hour) != _offset(hour - timedelta(minutes=1))]
    return tuple(
        {"at": _plain(moment + _offset(moment - timedelta(minutes=1))), "to": _plain(moment + _offset(moment))} for moment in moments
    )


def _offset(moment: datetime) -> timedelta:
    return moment.astimezone(ZONE).utcoffset() or timedelta()


def _plain(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")
