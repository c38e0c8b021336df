"""The interview asks only what can still change the outcome, the most decisive first, and stops when all is settled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import DECISIONS, answer
from calculators.core.interview import ask

AS_OF = {"as_of": "2026-06-01"}
REPLIES = {
    "private-fostering": {
        "date_of_birth": ["2015-03-27", "2009-03-27", "2005-01-01"],
        "disabled": ["yes", "no"],
        "carer": ["grandparent", "friend_or_neighbour", "school"],
        "arranged_by": ["parent", "court", "adoption_agency"],
        "looked_after": ["yes", "no"],
        "parent_lives_there": ["yes", "no"],
        "school_holiday": ["yes", "no"],
        "start": ["2026-05-01", "2026-05-30"],
        "end": ["open", "2026-06-10", "2026-08-01"],
        "broken_stays": ["yes", "no"],
    },
    "emergency-attendance": {
        "date_of_birth": ["2015-03-27", "2005-01-01"],
        "learning_disability_or_care_leaver": ["yes", "no"],
        "attendances": [[], [{"date": "2026-05-01", "service": "nhs_111"}], [{"date": "2026-05-01", "service": "nhs_111"}] * 3],
        "concern": ["yes", "no"],
        "social_worker": ["yes", "no"],
    },
    "dart-routing": {},
    "escalation": {
        "who": ["ccg", "gp_practice", "provider", "parent"],
        "immediate_harm": ["yes", "no"],
        "stages_done": [[], [1], [1, 2, 3], [1, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5]],
        "working_days_since_referral": [0, 3, 4],
        "panel_agencies": [2, 3],
    },
}


@pytest.mark.parametrize("calculator", DECISIONS)
@given(data=st.data())
def test_an_interview_ends_with_one_outcome_and_asks_nothing_twice(edition, calculator, data):
    answers, asked = dict(AS_OF), []
    while True:
        question = ask(DECISIONS[calculator], answers, edition)["question"]
        if question is None:
            break
        assert question["answer"] not in asked
        assert question["label"] and question["why"]
        asked.append(question["answer"])
        answers[question["answer"]] = data.draw(st.sampled_from(REPLIES[calculator][question["answer"]]))
    outcome = answer(calculator, answers, edition)
    assert len(outcome["possible"]) == 1 and outcome["unknown"] == []


def test_a_grandmother_ends_the_interview_at_once(edition):
    state = ask(DECISIONS["private-fostering"], AS_OF | {"carer": "grandparent"}, edition)
    assert state["question"] is None and state["still_open"] == []


def test_a_question_is_asked_only_where_it_can_matter(edition):
    young = {"date_of_birth": "2020-01-01", "start": "2026-05-01", "end": "open"}
    assert "disabled" not in ask(DECISIONS["private-fostering"], AS_OF | young, edition)["still_open"]
    older = young | {"date_of_birth": "2009-01-01"}
    assert "disabled" in ask(DECISIONS["private-fostering"], AS_OF | older, edition)["still_open"]
