"""Which stage of an escalation comes next, what is done there, and who is told? Clauses 28.1, 28.2 and Appendix 6.

Composed of small decisions: the stage and what is done there; who is told; what the record and the people involved
add; and whether a reply to a referral is late. Where 28.2 and Appendix 6 differ, both sets of people are told.
"""

from calculators.core.choices import NO, YES
from calculators.core.decision import Decision, Part
from calculators.core.outcome import Outcome
from calculators.escalation_facts import (
    ANSWERS,
    BOARD_MANAGER,
    CCG,
    CLOSED,
    DESIGNATED_NURSE,
    DISPUTE_WITH,
    DOCTOR,
    FEW_AGENCIES,
    FIFTH,
    FIRST,
    FOURTH,
    GP_PRACTICE,
    HARM,
    KNOWS,
    LATE,
    LINE_MANAGER,
    MANAGER,
    NAME,
    NO_REPLY_YET,
    NURSE_OR_DOCTOR,
    PARENT,
    PARENT_ASKS,
    PARTLY,
    PROVIDER,
    REACH,
    RECORD_WRITTEN,
    RESOLVED,
    SAME_AGENCY,
    SECOND,
    SERVICE_MANAGER,
    STAGES,
    STAND,
    THIRD,
    WHO,
    WITH_NURSE,
    Harm,
    Next,
    candidates,
    check,
)
from calculators.escalation_reasons import nearest_change, reasons

STAGE_ACTIONS = {
    FIRST: ("talk_to_line_manager",),
    SECOND: ("talk_to_the_person",),
    THIRD: ("manager_to_equivalent_manager",),
    FOURTH: ("designated_professional_to_senior_manager", "operations_managers_discuss"),
    FIFTH: ("refer_to_chair",),
}


def state(*, parent: bool, resolved: str, harm: Harm, next_stage: Next, missing: bool, no_reply: bool) -> str:
    """Return the stage or state, the first that fits: scope, resolved, immediate harm, no reply yet, then the stages."""
    if parent:
        return "out_of_scope"  # complaints are another road
    if resolved == YES:
        return "closed"
    if harm is not Harm.NO:
        return "any"  # Appendix 6: discretion about the stage
    if no_reply and next_stage is Next.ONE and not missing:
        return "before_stage_1"  # 15.3b comes first
    if next_stage is Next.NOT_KNOWN:
        return FIRST
    return str(next_stage)


def decide_stage(
    *, who: str, resolved: str, harm: Harm, next_stage: Next, missing: bool, no_reply: bool, few_agencies: bool, with_nurse: bool
) -> Outcome:
    """28.1, 28.2 and Appendix 6: the stage that comes next and what is done there.

    In a dispute with the Designated Nurse nobody is sent to that nurse for advice.
    """
    name = state(parent=who == PARENT, resolved=resolved, harm=harm, next_stage=next_stage, missing=missing, no_reply=no_reply)
    protect = () if harm is Harm.NO else ("protect_child_now",)
    due = {
        "any": (*protect, "any_stage_may_be_used"),
        "before_stage_1": ("contact_social_care_for_outcome",),
        "closed": (*protect, "written_confirmation"),
        "out_of_scope": (*protect, "complaints_route"),
        "none_left": ("contact_designated_nurse", "new_concern_new_referral"),
        **STAGE_ACTIONS,
    }[name]
    if name == "out_of_scope":
        return Outcome(name, name, (*due, "record"))
    if no_reply and name == FIRST and next_stage is Next.NOT_KNOWN:
        due = ("contact_social_care_for_outcome", *due)  # 15.3b comes first if no stage is done
    if name in (FIRST, SECOND) and who == CCG:
        due += ("contact_designated_nurse",)  # 28.1: a choice
    if with_nurse:
        due = tuple(action for action in due if action != "contact_designated_nurse")
    if name == FIFTH and few_agencies:
        due += ("panel_needs_three_agencies",)
    if resolved == PARTLY:
        due += ("written_confirmation", "pursue_outstanding_issues")
    if missing or next_stage is Next.NOT_KNOWN:
        due += ("confirm_missing_stage",)
    return Outcome(name, name, (*due, "record"))


def decide_told(
    *,
    parent: bool,
    closed: bool,
    harm: Harm,
    nurse_and_board: bool,
    service_manager: bool,
    next_stage: Next,
    missing: bool,
    nurse_knows: bool,
    board_knows: bool,
    service_manager_knows: bool,
    with_nurse: bool,
) -> Outcome:
    """28.2 and Appendix 6: who is told. Where the two differ, the people of both are.

    In a dispute with the Designated Nurse the Designated Doctor is told in place of nurse or doctor.
    """
    resolved = YES if closed else NO
    name = state(parent=parent, resolved=resolved, harm=harm, next_stage=next_stage, missing=missing, no_reply=False)
    if name == "out_of_scope":
        return Outcome(name, name)
    not_known = next_stage is Next.NOT_KNOWN
    told = {
        NURSE_OR_DOCTOR: nurse_and_board or not_known or name == "any",
        BOARD_MANAGER: nurse_and_board or not_known,
        SERVICE_MANAGER: service_manager,
    }
    if with_nurse:  # whoever of the two was told before may have been the nurse
        told = {DOCTOR if who == NURSE_OR_DOCTOR else who: due for who, due in told.items()}
    knows = {NURSE_OR_DOCTOR: nurse_knows, DOCTOR: False, BOARD_MANAGER: board_knows, SERVICE_MANAGER: service_manager_knows}
    people = [who for who, due in told.items() if due and (name == "closed" or not knows[who])]
    if name == "closed":
        people.insert(0, "worker_who_raised_it")
    if name == FIFTH:
        people.append("chair")
    stands_in = ("any_stage_may_be_used",) * (name == "any") + ("confirm_missing_stage",) * not_known
    return Outcome(actions=stands_in, recipients=tuple(people))


def decide_additions(*, who: str, record_written: bool, same_agency: bool, dispute_with: str, manager_can_act: bool) -> Outcome:
    """What the record and the people involved add at any stage."""
    if who == PARENT:
        return Outcome("out_of_scope", "out_of_scope")
    manager_in_the_way = not manager_can_act or dispute_with == LINE_MANAGER
    due = {
        "contact_designated_nurse": (same_agency or manager_in_the_way) and dispute_with != DESIGNATED_NURSE,
        "use_designated_doctor_or_chief_nurse": dispute_with == DESIGNATED_NURSE,
        "follow_own_organisations_process": who == PROVIDER,  # 28.1
        "write_up_stages_already_done": not record_written,  # Appendix 6, records
    }
    gaps = {
        "gp_practice": who == GP_PRACTICE,
        "same_agency": same_agency,
        "dispute_with_designated_nurse": dispute_with == DESIGNATED_NURSE,
    }
    return Outcome(actions=_those(due), cautions=_those(gaps))


def decide_reply(*, parent: bool, resolved: str, harm: Harm, next_stage: Next, missing: bool, no_reply: bool, late: bool) -> Outcome:
    """15.3b: whether the time for a reply to a referral has passed."""
    name = state(parent=parent, resolved=resolved, harm=harm, next_stage=next_stage, missing=missing, no_reply=no_reply)
    if name == "out_of_scope":
        return Outcome(name, name)
    return Outcome(cautions=("three_days_not_passed",) if name == "before_stage_1" and not late else ())


def _those(due: dict[str, bool]) -> tuple[str, ...]:
    return tuple(name for name, holds in due.items() if holds)


PARTS = (
    Part((WHO, RESOLVED, HARM, STAND, NO_REPLY_YET, FEW_AGENCIES, WITH_NURSE), decide_stage),
    Part((PARENT_ASKS, CLOSED, HARM, REACH, KNOWS, WITH_NURSE), decide_told),
    Part((WHO, RECORD_WRITTEN, SAME_AGENCY, DISPUTE_WITH, MANAGER), decide_additions),
    Part((PARENT_ASKS, RESOLVED, HARM, STAND, NO_REPLY_YET, LATE), decide_reply),
)


DECISION = Decision(
    name=NAME,
    answers=ANSWERS,
    parts=PARTS,
    outcomes=("any", *STAGES, "before_stage_1", "none_left", "closed", "out_of_scope"),
    check=check,
    candidates=candidates,
    reasons=reasons,
    nearest_change=nearest_change,
    also_called=(("stage", "outcome"), ("tell", "recipients")),
)
