"""Cells: the two ways to write a date, times of day, and names in any spelling; nothing is guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.core.cells import by_name, folded, read_date, read_time

DAY = date(2026, 1, 10)


@pytest.mark.parametrize(
    "text", ["2026-01-10", "10/01/2026", "10/1/2026", "2026-01-10 00:00:00.000", "2026-01-10T09:30", "10/01/2026 9:30"]
)
def test_a_date_is_read_year_first_with_hyphens_or_day_first_with_strokes(text):
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("10/01/26", "two_digit_year"),
        ("1/13/2026", "month_first"),
        ("31/02/2025", "no_such_day"),
        ("29/02/2025", "no_such_day"),
        ("2026-02-30", "no_such_day"),
        ("0000-01-01", "no_such_day"),
        ("13/13/2026", "no_such_day"),
        *(
            (text, "not_a_date")
            for text in ("", "x", "10.01.2026", "10-01-2026", "2026/01/10", "20260110", "1e999", "46000", "10/01/2026x")
        ),
        *((text, "not_a_date") for text in ("10/01/20266", "٢٠٢٦-٠١-١٠", "2026-01-10\0", "Sat 10 Jan 2026", "1" * 100_000, "10/01/202")),
    ],
)
def test_what_is_no_date_is_refused_with_its_kind(text, kind):
    assert read_date(text) == kind


@given(st.dates())
def test_every_date_is_read_in_both_ways_of_writing(day):
    assert read_date(day.isoformat()) == read_date(f"{day.day}/{day.month:02}/{day.year:04}") == day


@pytest.mark.parametrize(
    ("text", "time"), [("9:30", "09:30"), ("09:30", "09:30"), ("09:30:00", "09:30"), ("0:05", "00:05"), ("23:59", "23:59")]
)
def test_a_time_of_day_is_read_as_hours_and_minutes(text, time):
    assert read_time(text) == time


@pytest.mark.parametrize("text", ["", "9", "24:00", "12:60", "09:30:10", "9.30", "9:30 pm", "09:30+01:00", "T09:30", "٠٩:٣٠"])
def test_what_is_no_time_of_day_is_refused(text):
    assert read_time(text) is None


@pytest.mark.parametrize("text", ["Walk in centre", "walk_in_centre", "WALK-IN  CENTRE", " walk\nin\u00a0centre ", "Walk\u2010in centre"])
def test_case_spaces_underscores_and_hyphens_do_not_count_in_a_name(text):
    assert by_name({"walk_in_centre": ["Walk in centre"]})[folded(text)] == "walk_in_centre"
