"""Each reason says what was found and whether its test is met: yes, no, or not known, as the table here has it."""

import pytest

from calculators import DECISIONS, answer

AS_OF = {"as_of": "2026-06-01"}
YES, NO, OPEN = True, False, None
NOT_TOLD = None

# What nothing but the day gives, and below it what one answer alone makes of a fact: (answer, value) -> (found, met).
NOTHING = {
    "private-fostering": {
        "age": ("the age is not known for certain", OPEN),
        "carer": ("not known who cares for the child", OPEN),
        "looked_after": ("not known whether the child is looked after", OPEN),
        "parent_lives_there": ("not known whether one lives there", OPEN),
        "arranged_by": ("not known who arranged it", OPEN),
        "home_is_childs": ("taken to be in the carer's home, as nobody said otherwise", YES),
        "stay": ("the first day is not known", OPEN),
        "broken": ("not known whether there are breaks", OPEN),
    },
    "emergency-attendance": {
        "child": ("the age is not known for certain", OPEN),
        "contacts_in_any_12_months": ("not known how many", OPEN),
        "concern": ("not known whether there is a concern", OPEN),
        "social_worker": ("not known whether there is one", OPEN),
    },
    "dart-routing": {
        "incidents_in_any_6_months": ("not asked", OPEN),
        "concern": ("no concern was named", NO),
        "child_protection_concern": ("none was named", NO),
        "high_risk": ("not named as one", NO),
        "no_child": ("no child was named", NO),
    },
    "escalation": {
        "who": ("not known who disagrees; it may be a parent", OPEN),
        "resolved": ("it is not resolved", YES),
        "immediate_harm": ("not known whether a child is at risk", OPEN),
        "stages_done": ("not known which stages are done", OPEN),
    },
}
ALONE = {
    "private-fostering": [
        ({"date_of_birth": "2016-06-01"}, {"age": ("10 years old on 1 June 2026; not known how old when the stay begins", OPEN)}),
        ({"date_of_birth": "2004-01-01"}, {"age": ("22 years old on 1 June 2026, and perhaps younger when the stay ended", OPEN)}),
        ({"age_years": 17}, {"age": ("17 years old on 1 June 2026; not known whether disabled", OPEN)}),
        ({"age_years": 30}, {"age": ("30 years old on 1 June 2026, and perhaps younger when the stay ended", OPEN)}),
        ({"carer": "parent"}, {"carer": ("A parent", NO)}),
        ({"carer": "grandparent"}, {"carer": ("A grandparent, by blood, marriage or civil partnership", NO)}),
        ({"carer": "aunt_or_uncle"}, {"carer": ("An aunt or uncle: full, half, or by marriage or civil partnership", NO)}),
        ({"carer": "other_relative"}, {"carer": ("Another relative, such as a cousin, great-aunt or great-grandparent", YES)}),
        ({"carer": "host_family"}, {"carer": ("A host family", YES)}),
        ({"carer": "school"}, {"carer": ("A school", OPEN), "holiday_stay": ("not known how long", OPEN)}),
        ({"carer": "hospital_or_care_home"}, {"carer": ("A hospital or care home", NO)}),
        ({"carer": "local_authority_carer"}, {"carer": ("A foster carer or home chosen by the local authority", NO)}),
        ({"arranged_by": "parent"}, {"arranged_by": ("arranged by: A parent", YES)}),
        ({"arranged_by": "child"}, {"arranged_by": ("arranged by: The child or young person", YES)}),
        ({"arranged_by": "other_agency"}, {"arranged_by": ("arranged by: A school, language school or host agency", YES)}),
        ({"arranged_by": "adoption_agency"}, {"arranged_by": ("arranged by: An adoption agency", NO)}),
        ({"arranged_by": "local_authority"}, {"arranged_by": ("arranged by: The local authority", NO)}),
        ({"arranged_by": "court"}, {"arranged_by": ("arranged by: A court", NO)}),
        ({"home": "carers"}, {"home_is_childs": ("in the carer's home", YES)}),
        ({"home": "unknown"}, {"home_is_childs": ("not known in whose home", OPEN)}),
        ({"home": "childs"}, {"home_is_childs": ("in the child's own home", NO)}),
        ({"looked_after": "yes"}, {"looked_after": ("looked after by a local authority", NO)}),
        ({"looked_after": "no"}, {"looked_after": ("not looked after", YES)}),
        ({"parent_lives_there": "yes"}, {"parent_lives_there": ("a parent or a person with parental responsibility lives there", NO)}),
        ({"parent_lives_there": "no"}, {"parent_lives_there": ("none lives there", YES)}),
        (
            {"start": "2026-01-01"},
            {
                "stay": (
                    "since 1 January 2026, 152 days so far; taken to be still there, as nobody said otherwise; the end is not known",
                    YES,
                )
            },
        ),
        (
            {"start": "2026-05-20"},
            {"stay": ("since 20 May 2026, 13 days so far; taken to be still there, as nobody said otherwise; the end is not known", OPEN)},
        ),
        ({"end": "open"}, {"stay": ("the first day is not known", YES)}),
        ({"broken_stays": "yes"}, {"broken": ("with breaks in between", NO)}),
        ({"broken_stays": "no"}, {"broken": ("without breaks", YES)}),
    ],
    "emergency-attendance": [
        ({"date_of_birth": "2016-06-01"}, {"child": ("10 years old on 1 June 2026", YES)}),
        ({"date_of_birth": "2004-01-01"}, {"child": ("22 years old on 1 June 2026", NO), "contacts_in_any_12_months": NOT_TOLD}),
        ({"age_years": 17}, {"child": ("17 years old on 1 June 2026", YES)}),
        ({"age_years": 30}, {"child": ("30 years old on 1 June 2026", NO), "contacts_in_any_12_months": NOT_TOLD}),
        (
            {"age_years": 19},
            {
                "child": (
                    "19 years old on 1 June 2026, taken to have no learning disability and not to be a care leaver, as nobody said so",
                    NO,
                ),
                "contacts_in_any_12_months": NOT_TOLD,
            },
        ),
        (
            {"age_years": 19, "learning_disability_or_care_leaver": "no"},
            {
                "child": ("19 years old on 1 June 2026, with no learning disability and not a care leaver", NO),
                "contacts_in_any_12_months": NOT_TOLD,
            },
        ),
        (
            {"age_years": 19, "learning_disability_or_care_leaver": "yes"},
            {"child": ("19 years old on 1 June 2026, with a learning disability or as a care leaver", YES)},
        ),
        ({"attendances": []}, {"contacts_in_any_12_months": ("no contact with an emergency service that counts", NO)}),
        ({"concern": "yes"}, {"concern": ("there is a concern", YES)}),
        ({"concern": "no"}, {"concern": ("no concern was named", NO)}),
        ({"concern": "unsure"}, {"concern": ("not sure", OPEN)}),
        ({"social_worker": "yes"}, {"social_worker": ("there is a social worker", YES)}),
        ({"social_worker": "no"}, {"social_worker": ("there is none", NO)}),
    ],
    "dart-routing": [
        ({"concern": "yes"}, {"concern": ("there is a concern", YES)}),
        ({"concern": "unknown"}, {"concern": ("not known whether there is a concern", OPEN)}),
        (
            {"child_protection_concern": "yes"},
            {"child_protection_concern": ("it may be a matter of child protection", YES), "concern": ("no other concern was named", NO)},
        ),
        ({"child_protection_concern": "unknown"}, {"child_protection_concern": ("not known whether it is", OPEN)}),
        (
            {"high_risk": "yes"},
            {"high_risk": ("a high-risk case, or one that a MARAC should discuss", YES), "concern": ("no other concern was named", NO)},
        ),
        ({"high_risk": "unknown"}, {"high_risk": ("not known whether it is", OPEN)}),
        ({"incidents": "unknown"}, {"incidents_in_any_6_months": ("not known how many", OPEN)}),
    ],
    "escalation": [
        ({"who": "ccg"}, {"who": ("Somebody whom the CCG employs", YES)}),
        ({"who": "gp_practice"}, {"who": ("Somebody who works in a GP practice", YES)}),
        ({"who": "provider"}, {"who": ("Somebody who works for a provider, such as a hospital trust", YES)}),
        ({"who": "parent"}, {"who": ("A parent, a carer or another family member", NO), "stages_done": NOT_TOLD}),
        ({"immediate_harm": "yes"}, {"immediate_harm": ("a child is thought to be at risk", YES)}),
        ({"immediate_harm": "no"}, {"immediate_harm": ("no child is thought to be at risk", NO)}),
        ({"resolved": "yes"}, {"resolved": ("it is resolved", NO)}),
        ({"resolved": "partly"}, {"resolved": ("it is partly resolved; the rest goes on", YES)}),
        ({"dispute_with": "line_manager"}, {"dispute_with": ("it is with: Your own line manager", NO)}),
        ({"same_agency": "yes"}, {"same_agency": ("both sides are in one agency", NO)}),
        ({"line_manager": "unavailable"}, {"line_manager": ("No: you cannot reach your line manager", NO)}),
        ({"line_manager": "disagrees"}, {"line_manager": ("No: your line manager does not agree with you", NO)}),
        ({"written_record": "no"}, {"written_record": ("not every stage is written down", NO)}),
        (
            {"stages_done": [3]},
            {
                "stages_done": ("done so far: 3", YES),
                "missing_stage": ("not done, though a later stage is: 1 and 2", NO),
                "stage_reached": ("reached: stage 3", YES),
            },
        ),
    ],
}


def reasons_of(calculator, answers, edition):
    return {reason["fact"]: (reason["found"], reason["met"]) for reason in answer(calculator, AS_OF | answers, edition)["reasons"]}


@pytest.mark.parametrize("calculator", DECISIONS)
def test_what_nothing_is_known_of_is_told_in_the_order_of_the_clauses(edition, calculator):
    assert list(reasons_of(calculator, {}, edition).items()) == list(NOTHING[calculator].items())


@pytest.mark.parametrize(
    ("calculator", "answers", "told"),
    [
        pytest.param(calculator, *row, id=f"{calculator}: {', '.join(f'{k} {v}' for k, v in row[0].items())}")
        for calculator in ALONE
        for row in ALONE[calculator]
    ],
)
def test_what_one_answer_shows_is_told_and_nothing_else_changes(edition, calculator, answers, told):
    expected = {fact: reason for fact, reason in (NOTHING[calculator] | told).items() if reason is not NOT_TOLD}
    assert reasons_of(calculator, answers, edition) == expected
