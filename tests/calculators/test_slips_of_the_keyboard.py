"""A year that cannot be, or an age that nobody has, is said and is never silently the reason why nobody is told."""

import pytest

from calculators import DECISIONS, answer

AS_OF = {"as_of": "2026-06-01"}
REFUSED = [
    ("emergency-attendance", {"date_of_birth": "1018-03-27"}, "date_of_birth", "1018"),
    ("emergency-attendance", {"date_of_birth": "1906-05-31"}, "date_of_birth", None),
    ("emergency-attendance", {"date_of_birth": "1905-06-01"}, "date_of_birth", "120 years"),
    ("emergency-attendance", {"age_years": 200}, "age_years", "200"),
    ("emergency-attendance", {"age_years": 10**29}, "age_years", "up to 120"),
    ("emergency-attendance", {"age_years": 121}, "age_years", "up to 120"),
    ("emergency-attendance", {"age_years": 120}, "age_years", None),
    ("emergency-attendance", {"date_of_birth": "2015-03-27", "age_years": 200}, "age_years", None),
    ("private-fostering", {"date_of_birth": "1018-03-27"}, "date_of_birth", "1018"),
    ("private-fostering", {"age_years": 200}, "age_years", "200"),
    ("private-fostering", {"start": "0206-05-30"}, "start", "206"),
    ("private-fostering", {"end": "0206-05-30"}, "end", "206"),
    ("private-fostering", {"start": "1990-01-01"}, "start", None),
]


@pytest.mark.parametrize(("calculator", "given", "name", "said"), REFUSED)
def test_one_answer_that_cannot_be_is_refused_in_one_line_and_one_that_can_is_not(edition, calculator, given, name, said):
    outcome = answer(calculator, AS_OF | given, edition)
    if said is None:
        assert "errors" not in outcome
        return
    (error,) = outcome["errors"]
    assert error["answer"] == name and said in error["text"]


SLIPS = [
    ({"children": [{"date_of_birth": "1018-03-27"}]}, {"children": [{}]}, ["children[0].date_of_birth"]),
    ({"children": [{"age_years": 200}]}, {"children": [{}]}, ["children[0].age_years"]),
    ({"children": [{"age_years": 10**29}]}, {"children": [{}]}, ["children[0].age_years"]),
    (
        {"children": [{"date_of_birth": "0206-03-27", "unborn": "yes"}]},
        {"children": [{"unborn": "unknown"}]},
        ["children[0].date_of_birth", "children[0].unborn"],
    ),
    ({"incidents": ["2026-05-30", "0206-05-30"]}, {"incidents": ["2026-05-30", "unknown"]}, ["incidents[1]"]),
]


@pytest.mark.parametrize(("given", "same", "warned"), SLIPS)
def test_an_entry_that_cannot_be_stays_on_the_list_as_not_known_with_a_warning(edition, given, same, warned):
    outcome, not_known = (answer("dart-routing", AS_OF | answers, edition) for answers in (given, same))
    assert [warning["answer"] for warning in outcome["warnings"]] == warned
    assert (outcome["outcome"], outcome["recipients"], outcome["possible"]) == tuple(
        not_known[name] for name in ("outcome", "recipients", "possible")
    )


@pytest.mark.parametrize("calculator", DECISIONS)
def test_a_number_is_asked_for_as_what_it_is(edition, calculator):
    for entry in DECISIONS[calculator].answers:
        if type(entry).__name__ == "WholeNumber":
            (error,) = answer(calculator, AS_OF | {entry.name: "three"}, edition)["errors"]
            assert ("0 for a baby" in error["text"]) == (entry.name == "age_years")


def test_a_child_said_to_have_left_a_stay_with_no_end_in_view_is_warned_of_and_taken_to_be_there(edition):
    outcome = answer("private-fostering", AS_OF | {"date_of_birth": "2015-03-27", "end": "open", "still_there": "no"}, edition)
    assert [warning["answer"] for warning in outcome["warnings"]] == ["still_there"]
    assert outcome["outcome"] == "check"
