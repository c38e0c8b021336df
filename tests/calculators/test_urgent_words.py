"""What is urgent can be done at any hour, and no action sends a reader where another says not to go; in every edition."""

import pytest

from calculators import answer
from calculators.core.edition import Edition
from publishing.load import load_edition, load_library
from publishing.rules import calculator_data

PUBLISHED = {name: load_edition(name) for name in load_library().editions}
EDITIONS = {name: Edition.from_data(calculator_data(published)) for name, published in PUBLISHED.items()}
editions = pytest.mark.parametrize("name", EDITIONS)
DAY, NIGHT = "0300 555 0050", "0300 555 8574"
AT_ONCE = ("Now", "Immediately")


@editions
def test_whoever_is_to_ring_now_is_given_the_number_for_out_of_hours_too(name):
    found = 0
    for calculator, words in EDITIONS[name].words.items():
        for action, entry in words.get("actions", {}).items():
            if (entry["by"] or "").startswith(AT_ONCE) and DAY in entry["text"]:
                found += 1
                assert NIGHT in entry["text"] and "10-contacts" in entry["clauses"], (calculator, action)
    assert found >= 4


def said(name, calculator, **answers):
    return answer(calculator, {"as_of": "2026-06-01"} | answers, EDITIONS[name])


@editions
def test_a_dispute_with_the_designated_nurse_sends_nobody_to_that_nurse(name):
    for stages in ([], [1], [1, 2], [1, 2, 3, 4, 5]):
        for extra in ({}, {"line_manager": "disagrees"}, {"same_agency": "yes"}):
            outcome = said(name, "escalation", who="ccg", immediate_harm="no", stages_done=stages, dispute_with="designated_nurse", **extra)
            assert "contact_designated_nurse" not in [action["id"] for action in outcome["actions"]]
            open_dispute = said(name, "escalation", who="ccg", immediate_harm="no", stages_done=stages, dispute_with="unknown", **extra)
            usual = said(name, "escalation", who="ccg", immediate_harm="no", stages_done=stages, **extra)
            assert {action["id"] for action in usual["actions"]} <= {action["id"] for action in open_dispute["actions"]}


@editions
def test_a_stage_left_out_of_what_is_resolved_is_not_gone_back_to(name):
    outcome = said(name, "escalation", who="gp_practice", immediate_harm="no", stages_done=[1, 3], resolved="yes")
    (missing,) = [action for action in outcome["actions"] if action["id"] == "confirm_missing_stage"]
    assert "unless the disagreement is resolved" in missing["text"]


@editions
def test_on_the_last_day_for_a_reply_the_caution_says_to_ring_by_its_end(name):
    outcome = said(
        name,
        "escalation",
        who="ccg",
        immediate_harm="no",
        stages_done=[],
        subject="no_reply_to_referral",
        working_days_since_referral=EDITIONS[name].threshold("referral", "outcome_told").value,
    )
    days = EDITIONS[name].threshold("referral", "outcome_told").value
    assert any(f"Ring by the end of day {days}" in caution["text"] for caution in outcome["cautions"])


@editions
def test_where_the_clause_asks_to_look_at_cp_is_with_a_concern_so_do_the_actions(name):
    asks = "CP-IS" in str(PUBLISHED[name].clauses["13.5"])
    for concern, action in (("yes", "refer_now"), ("unsure", "discuss_concern")):
        outcome = said(name, "emergency-attendance", concern=concern, social_worker="no")
        (found,) = [entry for entry in outcome["actions"] if entry["id"] == action]
        assert ("CP-IS" in found["text"]) == ("13.5" in found["clauses"]) == asks


@editions
def test_one_member_of_staff_who_cares_in_a_personal_capacity_has_an_answer_to_choose(name):
    carer = PUBLISHED[name].decisions["private-fostering"].questions["carer"]
    assert "private person" in carer.hint and f'"{carer.options["other_adult"]}"' in carer.hint
