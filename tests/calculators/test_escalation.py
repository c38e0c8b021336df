"""The stages of an escalation, against a second reading of the contract's table that shares nothing with the rule."""

from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import answer
from calculators.core.outcome import settle
from calculators.escalation import DECISION

STAGE_ACTIONS = {
    1: {"talk_to_line_manager"},
    2: {"talk_to_the_person"},
    3: {"manager_to_equivalent_manager"},
    4: {"designated_professional_to_senior_manager", "operations_managers_discuss"},
    5: {"refer_to_chair"},
}
STAGES = st.lists(st.sampled_from([1, 2, 3, 4, 5]), unique=True)
PEOPLE = ["designated_nurse_or_doctor", "board_manager", "service_manager_sqa"]
COMPLETE = st.fixed_dictionaries(
    {
        "who": st.sampled_from(["ccg", "gp_practice", "provider", "parent"]),
        "immediate_harm": st.sampled_from(["yes", "no", "no", "no"]),
        "resolved": st.sampled_from(["yes", "no", "no", "partly"]),
        "stages_done": STAGES,
        "subject": st.sampled_from(["referral_outcome", "no_reply_to_referral", "level_of_need"]),
        "working_days_since_referral": st.integers(0, 6),
        "dispute_with": st.sampled_from(["practitioner", "line_manager", "designated_nurse"]),
        "line_manager": st.sampled_from(["available", "unavailable", "disagrees"]),
        "same_agency": st.sampled_from(["yes", "no"]),
        "written_record": st.sampled_from(["yes", "no"]),
        "told": st.lists(st.sampled_from(PEOPLE), unique=True),
        "panel_agencies": st.integers(0, 5),
    },
    optional={"current_stage": st.integers(1, 5)},
)


def by_hand(f):
    """(name, actions, people, cautions), read straight from the table where everything is known."""
    if f["who"] == "parent":
        return (
            "out_of_scope",
            {"complaints_route", "record"} | ({"protect_child_now"} if f["immediate_harm"] == "yes" else set()),
            set(),
            set(),
        )
    done = f["stages_done"]
    lowest = next((stage for stage in range(1, 6) if stage not in done), None)
    reach = max([*done, f.get("current_stage", 0), lowest or 0])
    do, tell, care = {"record"}, set(), set()
    tell |= {"designated_nurse_or_doctor", "board_manager"} if reach >= 3 else set()
    tell |= {"service_manager_sqa"} if reach >= 4 else set()
    if f["resolved"] == "yes":
        name = "closed"
        do |= {"written_confirmation"} | ({"protect_child_now"} if f["immediate_harm"] == "yes" else set())
        tell |= {"worker_who_raised_it"}
    elif f["immediate_harm"] == "yes":
        name = "any"
        do |= {"protect_child_now", "any_stage_may_be_used"}
        tell |= {"designated_nurse_or_doctor"}
    elif not done and f["subject"] == "no_reply_to_referral":
        name = "before_stage_1"
        do |= {"contact_social_care_for_outcome"}
        care |= {"three_days_not_passed"} if f["working_days_since_referral"] <= 3 else set()
    elif lowest is None:
        name = "none_left"
        do |= {"contact_designated_nurse", "new_concern_new_referral"}
    else:
        name = str(lowest)
        do |= STAGE_ACTIONS[lowest]
        if lowest <= 2 and f["who"] == "ccg":
            do |= {"contact_designated_nurse"}
        if lowest == 5:
            tell |= {"chair"}
            do |= {"panel_needs_three_agencies"} if f["panel_agencies"] < 3 else set()
    called_for = "designated_nurse_or_doctor" in tell
    if f["resolved"] == "partly":
        do |= {"written_confirmation", "pursue_outstanding_issues"}
    if f["written_record"] == "no":
        do |= {"write_up_stages_already_done"}
    if done and lowest and lowest < max(done):
        do |= {"confirm_missing_stage"}
    if f["who"] == "provider":
        do |= {"follow_own_organisations_process"}
    if f["who"] == "gp_practice":
        care |= {"gp_practice"}
    if f["same_agency"] == "yes":
        do |= {"contact_designated_nurse"}
        care |= {"same_agency"}
    if f["line_manager"] != "available" or f["dispute_with"] == "line_manager":
        do |= {"contact_designated_nurse"}
    if f["dispute_with"] == "designated_nurse":
        do -= {"contact_designated_nurse"}
        do |= {"use_designated_doctor_or_chief_nurse"}
        care |= {"dispute_with_designated_nurse"}
    tell = tell if name == "closed" else tell - set(f["told"])
    if f["dispute_with"] == "designated_nurse" and called_for:
        tell = (tell - {"designated_nurse_or_doctor"}) | {"designated_doctor"}
    return name, do, tell, care


def said(outcome, edition):
    own = edition.words["escalation"]["cautions"]
    texts = {caution["text"] for caution in outcome["cautions"]}
    actions = {action["id"] for action in outcome["actions"]}
    return outcome["outcome"], actions, set(outcome["recipients"]), {name for name in own if own[name]["text"] in texts}


@settings(max_examples=1500)
@given(answers=COMPLETE)
def test_with_everything_known_the_answer_is_the_table_s(edition, answers):
    outcome = answer("escalation", answers | {"as_of": "2026-06-01"}, edition)
    assert said(outcome, edition) == by_hand(answers)
    assert outcome["stage"] == outcome["outcome"] and outcome["tell"] == outcome["recipients"]
    assert outcome["possible"] == [outcome["outcome"]]


@settings(max_examples=300)
@given(
    answers=COMPLETE,
    left_out=st.sets(st.sampled_from(["who", "immediate_harm", "stages_done", "panel_agencies", "working_days_since_referral"])),
)
def test_what_is_left_out_keeps_every_outcome_and_everybody_that_it_may_call_for(edition, answers, left_out):
    """The stages' own actions may be stood for by "any stage may be used" and by finding out which stages were done."""
    outcome = answer(
        "escalation", {name: value for name, value in answers.items() if name not in left_out} | {"as_of": "2026-06-01"}, edition
    )
    name, do, tell, _ = by_hand(answers)
    assert name in outcome["possible"]
    actions = {action["id"] for action in outcome["actions"]}
    covers = edition.words["escalation"]["covers"]
    covered = actions | {stood_for for action in actions for stood_for in covers.get(action, ())}
    assert do <= covered
    assert tell <= set(outcome["recipients"]) | covered


def test_with_no_stage_known_the_first_is_next_and_the_nurse_and_the_board_manager_are_told(edition):
    outcome = answer("escalation", {"as_of": "2026-06-01", "who": "provider", "immediate_harm": "no"}, edition)
    assert outcome["outcome"] == "1"
    assert outcome["possible"] == ["1", "2", "3", "4", "5", "none_left"]
    assert {"talk_to_line_manager", "confirm_missing_stage"} <= {action["id"] for action in outcome["actions"]}
    assert outcome["recipients"] == ["designated_nurse_or_doctor", "board_manager"]


def test_where_the_clauses_differ_both_are_shown(edition):
    for stage in (3, 4, 5):
        answers = {"as_of": "2026-06-01", "who": "ccg", "immediate_harm": "no", "stages_done": list(range(1, stage))}
        versions = answer("escalation", answers, edition)["versions"]
        assert [version["clause"] for version in versions] == ["28.2", f"app6-3.{stage}"]


def test_a_stage_outside_one_to_five_is_an_error_by_name(edition):
    for answers in ({"stages_done": [0]}, {"stages_done": [6]}, {"current_stage": 6}, {"stages_done": ["first"]}, {"stages_done": [True]}):
        errors = answer("escalation", answers | {"as_of": "2026-06-01"}, edition)["errors"]
        assert [error["answer"] for error in errors] == list(answers)


def test_what_a_part_says_for_certain_is_not_left_open_by_another(edition):
    """The nurse is contacted within one agency at any stage, though 28.1's choice depends on who disagrees."""
    outcome = answer(
        "escalation", {"as_of": "2026-06-01", "immediate_harm": "no", "stages_done": [], "same_agency": "yes", "who": "ccg"}, edition
    )
    (nurse,) = [action for action in outcome["actions"] if action["id"] == "contact_designated_nurse"]
    assert nurse["when"] is None


def test_every_name_of_the_decision_comes_from_its_first_part(edition):
    first, *others = DECISION.parts
    assert {outcome.name for outcome in first.diagram.outcomes} == set(DECISION.outcomes)
    for part in others:
        settled = settle(part.diagram.outcomes, DECISION.protection(edition))
        assert set(settled.possible) <= {"out_of_scope"}


def test_numbers_are_told_back_with_what_they_are_held_against(edition):
    answers = {"subject": "no_reply_to_referral", "working_days_since_referral": 4, "stages_done": [1, 2, 3, 4], "panel_agencies": 2}
    reasons = {reason["fact"]: reason for reason in answer("escalation", answers | {"as_of": "2026-06-01"}, edition)["reasons"]}
    assert "4 working days" in reasons["working_days"]["found"] and reasons["working_days"]["met"]
    assert "2 agencies" in reasons["panel"]["found"] and reasons["panel"]["met"] is False
    fewer = {"as_of": "2026-06-01", "subject": "no_reply_to_referral"}
    (days,) = [reason for reason in answer("escalation", fewer, edition)["reasons"] if reason["fact"] == "working_days"]
    assert "not known" in days["found"] and days["met"] is None


def test_what_an_action_finds_out_is_not_what_it_waits_for(edition):
    outcome = answer("escalation", {"as_of": "2026-06-01", "who": "provider", "immediate_harm": "no"}, edition)
    waits = {action["id"]: action["when"] for action in outcome["actions"]}
    assert waits["confirm_missing_stage"] is None and waits["talk_to_line_manager"] == "stages_done"
