"""What is told of a stay beside its outcome: what is presumed, what the text leaves open, and which length decides."""

import pytest

from calculators import answer

WHOLE = {
    "as_of": "2026-06-01",
    "date_of_birth": "2015-03-27",
    "carer": "friend_or_neighbour",
    "arranged_by": "parent",
    "looked_after": "no",
    "parent_lives_there": "no",
    "start": "2026-05-01",
    "end": "open",
    "broken_stays": "no",
}
PASSED = {"end": "2026-05-14"}
SCHOOL = {"carer": "school", "school_holiday": "yes", "end": "2026-06-10"}


def told(edition, **changes):
    return answer("private-fostering", {name: value for name, value in (WHOLE | changes).items() if value is not None}, edition)


def reason(outcome, fact):
    (found,) = [reason for reason in outcome["reasons"] if reason["fact"] == fact]
    return found["found"], found["met"]


def careful(outcome, edition):
    own = edition.words["private-fostering"]["cautions"]
    texts = {caution["text"] for caution in outcome["cautions"]}
    return {name for name in own if own[name]["text"] in texts}


@pytest.mark.parametrize(("end", "caution"), [("2026-05-14", "treated_as_still_there"), (None, "end_not_known")])
def test_a_child_that_nobody_has_said_to_be_there_is_taken_to_be_there_and_not_said_to_be(edition, end, caution):
    presumed, said = told(edition, end=end), told(edition, end=end, still_there="yes")
    assert presumed["outcome"] == said["outcome"] == "notify"
    assert "taken to be still there" in reason(presumed, "stay")[0] and "taken" not in reason(said, "stay")[0]
    assert careful(presumed, edition) == {caution} and not careful(said, edition)
    assert (presumed["by_text_alone"], said["by_text_alone"]) == ("check", "notify")


@pytest.mark.parametrize(
    "changes", [{"end": "open"}, {"end": "2026-06-01"}, {"start": "2026-06-02", "end": None}, {"start": None, "end": None}]
)
def test_nothing_is_presumed_of_a_stay_that_lasts_lies_ahead_or_whose_days_nobody_knows(edition, changes):
    assert not careful(told(edition, **changes), edition) & {"treated_as_still_there", "end_not_known"}


def test_nothing_is_said_of_a_presence_that_does_not_count(edition):
    assert not careful(told(edition, **PASSED, carer="grandparent"), edition)


def test_nobody_can_have_left_on_a_day_before_a_stay_that_begins_today(edition):
    assert not careful(told(edition, start="2026-06-01", end=None), edition)


def test_what_is_known_and_not_settled_by_the_text_fails_its_test_and_is_no_ground(edition):
    changes = {"broken_stays": "yes", "home": "childs", "arranged_by": "court"}
    outcome = told(edition, **changes)
    assert outcome["outcome"] == "check"
    assert [reason(outcome, fact)[1] for fact in ("arranged_by", "home_is_childs", "broken")] == [False, False, False]
    parent = told(edition, **changes, parent_lives_there="yes")
    assert parent["ground"] == "a parent or a person with parental responsibility lives there"
    short = told(edition, **{**changes, "broken_stays": "no"}, end="2026-05-14", still_there="no")
    assert short["ground"].startswith("14 days")
    assert told(edition, arranged_by="adoption_agency")["ground"] == "arranged by: An adoption agency"


def test_a_young_person_of_one_of_two_ages_is_told_of_with_both(edition):
    ahead = {"date_of_birth": None, "start": "2026-12-01"}
    assert reason(told(edition, **ahead, age_years=14), "age") == ("14 or 15 years old on 1 December 2026", True)
    assert reason(told(edition, **ahead, age_years=15), "age") == ("15 or 16 years old on 1 December 2026", None)
    baby = told(edition, date_of_birth=None, age_years=0, start="2026-05-01", end="2026-05-14", still_there="no")
    assert reason(baby, "age") == ("0 years old on 14 May 2026", True)
    assert reason(told(edition, date_of_birth=None), "age") == ("the age is not known for certain", None)


def test_the_two_weeks_of_the_holidays_are_told_where_they_may_decide(edition):
    outcome = told(edition, **SCHOOL, start="2026-05-25")
    assert outcome["outcome"] == "check"
    assert reason(outcome, "holiday_stay") == ("17 days of the holidays", True) and reason(outcome, "stay")[1] is False
    short = told(edition, **SCHOOL, start="2026-05-28")
    assert short["ground"] == "14 days of the holidays" and reason(short, "holiday_stay")[1] is False
    open_season = told(edition, **{**SCHOOL, "school_holiday": "unknown"}, start="2026-05-25")
    assert reason(open_season, "holiday_stay") == ("17 days", True)
    assert reason(told(edition, **{**SCHOOL, "end": "open"}), "holiday_stay") == ("with no end in view", True)
    assert reason(told(edition, **{**SCHOOL, "end": None}), "holiday_stay")[0] == "not known how long"
    assert reason(told(edition, **SCHOOL, start=None), "holiday_stay")[0] == "not known how long"
    assert reason(told(edition, **{**SCHOOL, "end": "2026-05-31"}, still_there="no"), "holiday_stay")[0] == "31 days of the holidays"


@pytest.mark.parametrize("changes", [{"school_holiday": "no"}, {"date_of_birth": "2009-01-20", "disabled": "yes"}, {"carer": None}])
def test_the_two_weeks_are_not_told_where_they_cannot_decide_or_nobody_speaks_of_a_school(edition, changes):
    assert "holiday_stay" not in [reason["fact"] for reason in told(edition, **{**SCHOOL, **changes})["reasons"]]


def test_a_disabled_pupil_past_the_holiday_rule_is_told_of_with_its_doubt(edition):
    """The contract has the holiday rule for a child under 16; a longer stay of an older disabled pupil is told."""
    outcome = told(edition, **{**SCHOOL, "end": "open"}, date_of_birth="2009-01-20", disabled="yes")
    assert outcome["outcome"] == "notify" and careful(outcome, edition) == {"school_holiday_disabled"}


@pytest.mark.parametrize(("arranged_by", "alone"), [("parent", "notify"), ("other_agency", "check"), ("child", "not_private_fostering")])
def test_the_clauses_own_words_speak_of_the_parent_and_the_carer(edition, arranged_by, alone):
    outcome = told(edition, arranged_by=arranged_by)
    assert (outcome["outcome"], outcome["by_text_alone"]) == ("notify", alone)
    assert told(edition, arranged_by=arranged_by, start="2026-05-25", end="2026-06-10")["by_text_alone"] == "not_private_fostering"
