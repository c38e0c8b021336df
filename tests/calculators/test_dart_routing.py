"""Who is told of each child, against the contract's table; the household as what its children and the family come to."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import answer

AS_OF = date(2026, 6, 1)
HV, GP, SHA, DN, MIDWIFE = "health_visitor", "gp", "school_health_advisor", "designated_nurse", "midwife"
EDUCATION = ["yes", "part_time", "no", None]


def by_table(age, education):
    """The contract's table, read line by line."""
    if age <= 4:
        return {HV, GP}
    if age == 5:
        return {HV, GP} if education == "no" else {HV, GP, SHA}
    if age <= 15:
        return {"no": {GP, DN}, None: {GP, SHA, DN}}.get(education, {GP, SHA})
    if age == 16:
        return {GP} if education == "no" else {GP, SHA}
    return {GP} if age == 17 else set()


def dart(edition, children, **answers):
    return answer("dart-routing", {"as_of": AS_OF.isoformat(), "children": children} | answers, edition)


def child(**answers):
    return {name: value for name, value in answers.items() if value is not None}


def kinds(entry):
    return {caution["kind"] for caution in entry["cautions"]}


@pytest.mark.parametrize("education", EDUCATION)
@pytest.mark.parametrize("age", range(25))
def test_each_age_is_routed_as_the_table_says(edition, age, education):
    (entry,) = dart(edition, [child(age_years=age, full_time_education=education)])["children"]
    assert set(entry["recipients"]) == by_table(age, education)
    expected = set()
    if age == 5 or (age == 16 and education != "no") or (age == 17 and education in ("yes", "part_time")):
        expected = {"ambiguity"}
    if (6 <= age <= 15 and education == "no") or age >= 18:
        expected = {"gap"}
    assert kinds(entry) == expected


@settings(max_examples=400)
@given(days=st.integers(0, 21 * 366), education=st.sampled_from(EDUCATION))
def test_a_date_of_birth_is_routed_by_the_age_on_the_day(edition, days, education):
    birth = AS_OF - timedelta(days=days)
    age = AS_OF.year - birth.year - ((AS_OF.month, AS_OF.day) < (birth.month, birth.day))
    (entry,) = dart(edition, [child(date_of_birth=birth.isoformat(), full_time_education=education)])["children"]
    assert set(entry["recipients"]) == by_table(age, education)


@pytest.mark.parametrize("education", EDUCATION)
def test_with_the_age_not_known_everybody_whom_the_bands_name_is_told(edition, education):
    outcome = dart(edition, [child(full_time_education=education)])
    (entry,) = outcome["children"]
    assert set(entry["recipients"]) == {HV, GP, SHA} and entry["cautions"] == []
    assert outcome["possible"] == ["route", "outside_policy"]


@pytest.mark.parametrize("age", [18, 19, 20, 21])
def test_a_young_adult_with_a_learning_disability_is_routed_up_to_the_further_limit(edition, age):
    (entry,) = dart(edition, [child(age_years=age, learning_disability_or_care_leaver="yes")])["children"]
    assert set(entry["recipients"]) == ({GP, DN} if age < 21 else set())
    assert kinds(entry) == {"gap"}


def test_an_unborn_child_is_told_of_to_the_midwife_too(edition):
    (entry,) = dart(edition, [{"unborn": "yes"}])["children"]
    assert set(entry["recipients"]) == {HV, GP, MIDWIFE} and kinds(entry) == {"gap"}


def test_a_child_said_to_be_born_and_unborn_is_answered_as_either(edition):
    outcome = dart(edition, [{"unborn": "yes", "age_years": 2}])
    (entry,) = outcome["children"]
    assert set(entry["recipients"]) == {HV, GP, MIDWIFE}
    assert [warning["answer"] for warning in entry["warnings"]] == ["children[0].unborn"]


@pytest.mark.parametrize("age", range(18))
def test_without_a_gp_the_gp_is_taken_off_and_is_to_be_found(edition, age):
    answers = {"age_years": age, "full_time_education": "yes"}
    outcome = dart(edition, [answers | {"gp_registered": "no"}])
    (entry,) = outcome["children"]
    assert set(entry["recipients"]) == by_table(age, "yes") - {GP}
    assert "gap" in kinds(entry) and [action["id"] for action in outcome["actions"]] == ["find_gp"]
    assert outcome["outcome"] == "route", "a child for whom nobody can be told yet is not a case in which nothing is due"
    open_gp = dart(edition, [answers | {"gp_registered": "unknown"}])
    assert GP in open_gp["children"][0]["recipients"]
    assert [(action["id"], action["when"]) for action in open_gp["actions"]] == [("find_gp", "children[0].gp_registered")]


@settings(max_examples=300)
@given(
    birth=st.dates(AS_OF - timedelta(days=18 * 365), AS_OF),
    incident=st.dates(AS_OF - timedelta(days=19 * 365), AS_OF),
    education=st.sampled_from(EDUCATION),
)
def test_the_people_of_a_younger_band_at_the_latest_incident_are_added(edition, birth, incident, education):
    def age(day):
        return max(0, day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day)))

    answers = [child(date_of_birth=birth.isoformat(), full_time_education=education)]
    (entry,) = dart(edition, answers, incidents=[incident.isoformat(), "1990-01-01"])["children"]
    assert set(entry["recipients"]) == by_table(age(AS_OF), education) | by_table(age(incident), education)
    (undated,) = dart(edition, answers, incidents=["unknown"])["children"]
    assert set(undated["recipients"]) >= set(entry["recipients"]), "an incident without a date may have been that one"


@settings(max_examples=300)
@given(days=st.lists(st.integers(0, 800), max_size=7), undated=st.integers(0, 2))
def test_the_family_is_discussed_from_the_fourth_incident_within_six_months(edition, days, undated):
    dates = sorted(AS_OF - timedelta(days=day) for day in days)
    given = [*(day.isoformat() for day in dates), *["unknown"] * undated]
    outcome = dart(edition, [], incidents=given)
    reached = any(within_six_months(first, last) for first, last in zip(dates, dates[3:]))
    assert ("discuss" in outcome["possible"]) == (reached or could_reach(dates, undated))
    assert ("nothing_due" in outcome["possible"]) == (not reached)


def within_six_months(first, last):
    """Counted by hand, forward and backward, month ends clamped; from 29 February into a common year 1 March."""
    return last <= moved(first, 6) or first >= moved(last, -6)


def moved(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (31, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    return None


def could_reach(dates, undated):
    fullest = max((sum(within_six_months(first, day) for day in dates if day >= first) for first in dates), default=0)
    return fullest + undated > 3


def test_the_household_s_name_comes_from_its_children_and_the_family(edition):
    young, old = {"age_years": 7, "full_time_education": "yes"}, {"age_years": 40}
    expected = [
        ([], "no", "nothing_due"),
        ([], "yes", "discuss"),
        ([old], "no", "outside_policy"),
        ([old], "yes", "discuss"),
        ([young, old], "no", "route"),
        ([young], "yes", "route_and_discuss"),
    ]
    for children, concern, name in expected:
        outcome = dart(edition, children, concern=concern)
        assert (outcome["outcome"], outcome["possible"]) == (name, [name])
        assert len(outcome["children"]) == len(children)


def test_each_child_is_answered_on_its_own_and_in_the_order_given(edition):
    ages = [3, 10, 17, 40]
    together = dart(edition, [{"age_years": age, "full_time_education": "yes"} for age in ages])
    for age, entry in zip(ages, together["children"]):
        (alone,) = dart(edition, [{"age_years": age, "full_time_education": "yes"}])["children"]
        assert entry == alone
    assert together["recipients"] == [HV, GP, SHA]


def test_a_birth_or_an_incident_after_the_day_is_kept_and_its_date_is_not_known(edition):
    outcome = dart(edition, [{"date_of_birth": "2027-01-01"}], incidents=["2027-01-01", "2026-05-01", "2026-04-01", "2026-03-01"])
    assert [warning["answer"] for warning in outcome["warnings"]] == ["children[0].date_of_birth", "incidents[0]"]
    assert set(outcome["children"][0]["recipients"]) == {HV, GP, SHA}
    assert "route_and_discuss" in outcome["possible"]


def test_children_of_whom_nobody_knows_anything_may_be_unborn_and_may_have_no_gp(edition):
    outcome = dart(edition, "unknown")
    assert set(outcome["recipients"]) == {HV, GP, SHA, MIDWIFE, DN}  # it may be unborn, or beyond what the text names
    assert [action["id"] for action in outcome["actions"]] == ["find_gp"]
    assert [entry["answer"] for entry in outcome["unknown"]] == ["children"]


def test_what_was_found_of_a_child_is_told_back(edition):
    given, unborn, unknown = dart(edition, [{"age_years": 7, "full_time_education": "yes"}, {"unborn": "yes"}, {}])["children"]
    found = {reason["fact"]: reason["found"] for reason in given["reasons"]}
    assert found["age"].startswith("7 years old on 1 June 2026") and "in education" not in found["age"]
    others = [next(reason for reason in child["reasons"] if reason["fact"] == "age") for child in (unborn, unknown)]
    assert "not born" in others[0]["found"] and "not known" in others[1]["found"] and others[1]["met"] is None


@pytest.mark.parametrize(
    "child", [{"age_years": 17, "gp_registered": "no"}, {"age_years": 16, "full_time_education": "no", "gp_registered": "no"}]
)
def test_where_nobody_is_left_to_tell_the_headline_says_so(edition, child):
    outcome = dart(edition, [child])
    assert outcome["recipients"] == [] and outcome["headline"].startswith("Nobody can be told yet")
    assert outcome["children"][0]["headline"].startswith("Nobody can be told of this child yet")
    both = dart(edition, [child, {"age_years": 3}])
    assert both["headline"].startswith("Tell the professionals") and both["children"][0]["headline"].startswith("Nobody")


@pytest.mark.parametrize(
    ("children", "alone"),
    [
        ([{"unborn": "yes"}], ["nothing_due"]),
        ([{"age_years": 9, "full_time_education": "no"}], ["nothing_due"]),
        ([{"age_years": 30}], ["outside_policy"]),
        ([{"age_years": 30}, {"unborn": "yes"}], ["nothing_due"]),
        ([{"age_years": 9, "full_time_education": "yes"}, {"unborn": "yes"}], ["route"]),
        ([], ["nothing_due"]),
    ],
)
def test_by_the_text_alone_only_adults_are_outside_the_policy(edition, children, alone):
    assert [dart(edition, children)["by_text_alone"]] == alone


def test_an_unborn_child_is_answered_by_being_unborn_and_not_by_the_day_it_is_due(edition):
    outcome = dart(edition, [{"unborn": "yes", "date_of_birth": "2026-09-01"}])
    assert outcome["decided_by"] == ["children[0].unborn"] and outcome["ignored"] == ["children[0].date_of_birth"]


def test_what_nobody_said_of_a_child_is_told_as_taken(edition):
    silent, said = dart(
        edition, [{"age_years": 19}, {"age_years": 19, "gp_registered": "yes", "learning_disability_or_care_leaver": "no"}]
    )["children"]
    assert ["taken" in reason["found"] for reason in silent["reasons"]] == [True, False, True]
    assert not any("taken" in reason["found"] for reason in said["reasons"])
    reached, open_still = dart(edition, [{"age_years": 18, "learning_disability_or_care_leaver": given} for given in ("yes", "unknown")])[
        "children"
    ]
    assert reached["reasons"][0]["found"].endswith("with a learning disability or as a care leaver")
    assert "not known whether" in open_still["reasons"][0]["found"]
    assert [child["reasons"][0]["found"] for child in dart(edition, [{"age_years": 17}, {"age_years": 21}])["children"]] == [
        "17 years old on 1 June 2026",
        "21 years old on 1 June 2026",
    ]


def test_a_no_names_why_nobody_is_told(edition):
    assert dart(edition, [])["ground"] == "no child was named"
    assert dart(edition, [{"age_years": 40}, {"age_years": 41}])["ground"] == "the 2 people listed are all adults"
    assert "no_child" not in [reason["fact"] for reason in dart(edition, [{}])["reasons"]]


def test_a_date_that_is_none_says_what_becomes_of_its_entry(edition):
    outcome = dart(edition, [{"date_of_birth": "2021-02-29"}, {"date_of_birth": "2027-01-01"}], incidents=["01/02/2026"])
    assert all("kept" in warning["text"] for warning in outcome["warnings"]) and len(outcome["warnings"]) == 3
    assert "still unborn" in outcome["warnings"][-1]["text"]


def test_a_person_too_old_for_the_policy_may_be_brought_in_by_what_nobody_said(edition):
    silent, said, older, unknown = dart(
        edition, [{"age_years": 20}, {"age_years": 20, "learning_disability_or_care_leaver": "no"}, {"age_years": 21}, {}]
    )["children"]
    assert "learning disability" in silent["nearest_change"] and "under 21" in silent["nearest_change"]
    assert [child["nearest_change"] for child in (said, older, unknown)] == [None, None, None]


@pytest.mark.parametrize("name", ["unborn", "learning_disability_or_care_leaver", "full_time_education"])
def test_who_is_told_for_the_age_at_the_incident_is_told_too_while_something_of_the_child_is_not_known(edition, name):
    for age in range(20):
        own = child(
            date_of_birth=date(AS_OF.year - age, 5, 1).isoformat(), learning_disability_or_care_leaver="yes", full_time_education="yes"
        )
        for incidents in (["2025-04-15"], ["2026-04-15"], ["unknown"]):
            told = [set(dart(edition, [own | {name: value}], incidents=incidents)["recipients"]) for value in ("yes", "no", "unknown")]
            assert told[0] | told[1] <= told[2], (age, incidents)


def test_an_age_not_known_is_acted_on_also_where_the_child_may_be_unborn(edition):
    for education in ("yes", "no", "part_time", "unknown"):
        told = [
            set(dart(edition, [child(unborn=unborn, full_time_education=education)])["recipients"]) for unborn in ("yes", "no", "unknown")
        ]
        assert told[0] | told[1] <= told[2]


def test_what_matters_for_the_age_at_the_incident_alone_is_used_and_asked_for(edition):
    leaver = child(date_of_birth="2008-05-01", learning_disability_or_care_leaver="yes")
    pupil = dart(edition, [leaver | {"full_time_education": "yes"}], incidents=["2025-04-15"])
    other = dart(edition, [leaver | {"full_time_education": "no"}], incidents=["2025-04-15"])
    assert (SHA in pupil["recipients"], SHA in other["recipients"]) == (True, False)
    for outcome in (pupil, other):
        assert "children[0].full_time_education" in outcome["decided_by"]
        assert not outcome["ignored"] and not outcome["children"][0]["ignored"]
    open_school = dart(edition, [leaver], incidents=["2025-04-15"])
    assert "full_time_education" in [entry["answer"] for entry in open_school["children"][0]["unknown"]]


def test_the_headline_speaks_of_the_number_alone_where_another_action_is_due(edition):
    outcome = dart(edition, [], high_risk="yes", incidents=["2026-05-30"])
    assert [action["id"] for action in outcome["actions"]] == ["raise_at_marac"]
    assert outcome["headline"].endswith("No child is named, and nothing that is given here asks for a discussion of the family.")
