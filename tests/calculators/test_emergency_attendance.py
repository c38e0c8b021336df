"""What else would make a review due, or bring a person into the policy."""

import pytest

from calculators import answer

CHILD = {"as_of": "2026-06-10", "date_of_birth": "2018-03-27", "concern": "no", "social_worker": "no"}


def nearest(edition, dates=(), **changes):
    attendances = [{"date": date, "service": "emergency_department"} for date in dates]
    return answer("emergency-attendance", CHILD | {"attendances": attendances} | changes, edition)["nearest_change"]


def test_every_stretch_of_days_in_which_one_more_contact_counts_is_told(edition):
    assert nearest(edition, ["2021-01-10", "2021-05-30", "2026-01-10", "2026-05-30"]) == (
        "One more contact on or before 10 January 2027, and on or after 30 May 2025, would make a review due. "
        "So would one between 30 May 2020 and 10 January 2022."
    )


def test_a_stretch_keeps_within_the_child_s_life_and_the_policy_s_age(edition):
    assert nearest(edition, ["2018-04-01", "2018-05-01"]) == (
        "One more contact between 27 March 2018 and 1 April 2019 would make a review due."
    )
    assert "on or before 30 June 2026, and on or after 5 June 2025" in nearest(
        edition, ["2026-06-01", "2026-06-05"], date_of_birth="2008-07-01"
    )


def test_of_several_more_contacts_only_a_stretch_in_which_they_lie_together_is_told(edition):
    assert "2 more contacts on or before 30 May 2027, and on or after 30 May 2026" in nearest(edition, ["2026-05-30"])


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"date_of_birth": "2007-03-27"}, True),
        ({"date_of_birth": None, "age_years": 20}, True),
        ({"date_of_birth": None, "age_years": 21}, False),
        ({"date_of_birth": "2007-03-27", "learning_disability_or_care_leaver": "no"}, False),
    ],
)
def test_who_is_too_old_may_be_brought_in_by_what_nobody_said(edition, changes, told):
    assert bool(nearest(edition, **changes)) == told
