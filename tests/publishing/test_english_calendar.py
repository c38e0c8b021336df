"""The calendar handed over with the rules: as published for England, in the years that the words name, and a fault beyond them."""

from datetime import date

import pytest

from publishing.english_calendar import bank_holidays, clock_changes
from publishing.faults import FaultsFound
from publishing.load import load_edition

# As announced for England and Wales, with the days that moved or came once only.
ANNOUNCED = {
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", ANNOUNCED)
def test_the_bank_holidays_on_weekdays_are_those_announced(year):
    weekdays = [day for day in bank_holidays(year, year) if date.fromisoformat(day).isoweekday() <= 5]
    assert weekdays == [f"{year}-{day}" for day in ANNOUNCED[year].split()]


def test_the_clocks_change_on_the_last_sundays_of_march_and_october():
    assert clock_changes(2026, 2027) == (
        {"at": "2026-03-29T01:00", "to": "2026-03-29T02:00"},
        {"at": "2026-10-25T02:00", "to": "2026-10-25T01:00"},
        {"at": "2027-03-28T01:00", "to": "2027-03-28T02:00"},
        {"at": "2027-10-31T02:00", "to": "2027-10-31T01:00"},
    )


def test_the_rules_carry_the_years_that_the_words_name_from_the_year_of_issue_on(rules, published):
    years = published.shared.referral_times.bank_holidays
    handed = rules["bank_holidays"]
    assert (handed["first_year"], handed["last_year"]) == (years.first_year, years.last_year)
    assert years.first_year == int(published.control.issued[:4])
    assert {int(day[:4]) for day in handed["days"]} == set(range(years.first_year, years.last_year + 1))
    assert len(rules["clock_changes"]) == 2 * (years.last_year - years.first_year + 1)


def test_years_in_the_wrong_order_are_a_fault_with_its_line(copied):
    line = copied.change("companion/decisions/shared.yml", "last_year: 2031", "last_year: 2017")
    with pytest.raises(FaultsFound) as found:
        load_edition("3.0", copied.folder)
    assert [fault.line for fault in found.value.faults] == [line]
    assert "the last year lies before the first" in str(found.value.faults[0])
