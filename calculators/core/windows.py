"""How many dated events fall into one rolling window of months, and whether events with no date can stay apart.

Used for counts such as "three or more within 12 months". A cluster is `size` dates of which the first and the last lie
within the window of each other.
"""

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from datetime import date

from calculators.core.dates import day_after, latest_within, within_months


def clusters(dates: Sequence[date], size: int, months: int) -> Iterator[tuple[date, date]]:
    """Yield (first, last) of every run of `size` dates in a row that lies within the window; `dates` sorted."""
    for first, last in zip(dates, dates[size - 1 :]):
        if within_months(first, last, months):
            yield first, last


def largest_cluster(dates: Sequence[date], months: int) -> int:
    """Return the largest number of dates that lie within one window; `dates` sorted."""
    largest = start = 0
    for end, day in enumerate(dates):
        while not within_months(dates[start], day, months):
            start += 1
        largest = max(largest, end - start + 1)
    return largest


def can_stay_apart(dates: Sequence[date], more: int, size: int, months: int, first: date, last: date) -> bool:
    """Say whether `more` dates can be placed in `first`..`last` so that no window holds `size` dates.

    Each is placed on the earliest day that makes no cluster. Putting a date earlier never takes room from a later one,
    so if this fails nothing else can succeed.
    """
    placed = sorted(dates)
    if next(clusters(placed, size, months), None):
        return False
    for _ in range(more):
        free = _first_free_day(placed, size, months, first, last)
        if free is None:
            return False
        insort(placed, free)
    return True


def _first_free_day(placed: Sequence[date], size: int, months: int, first: date, last: date) -> date | None:
    ends = (day_after(latest_within(day, months)) for day in placed)
    for day in sorted({first, *(end for end in ends if end > first)}):
        if day > last:
            return None
        at = bisect_right(placed, day)
        around = [*placed[max(0, at - size) : at], day, *placed[at : at + size]]
        if next(clusters(around, size, months), None) is None:
            return day
    return None
