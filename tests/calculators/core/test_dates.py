"""Ages, stays and windows against slow, obvious oracles that walk the calendar day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core import dates

DAY = timedelta(days=1)
days = st.dates(date(1890, 1, 1), date(2110, 12, 31))
near = st.dates(date(2023, 1, 1), date(2025, 12, 31))
months = st.integers(1, 30)


def age_by_walking(birth, day):
    """Count the birthdays from the day after birth up to `day`."""
    years = 0
    current = birth
    while current < day:
        current += DAY
        common_year_leapling = (birth.month, birth.day) == (2, 29) and (current.month, current.day) == (3, 1) and (current - DAY).day == 28
        years += (current.month, current.day) == (birth.month, birth.day) or common_year_leapling
    return years


def month_later_by_walking(day, months):
    """Walk to the month that many months on, then to the day of that number, or the month's last; 29 February ends on 1 March."""
    current, passed = day, 0
    while passed < months:
        current += DAY
        passed += current.day == 1
    start = current.replace(day=1)
    while current.day < day.day and (current + DAY).month == start.month:
        current += DAY
    leapling = (day.month, day.day) == (2, 29) and start.month == 2 and current.day == 28
    return current + DAY if leapling else current


@given(near, st.integers(0, 1200))
def test_age_is_the_number_of_birthdays_passed(birth, later):
    day = birth + timedelta(days=later)
    assert dates.age_on(birth, day) == age_by_walking(birth, day)


@given(near, months)
def test_months_after_is_what_walking_the_calendar_gives(day, count):
    assert dates.months_after(day, count) == month_later_by_walking(day, count)


@given(near, months)
def test_months_before_never_comes_after_the_day_it_started_from_moved_forward(day, count):
    before = dates.months_before(day, count)
    assert before < day
    assert dates.within_months(before, day, count)
    assert before.day == day.day or (before + DAY).day == 1


@given(near, near, st.integers(1, 14))
def test_within_months_has_one_edge_that_its_two_helpers_name(one, other, count):
    earlier, later = sorted((one, other))
    assert dates.within_months(earlier, later, count) == (later <= dates.latest_within(earlier, count))
    assert dates.within_months(earlier, later, count) == (earlier >= dates.earliest_within(later, count))


@pytest.mark.parametrize(
    ("earlier", "later", "inside"),
    [
        ("2025-03-10", "2026-03-09", True),
        ("2025-03-10", "2026-03-10", True),
        ("2025-03-10", "2026-03-11", False),
        ("2024-02-29", "2025-02-28", True),
        ("2024-02-29", "2025-03-01", True),
        ("2024-02-29", "2025-03-02", False),
        ("2023-02-28", "2024-02-28", True),
        ("2023-02-28", "2024-02-29", True),
        ("2023-02-28", "2024-03-01", False),
        ("2025-12-31", "2026-12-31", True),
        ("2025-12-31", "2027-01-01", False),
    ],
)
def test_the_anniversary_is_inside_twelve_months_and_the_day_after_is_not(earlier, later, inside):
    assert dates.within_months(date.fromisoformat(earlier), date.fromisoformat(later), 12) is inside


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("2010-06-15", "2026-06-14", 15),
        ("2010-06-15", "2026-06-15", 16),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-28", 19),
        ("2008-02-29", "2028-02-29", 20),
        ("2010-02-28", "2026-02-28", 16),
        ("2025-12-31", "2026-01-01", 0),
    ],
)
def test_age_changes_at_the_start_of_the_birthday(birth, day, age):
    assert dates.age_on(date.fromisoformat(birth), date.fromisoformat(day)) == age


@given(days, st.integers(0, 120))
def test_latest_birth_is_the_last_that_has_reached_the_age(day, age):
    birth = dates.latest_birth(age, day)
    assert dates.age_on(birth, day) >= age
    assert dates.age_on(birth + DAY, day) < age


@given(days, st.integers(0, 400))
def test_a_stay_counts_its_first_and_its_last_day(first, more):
    last = first + timedelta(days=more)
    assert dates.days_inclusive(first, last) == sum(1 for step in range(more + 1) if first + step * DAY <= last)
    assert dates.last_day_of(first, more + 1) == last
    assert dates.first_day_of(last, more + 1) == first


@given(near, months, st.integers(0, 900))
def test_moving_all_dates_by_400_years_changes_nothing(day, count, later):
    other = day + timedelta(days=later)
    day_400, other_400 = day.replace(year=day.year + 400), other.replace(year=other.year + 400)
    assert dates.within_months(day, other, count) == dates.within_months(day_400, other_400, count)
    assert dates.age_on(day, other) == dates.age_on(day_400, other_400)


@pytest.mark.parametrize("count", [0, 1, 12, 10**6, 10**400])
def test_the_ends_of_the_calendar_are_clamped_and_never_an_exception(count):
    for day in (date.min, date.max, date(2024, 2, 29)):
        assert date.min <= dates.months_before(day, count) <= day <= dates.months_after(day, count) <= date.max
    assert dates.move_days(date.max, 5) == date.max
    assert dates.move_days(date.min, -5) == date.min
    assert dates.latest_within(date.max, 12) == date.max
    assert dates.earliest_within(date.min, 12) == date.min
