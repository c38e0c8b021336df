"""Counts of dated events against a threshold such as "more than three within six months"; a date may be missing.

An event whose date is not known may lie on any day up to the day of decision, so it counts wherever that protects.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from calculators.core.answers import NOT_KNOWN
from calculators.core.dates import day_after, day_before, earliest_within, latest_within
from calculators.core.edition import Threshold
from calculators.core.explanation import Change, Reason
from calculators.core.windows import can_stay_apart, clusters, largest_cluster, openings


class Events:
    """The events of a list. dates: those with a known date, sorted. undated: the number of the others."""

    def __init__(self, days: Iterable[date | None]):
        self.dates: list[date] = []
        self.undated = 0
        for day in days:
            if day is NOT_KNOWN:
                self.undated += 1
            else:
                self.dates.append(day)
        self.dates.sort()


def may_reach(events: Events, threshold: Threshold) -> bool:
    """Say whether the threshold is reached, or would be with the undated events on fitting days."""
    return largest_cluster(events.dates, threshold.months) + events.undated >= threshold.first_met


def may_stay_below(events: Events, threshold: Threshold, last: date) -> bool:
    """Say whether the undated events can lie, up to `last`, so that the threshold is not reached."""
    return can_stay_apart(events.dates, events.undated, threshold.first_met, threshold.months, date.min, last)


def lists_to_try(given: list[date | None] | None, threshold: Threshold, days: Iterable[date], last: date) -> Iterator[list[date | None]]:
    """Yield lists of dates that settle one more thing: how many events there were, or the first date not known.

    A list in which everything is known is tried against lists of no, one and enough events.
    """
    if given is None or NOT_KNOWN not in given:
        yield from ([last] * number for number in (0, 1, threshold.first_met))
        return
    at = given.index(NOT_KNOWN)
    yield from ([*given[:at], day, *given[at + 1 :]] for day in days)


def days_to_try(dates: Iterable[date | None], threshold: Threshold, last: date) -> set[date]:
    """Return days for one event that, beside the dated ones, show every count: in, at the edge of and out of each window."""
    days = {date.min, last}
    for day in dates:
        if day is not NOT_KNOWN:
            first, end = earliest_within(day, threshold.months), latest_within(day, threshold.months)
            days |= {day, day_before(day), day_after(day), first, day_before(first), end, day_after(end)}
    return {day for day in days if day <= last}


def events_reason(fact: str, events: Events, threshold: Threshold, met: bool | None) -> Reason:
    """Return the reason that names the fullest window of the list."""
    if not events.dates:
        return Reason(fact, "no_dates", met, {"count": events.undated}) if events.undated else Reason(fact, "none", met)
    most = largest_cluster(events.dates, threshold.months)
    first, last = list(clusters(events.dates, most, threshold.months))[-1]
    return Reason(fact, "one_day" if first == last else "dated", met, {"count": most, "first": first, "last": last})


def further_events(words: str, events: Events, threshold: Threshold, as_of: date) -> Change:
    """Return how many more events, and between which days, would reach the threshold; `words`: the name of the words."""
    most = largest_cluster(events.dates, threshold.months)
    short = threshold.first_met - most
    if events.undated:
        return Change(f"{words}_more", {"count": short - events.undated})
    if not most:
        return Change(words, {"count": short, "words": threshold.words})
    return change_within(words, short, openings(events.dates, short, threshold.months), as_of)


def change_within(words: str, short: int, stretches: Sequence[tuple[date, date]], as_of: date) -> Change:
    """Return that `short` more events in the first of some stretches of days, or one in another, would reach the threshold."""
    (first, last), *others = stretches
    more = tuple(Change(f"{words}_also", {"first": first, "last": last}) for first, last in others)
    return Change(f"{words}_until" if last >= as_of else f"{words}_between", {"count": short, "first": first, "last": last}, more)
