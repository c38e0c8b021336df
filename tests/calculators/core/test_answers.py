"""Bad answers are errors by name or warnings, never an exception and never silence."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import DECISIONS, answer
from calculators.core.answers import Answers

AS_OF = {"as_of": "2026-06-01"}
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["unknown", "yes", "2026-01-01", "open"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8) | st.sampled_from(["date", "service", "time", "reference"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("calculator", "answers", "named"),
    [
        ("private-fostering", {"date_of_birth": "2026-02-30"}, "date_of_birth"),
        ("private-fostering", {"date_of_birth": "01/02/2020"}, "date_of_birth"),
        ("private-fostering", {"date_of_birth": "2026-06-02"}, "date_of_birth"),
        ("private-fostering", {"date_of_birth": ""}, "date_of_birth"),
        ("private-fostering", {"age_years": -1}, "age_years"),
        ("private-fostering", {"age_years": 4.5}, "age_years"),
        ("private-fostering", {"age_years": float("inf")}, "age_years"),
        ("private-fostering", {"age_years": True}, "age_years"),
        ("private-fostering", {"disabled": "Yes"}, "disabled"),
        ("private-fostering", {"carer": "nan\u0000"}, "carer"),
        ("private-fostering", {"name": "somebody"}, "name"),
        ("private-fostering", {"date_of_birth": "2020-01-01", "start": "2019-12-31"}, "start"),
        ("private-fostering", {"start": "2026-05-02", "end": "2026-05-01"}, "end"),
        ("private-fostering", {"as_of": "tomorrow"}, "as_of"),
        ("emergency-attendance", {"date_of_birth": "2026-06-02"}, "date_of_birth"),
        ("emergency-attendance", {"attendances": "many"}, "attendances"),
        ("emergency-attendance", {"attendances": ["2026-01-01"]}, "attendances[0]"),
        ("emergency-attendance", {"attendances": [{"service": "chemist"}]}, "attendances[0].service"),
        ("emergency-attendance", {"attendances": [{"nhs_number": "1"}]}, "attendances[0].nhs_number"),
        ("emergency-attendance", {"concern": "maybe"}, "concern"),
    ],
)
def test_an_answer_that_cannot_be_used_is_an_error_by_its_name(edition, calculator, answers, named):
    errors = answer(calculator, AS_OF | answers, edition)["errors"]
    assert [error["answer"] for error in errors] == [named]
    assert errors[0]["text"] and "{" not in errors[0]["text"]


@pytest.mark.parametrize(
    "entry", [{"date": "2026-06-02"}, {"date": "2019-12-31"}, {"date": "2026-02-30"}, {"date": "soon"}, {"date": 7}, {"time": "9"}]
)
def test_an_entry_that_cannot_be_used_is_warned_of_and_kept(edition, entry):
    outcome = answer(
        "emergency-attendance", AS_OF | {"date_of_birth": "2020-01-01", "attendances": [{"service": "nhs_111", **entry}]}, edition
    )
    assert [warning["answer"] for warning in outcome["warnings"]] == [f"attendances[0].{next(iter(entry))}"]
    assert outcome["outcome"] == "share"


def test_every_fault_is_told_at_once(edition):
    errors = answer("private-fostering", {"as_of": "x", "date_of_birth": "y", "carer": "z"}, edition)["errors"]
    assert [error["answer"] for error in errors] == ["as_of", "date_of_birth", "carer"]


@pytest.mark.parametrize("calculator", DECISIONS)
@given(data=st.data())
def test_whatever_is_typed_gives_an_outcome_or_errors(edition, calculator, data):
    names = [entry.name for entry in DECISIONS[calculator].answers]
    answers = data.draw(st.dictionaries(st.sampled_from(names) | st.text(max_size=5), anything, max_size=6))
    outcome = answer(calculator, AS_OF | answers, edition)
    assert outcome.get("errors") or outcome["outcome"] in edition.words[calculator]["outcomes"]
    json.dumps(outcome)


@pytest.mark.parametrize("calculator", DECISIONS)
@given(whole=anything)
def test_answers_that_are_no_object_are_an_error(edition, calculator, whole):
    if not isinstance(whole, dict):
        assert answer(calculator, whole, edition)["errors"]


def test_left_out_null_and_unknown_are_the_same_where_there_is_no_default(edition):
    left_out = answer("private-fostering", AS_OF, edition)
    assert answer("private-fostering", AS_OF | {"carer": None}, edition) == left_out
    assert answer("private-fostering", AS_OF | {"carer": "unknown"}, edition) == left_out


def test_a_default_holds_for_an_answer_left_out_and_not_for_one_said_to_be_unknown(edition):
    adult = AS_OF | {"date_of_birth": "2007-01-01", "attendances": [], "concern": "no", "social_worker": "no"}
    assert answer("emergency-attendance", adult, edition)["possible"] == ["outside_policy"]
    unknown = adult | {"learning_disability_or_care_leaver": "unknown"}
    assert answer("emergency-attendance", unknown, edition)["possible"] == ["no_contact", "outside_policy"]


def test_the_first_day_of_the_calendar_is_answered(edition):
    for contacts in ([], [{"date": "0001-01-01", "service": "nhs_111"}] * 2):
        outcome = answer("emergency-attendance", {"as_of": "0001-01-01", "attendances": contacts}, edition)
        assert outcome["possible"]


def test_a_child_who_is_not_there_may_not_have_come_yet(edition):
    known = {"carer": "host_family", "arranged_by": "parent", "looked_after": "no", "parent_lives_there": "no", "broken_stays": "no"}
    known |= AS_OF | {"date_of_birth": "2012-01-01", "still_there": "no"}
    planned = answer("private-fostering", known | {"start": "2026-07-01", "end": "2026-09-30"}, edition)
    assert planned["outcome"] in answer("private-fostering", known, edition)["possible"]


def test_only_a_no_names_a_ground(edition):
    school = {"carer": "school", "school_holiday": "yes", "arranged_by": "parent", "looked_after": "no", "parent_lives_there": "no"}
    stay = {"start": "2026-07-01", "end": "2026-07-20", "broken_stays": "no", "date_of_birth": "2012-01-01"}
    assert answer("private-fostering", AS_OF | school | stay, edition)["ground"] is None


def test_for_an_adult_the_list_of_contacts_is_not_needed(edition):
    adult = AS_OF | {"date_of_birth": "2000-01-01", "attendances": [{"date": "2019-12-01", "service": "nhs_111"}], "concern": "yes"}
    assert answer("emergency-attendance", adult, edition)["ignored"] == ["attendances", "concern"]


def test_what_is_worked_out_once_is_worked_out_again_for_another_edition_and_shared_by_variants():
    answers = Answers({"a": None}, set(), [], date(2026, 6, 1))
    made = iter(range(9))
    first, second = object(), object()
    assert [answers.once(edition, ("key",), lambda: next(made)) for edition in (first, second, first)] == [0, 1, 0]
    assert answers.having("a", "yes").once(first, ("key",), lambda: next(made)) == 0
    assert answers.once(first, ("another",), lambda: next(made)) == 2
