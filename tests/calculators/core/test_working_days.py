"""Working days: only Monday to Friday, never a bank holiday, and never guessed for a year that is not known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.working_days import BankHolidays, NotCovered, is_working_day, working_days_after

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})
KNOWN = BankHolidays(2026, 2027, CHRISTMAS)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def test_a_weekend_and_a_bank_holiday_are_no_working_days():
    found = {day: is_working_day(date(2026, 12, day), KNOWN) for day in range(21, 32)}
    assert [day for day, working in found.items() if working] == [21, 22, 23, 24, 29, 30, 31]


@given(DAYS, st.integers(0, 6), st.frozensets(DAYS, max_size=30))
def test_the_days_counted_are_the_first_working_days_after_and_none_is_left_out(day, count, holidays):
    known = BankHolidays(2026, 2028, holidays)
    found = working_days_after(day, count, known)
    later = [day + timedelta(days=number) for number in range(1, 90)]
    assert list(found) == [other for other in later if other.isoweekday() <= 5 and other not in holidays][:count]


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2027, 12, 30), date(2028, 1, 3), date.max, date.min])
def test_a_year_that_is_not_known_is_refused_and_not_taken_to_have_no_holidays(day):
    with pytest.raises(NotCovered):
        working_days_after(day, 3, KNOWN)


def test_the_refusal_names_the_day_that_is_not_known():
    with pytest.raises(NotCovered) as refused:
        working_days_after(date(2027, 12, 31), 1, KNOWN)
    assert refused.value.day == date(2028, 1, 1)
