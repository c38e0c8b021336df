"""Which stage of an escalation comes next, what is done there, and who is told? Clauses 28.1, 28.2 and Appendix 6.

Composed of small decisions: the stage and what is done there; who is told; what the record and the people involved
add; and whether a reply to a referral is late. Where 28.2 and Appendix 6 differ, both sets of people are told.
"""

from collections.abc import Iterable
from enum import StrEnum, auto
from itertools import combinations
from typing import Any

from calculators.core.answers import NOT_KNOWN, Answers, Choice, Problem, Several, WholeNumber
from calculators.core.choices import BOTH, NO, YES, has_value, yes_or_no
from calculators.core.decision import Decision, Part
from calculators.core.edition import Edition
from calculators.core.explanation import Change, Reason
from calculators.core.facts import Fact, Known, Value, combine
from calculators.core.outcome import Outcome, Settled

NAME = "escalation"
STAGES = ("1", "2", "3", "4", "5")
FIRST, SECOND, THIRD, FOURTH, FIFTH = STAGES
NONE = "none"
CCG, GP_PRACTICE, PROVIDER, PARENT = "ccg", "gp_practice", "provider", "parent"
PARTLY = "partly"
NO_REPLY = "no_reply_to_referral"
PRACTITIONER, LINE_MANAGER, DESIGNATED_NURSE = "practitioner", "line_manager", "designated_nurse"
AVAILABLE = "available"
NURSE_OR_DOCTOR, BOARD_MANAGER, SERVICE_MANAGER = "designated_nurse_or_doctor", "board_manager", "service_manager_sqa"
DOCTOR = "designated_doctor"
CAN_BE_TOLD = (NURSE_OR_DOCTOR, BOARD_MANAGER, SERVICE_MANAGER)

ANSWERS = (
    Choice("who", (CCG, GP_PRACTICE, PROVIDER, PARENT)),
    Choice("immediate_harm", (YES, NO)),
    Choice("resolved", (YES, NO, PARTLY), default=NO),
    Choice(
        "subject",
        ("referral_outcome", NO_REPLY, "level_of_need", "roles", "need_for_action", "communication"),
        default="referral_outcome",
    ),
    WholeNumber("working_days_since_referral"),
    Several("stages_done", STAGES),
    Choice("current_stage", STAGES, default=NONE),
    Choice("dispute_with", (PRACTITIONER, LINE_MANAGER, DESIGNATED_NURSE), default=PRACTITIONER),
    Choice("same_agency", (YES, NO), default=NO),
    Choice("line_manager", (AVAILABLE, "unavailable", "disagrees"), default=AVAILABLE),
    Several("told", CAN_BE_TOLD, default=()),
    Choice("written_record", (YES, NO), default=YES),
    WholeNumber("panel_agencies"),
)


class Harm(StrEnum):
    """Whether a child may come to harm at once (Appendix 6). Not known is answered as yes."""

    YES = auto()
    NO = auto()
    NOT_KNOWN = auto()


class Next(StrEnum):
    """The lowest stage not done; none where all are; not known where nobody says which were done."""

    ONE = FIRST
    TWO = SECOND
    THREE = THIRD
    FOUR = FOURTH
    FIVE = FIFTH
    NONE_LEFT = auto()
    NOT_KNOWN = auto()


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


def decide_stage(*, who: str, resolved: str, harm: Harm, next_stage: Next, missing: bool, no_reply: bool, few_agencies: bool) -> Outcome:
    """28.1, 28.2 and Appendix 6: the stage that comes next and what is done there."""
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
        "contact_designated_nurse": same_agency or manager_in_the_way,
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


# From answers to facts


def _stand(done: Iterable[str]) -> Value:
    """Return the lowest stage not done, and whether it is missing below those done."""
    lowest = next((stage for stage in STAGES if stage not in done), Next.NONE_LEFT.value)
    return (Next(lowest), any(stage > lowest for stage in done))


def _reached(done: Iterable[str], current: str) -> str:
    """Return the highest of the stages done, the one being worked on and the lowest not done."""
    lowest = next((stage for stage in STAGES if stage not in done), NONE)
    return max(stage for stage in (*done, current, lowest) if stage in STAGES)


def _told_at(reached: str, edition: Edition) -> tuple[bool, bool]:
    """Return whether, at this stage, the nurse or doctor and the Board Manager are told, and the service manager too."""
    limits = (edition.threshold(NAME, name) for name in ("nurse_and_board_told_from", "service_manager_told_from"))
    nurse_and_board, service_manager = (limit.met_by(int(reached)) for limit in limits)
    return nurse_and_board, service_manager


STAND_NOT_KNOWN: Value = (Next.NOT_KNOWN, False)
EVERY_SUBSET = tuple(subset for size in range(len(STAGES) + 1) for subset in combinations(STAGES, size))
STANDS = combine(Next, BOTH)
REACHES = combine(BOTH, BOTH, Next, BOTH)


def _stages(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Return every stand that some completion gives; with the stages not known, also the one that is acted on then."""
    done = answers["stages_done"]
    if done is not NOT_KNOWN:
        return frozenset({_stand(done)})
    return frozenset({_stand(subset) for subset in EVERY_SUBSET} | {STAND_NOT_KNOWN})


def _reaches(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Return the stands, each with who is told at the stage reached; with the stages not known, also what is acted on then."""
    done, current = answers["stages_done"], answers["current_stage"]
    currents = (NONE, *STAGES) if current is NOT_KNOWN else (current,)
    subsets = EVERY_SUBSET if done is NOT_KNOWN else (done,)
    reaches = {(*_told_at(_reached(subset, stage), edition), *_stand(subset)) for subset in subsets for stage in currents}
    if done is NOT_KNOWN:
        reaches |= {(*_told_at(_reached((), stage), edition), *STAND_NOT_KNOWN) for stage in currents}
    return frozenset(reaches)


def _harm(answers: Answers, edition: Edition) -> frozenset[Value]:
    given = answers["immediate_harm"]
    return frozenset((harm,) for harm in Harm) if given is NOT_KNOWN else frozenset({(Harm(given),)})


def _as_given(answer: str, values: tuple[str, ...]) -> Fact:
    """Return the fact that is the answer itself."""

    def derive(answers: Answers, edition: Edition) -> frozenset[Value]:
        given = answers[answer]
        return frozenset((value,) for value in (values if given is NOT_KNOWN else (given,)))

    return Fact((answer,), combine(values), (answer,), derive)


def _who_knows(answers: Answers, edition: Edition) -> frozenset[Value]:
    told = answers["told"]
    return frozenset(combine(BOTH, BOTH, BOTH) if told is NOT_KNOWN else [tuple(who in told for who in CAN_BE_TOLD)])


def _few_agencies(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Return whether fewer agencies are named than a panel needs."""
    named, needed = answers["panel_agencies"], edition.threshold(NAME, "panel")
    return frozenset((few,) for few in (BOTH if named is NOT_KNOWN else (not needed.met_by(named),)))


def _late(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Return whether the working days in which a reply is expected have passed."""
    days, expected = answers["working_days_since_referral"], edition.threshold("referral", "outcome_told")
    return frozenset((late,) for late in (BOTH if days is NOT_KNOWN else (not expected.met_by(days),)))


WHO = _as_given("who", (CCG, GP_PRACTICE, PROVIDER, PARENT))
PARENT_ASKS = Fact(("parent",), combine(BOTH), ("who",), has_value("who", PARENT))
RESOLVED = _as_given("resolved", (YES, NO, PARTLY))
CLOSED = Fact(("closed",), combine(BOTH), ("resolved",), has_value("resolved", YES))
HARM = Fact(("harm",), combine(Harm), ("immediate_harm",), _harm, not_known=frozenset({(Harm.NOT_KNOWN,)}))
STAND = Fact(("next_stage", "missing"), STANDS, ("stages_done",), _stages, not_known=frozenset({STAND_NOT_KNOWN}))
REACH = Fact(
    ("nurse_and_board", "service_manager", "next_stage", "missing"),
    REACHES,
    ("stages_done", "current_stage"),
    _reaches,
    not_known=frozenset(reach for reach in REACHES if Next.NOT_KNOWN in reach),
)
NO_REPLY_YET = Fact(("no_reply",), combine(BOTH), ("subject",), has_value("subject", NO_REPLY))
FEW_AGENCIES = Fact(("few_agencies",), combine(BOTH), ("panel_agencies",), _few_agencies)
KNOWS = Fact(("nurse_knows", "board_knows", "service_manager_knows"), combine(BOTH, BOTH, BOTH), ("told",), _who_knows)
WITH_NURSE = Fact(("with_nurse",), combine(BOTH), ("dispute_with",), has_value("dispute_with", DESIGNATED_NURSE))
DISPUTE_WITH = _as_given("dispute_with", (PRACTITIONER, LINE_MANAGER, DESIGNATED_NURSE))
RECORD_WRITTEN = Fact(("record_written",), combine(BOTH), ("written_record",), yes_or_no("written_record"))
SAME_AGENCY = Fact(("same_agency",), combine(BOTH), ("same_agency",), yes_or_no("same_agency"))
MANAGER = Fact(("manager_can_act",), combine(BOTH), ("line_manager",), has_value("line_manager", AVAILABLE))
LATE = Fact(("late",), combine(BOTH), ("working_days_since_referral",), _late)

PARTS = (
    Part((WHO, RESOLVED, HARM, STAND, NO_REPLY_YET, FEW_AGENCIES), decide_stage),
    Part((PARENT_ASKS, CLOSED, HARM, REACH, KNOWS, WITH_NURSE), decide_told),
    Part((WHO, RECORD_WRITTEN, SAME_AGENCY, DISPUTE_WITH, MANAGER), decide_additions),
    Part((PARENT_ASKS, RESOLVED, HARM, STAND, NO_REPLY_YET, LATE), decide_reply),
)


def candidates(name: str, answers: Answers, edition: Edition) -> Iterable[Any]:
    """Return whole numbers on either side of the threshold that an answer is held against."""
    group, threshold = {"panel_agencies": (NAME, "panel"), "working_days_since_referral": ("referral", "outcome_told")}[name]
    value = edition.threshold(group, threshold).value
    return (0, value - 1, value, value + 1)


# What to tell beside the outcome


def reasons(answers: Answers, known: Known, edition: Edition) -> list[Reason]:
    """Return the tests in the order in which the first that fits decides, then what else bears on the answer."""
    questions = edition.words[NAME]["questions"]

    def given(fact: str, answer: str, met: bool | None, ground: bool = False) -> Reason:
        value = answers[answer]
        if value is NOT_KNOWN:
            return Reason(fact, "not_known", None)
        return Reason(fact, "given", met, {"given": questions[answer]["options"][value]}, ground)

    parent, resolved, harm = answers["who"] == PARENT, answers["resolved"], answers["immediate_harm"]
    found = [given("who", "who", not parent, ground=parent)]
    unresolved = None if resolved is NOT_KNOWN else resolved != YES
    found.append(Reason("resolved", resolved or "not_known", unresolved, ground=unresolved is False and not parent))
    found.append(Reason("immediate_harm", harm or "not_known", None if harm is NOT_KNOWN else harm == YES))
    if parent:
        return found
    found += _stage_reasons(answers, known, edition)
    if answers["subject"] == NO_REPLY:
        done = answers["stages_done"]
        found.append(given("no_reply", "subject", None if done is NOT_KNOWN else not done))
        found.append(_number_reason("working_days", answers["working_days_since_referral"], known["late"], ("passed", "not_passed")))
    if any(Next.FIVE in stand for stand in known["next_stage"]) and answers["panel_agencies"] is not NOT_KNOWN:
        found.append(_number_reason("panel", answers["panel_agencies"], known["few_agencies"], ("named", "named"), wanted=False))
    for name, usual in (("dispute_with", PRACTITIONER), ("line_manager", AVAILABLE)):
        if answers[name] != usual:
            found.append(given(name, name, False))
    for name, usual in (("same_agency", NO), ("written_record", YES)):
        if answers[name] != usual:
            found.append(Reason(name, answers[name] or "not_known", None if answers[name] is NOT_KNOWN else False))
    if answers["told"] is NOT_KNOWN:
        found.append(Reason("told", "not_known", None))
    elif answers["told"]:
        people = edition.words[NAME]["reasons"]["told"]["found"]
        found.append(Reason("told", "told", True, {"given": [people[who] for who in answers["told"]]}))
    return found


def _stage_reasons(answers: Answers, known: Known, edition: Edition) -> Iterable[Reason]:
    done = answers["stages_done"]
    if done is NOT_KNOWN:
        yield Reason("stages_done", "not_known", None)
        return
    yield Reason("stages_done", "done", True, {"stages": done}) if done else Reason("stages_done", "none", True)
    gaps = tuple(stage for stage in STAGES if stage not in done and done and stage < done[-1])
    if gaps:
        yield Reason("missing_stage", "missing", False, {"stages": gaps})
    if answers["current_stage"] is NOT_KNOWN:
        yield Reason("stage_reached", "not_known", None)
        return
    reached = _reached(done, answers["current_stage"])
    nurse_and_board, _ = _told_at(reached, edition)
    yield Reason("stage_reached", "reached", nurse_and_board, {"stage": reached})


def _number_reason(fact: str, number: int | None, values: frozenset[Value], words: tuple[str, str], wanted: bool = True) -> Reason:
    if number is NOT_KNOWN:
        return Reason(fact, "not_known", None)
    holds = (True,) in values
    return Reason(fact, words[not holds], holds is wanted, {"count": number})


def nearest_change(answers: Answers, known: Known, settled: Settled, edition: Edition) -> Change | None:
    """Return which stage follows when the next one does not settle the matter."""
    if len(settled.possible) > 1 or settled.name not in STAGES:
        return None
    later = [stage for stage in STAGES if stage > settled.name and stage not in (answers["stages_done"] or ())]
    if not later:
        return Change("last_stage", {"stage": settled.name})
    return Change("next_stage", {"stage": settled.name, "next": later[0]})


def check(answers: Answers, edition: Edition) -> list[Problem]:
    """There is nothing between these answers that could not be."""
    return []


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
