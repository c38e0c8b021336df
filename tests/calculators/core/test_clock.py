"""Hours over the nights on which the clocks change, against the time zone's own arithmetic."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculators.core.clock import ClockChange, latest_after

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(hours=24)


@pytest.fixture(scope="module")
def changes(rules):
    return tuple(map(ClockChange.from_data, rules["clock_changes"]))


def shown_by_a_clock(moment):
    """Say whether a clock in London ever shows this local time."""
    local = moment.replace(tzinfo=LONDON)
    return local.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) == moment


def in_real_time(moment, fold=0):
    return moment.replace(tzinfo=LONDON, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("call", "end"),
    [
        ("2026-12-18T17:00", "2026-12-19T17:00"),
        ("2026-10-24T17:00", "2026-10-25T16:00"),  # the clocks go back: 24 hours have passed at 16:00
        ("2026-10-25T00:30", "2026-10-25T23:30"),
        ("2026-10-25T01:30", "2026-10-26T00:30"),  # the hour that comes twice is taken as its first coming
        ("2026-10-25T02:00", "2026-10-26T02:00"),
        ("2026-10-24T01:30", "2026-10-25T01:30"),
        ("2026-10-24T02:00", "2026-10-25T01:00"),
        ("2026-03-28T17:00", "2026-03-29T17:00"),  # the clocks go forward: the same time on the next day is earlier
        ("2026-03-28T00:59", "2026-03-29T00:59"),
        ("2026-03-28T01:30", "2026-03-29T02:00"),  # 01:30 is on no clock that night
        ("2026-03-29T00:30", "2026-03-30T00:30"),
        ("2026-03-29T02:00", "2026-03-30T02:00"),
    ],
)
def test_the_earlier_of_the_two_ways_to_count_holds(changes, call, end):
    assert latest_after(datetime.fromisoformat(call), DAY, changes) == datetime.fromisoformat(end)


@given(st.datetimes(datetime(2018, 1, 1), datetime(2031, 12, 30)).map(lambda moment: moment.replace(second=0, microsecond=0)))
@example(datetime(2026, 10, 24, 2, 30))
@example(datetime(2026, 10, 25, 1, 0))
@example(datetime(2026, 3, 28, 1, 59))
def test_the_end_is_a_time_that_a_clock_shows_and_is_late_by_neither_way(changes, call):
    if not shown_by_a_clock(call):
        return
    end = latest_after(call, DAY, changes)
    assert shown_by_a_clock(end)
    # 02:00 stands in for a time that the clocks skip, and is the moment at which that time would have come.
    assert end <= call + DAY or (not shown_by_a_clock(call + DAY) and end.hour == 2)
    passed = in_real_time(end) - in_real_time(call)
    assert timedelta(hours=22) < passed <= DAY
    assert in_real_time(end, fold=1) - in_real_time(call) <= DAY or in_real_time(end, fold=0) != in_real_time(end, fold=1)
