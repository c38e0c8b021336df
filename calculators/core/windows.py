"""How many dated events fall into one rolling window of months, and whether events with no date can stay apart.

Used for counts such as "three or more within 12 months". A cluster is `size` dates of which the first and the last lie
within the window of each other.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from datetime import date

from calculators.core.dates import day_after, earliest_within, latest_within, within_months


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


def openings(dates: Sequence[date], short: int, months: int) -> list[tuple[date, date]]:
    """Return (first, last) of every stretch of days in which `short` more dates enlarge a largest cluster; the latest first.

    One more date may lie on either side of a cluster. Several must lie within the window of each other as well, so of them only
    the window that the latest cluster begins is told. `dates` sorted, at least one.
    """
    found = list(clusters(dates, largest_cluster(dates, months), months))
    if short > 1:
        first, _ = found[-1]
        return [(first, latest_within(first, months))]
    joined: list[tuple[date, date]] = []
    for first, last in ((earliest_within(last, months), latest_within(first, months)) for first, last in found):
        if joined and first <= day_after(joined[-1][1]):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined[::-1]


def can_stay_apart(dates: Sequence[date], more: int, size: int, months: int, first: date, last: date) -> bool:
    """Say whether `more` dates can be placed in `first`..`last` so that no window holds `size` dates.

    Each is placed on the earliest day that makes no cluster. Putting a date earlier never takes room from a later one,
    so if this fails nothing else can succeed; and a day that was not free once never is again.
    """
    placed = sorted(dates)
    if next(clusters(placed, size, months), None):
        return False
    if more and (size <= 1 or first > last):
        return False
    day = first
    for _ in range(more):
        while not _is_free(day, placed, size, months):
            end = _end_of_window(day, placed, months)
            if end >= last:
                return False
            day = day_after(end)
        insort(placed, day)
    return True


def _is_free(day: date, placed: Sequence[date], size: int, months: int) -> bool:
    """Say whether one more date on this day makes no cluster."""
    at = bisect_right(placed, day)
    around = [*placed[max(0, at - size) : at], day, *placed[at : at + size]]
    return next(clusters(around, size, months), None) is None


def _end_of_window(day: date, placed: Sequence[date], months: int) -> date:
    """Return the last day that the earliest of the dates near `day` reaches: only after it may a day become free."""
    reaching = bisect_left(placed, day, key=lambda other: latest_within(other, months))
    return latest_within(placed[reaching], months)
