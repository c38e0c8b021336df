"""Rolling windows against oracles that try every window, and every way to place what has no date."""

from datetime import date, timedelta
from itertools import combinations, combinations_with_replacement

from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.core.dates import within_months
from calculators.core.windows import can_stay_apart, clusters, largest_cluster, openings

FIRST, LAST = date(2024, 1, 20), date(2024, 3, 12)
SPAN = [FIRST + timedelta(days=step) for step in range((LAST - FIRST).days + 1)]
some_dates = st.lists(st.sampled_from(SPAN), max_size=7).map(sorted)


def any_cluster(dates, size, months):
    """Try every choice of `size` dates."""
    return any(within_months(min(chosen), max(chosen), months) for chosen in combinations(dates, size))


@given(some_dates, st.integers(1, 4), st.integers(1, 2))
def test_a_cluster_is_found_exactly_when_some_choice_of_dates_lies_together(dates, size, months):
    assert bool(list(clusters(dates, size, months))) == any_cluster(dates, size, months)


@given(some_dates, st.integers(1, 2))
def test_the_largest_cluster_is_the_largest_choice_that_lies_together(dates, months):
    sizes = [size for size in range(1, len(dates) + 1) if any_cluster(dates, size, months)]
    assert largest_cluster(dates, months) == max(sizes, default=0)


@given(st.lists(st.sampled_from(SPAN[::4]), max_size=3).map(sorted), st.integers(0, 2), st.integers(1, 3))
def test_dates_can_stay_apart_exactly_when_some_way_to_place_them_makes_no_cluster(dates, more, size):
    possible = any(not any_cluster(sorted([*dates, *placed]), size, 1) for placed in combinations_with_replacement(SPAN, more))
    assert can_stay_apart(dates, more, size, 1, FIRST, LAST) == possible


def test_a_date_before_the_first_day_that_is_free_keeps_its_window_taken():
    after = FIRST + timedelta(days=5)
    assert can_stay_apart([FIRST], 1, 2, 1, after, LAST)
    assert not can_stay_apart([FIRST], 1, 2, 1, after, after + timedelta(days=20))
    assert not can_stay_apart([FIRST], 2, 2, 1, after, LAST)


def test_dates_up_to_the_last_day_of_the_calendar_can_stay_apart_or_not():
    assert can_stay_apart([], 1, 2, 1, date.max, date.max)
    assert not can_stay_apart([], 2, 2, 1, date.max, date.max)
    assert not can_stay_apart([date.max], 1, 2, 1, date.max - timedelta(days=20), date.max)


def test_where_there_is_no_day_nothing_can_be_placed():
    assert not can_stay_apart([], 1, 2, 1, LAST, FIRST)
    assert can_stay_apart([], 0, 2, 1, LAST, FIRST)


@settings(max_examples=150)
@given(st.lists(st.sampled_from([FIRST + timedelta(days=step) for step in range(0, 1200, 13)]), min_size=1, max_size=6), st.integers(1, 3))
def test_more_dates_on_the_days_that_are_told_enlarge_a_largest_cluster_and_single_ones_nowhere_else(dates, short):
    dates, months = sorted(dates), 6
    most, told = largest_cluster(dates, months), openings(dates, short, months)
    assert told == sorted(told, reverse=True)
    for first, last in told:
        for several in ([first] * short, [last] * short, [first, last, first][:short]):
            assert largest_cluster(sorted(dates + several), months) == most + short
    if short == 1:
        days = (FIRST + timedelta(days=step) for step in range(-400, 1600, 3))
        for day in days:
            enlarges = largest_cluster(sorted([*dates, day]), months) > most
            assert enlarges == any(first <= day <= last for first, last in told), day


def test_stretches_that_meet_are_told_as_one():
    met = openings([date(2024, 1, 1), date(2024, 12, 31)], 1, 6)
    assert met == [(date(2023, 7, 1), date(2025, 6, 30))]
    apart = openings([date(2024, 1, 1), date(2025, 1, 3)], 1, 6)
    assert apart == [(date(2024, 7, 3), date(2025, 7, 3)), (date(2023, 7, 1), date(2024, 7, 1))]
