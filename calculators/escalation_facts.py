"""What is asked about a disagreement, and the facts that the answers leave possible: stages, harm, people. Clause 28.2 and Appendix 6."""

from collections.abc import Iterable
from enum import StrEnum, auto
from itertools import combinations
from typing import Any

from calculators.core.answers import NOT_KNOWN, Answers, Choice, Problem, Several, WholeNumber
from calculators.core.choices import BOTH, NO, YES, has_value, yes_or_no
from calculators.core.edition import Edition
from calculators.core.facts import Fact, Value, combine

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


def _stand(done: Iterable[str]) -> Value:
    """Return the lowest stage not done, and whether it is missing below those done."""
    lowest = next((stage for stage in STAGES if stage not in done), Next.NONE_LEFT.value)
    return (Next(lowest), any(stage > lowest for stage in done))


def stage_reached(done: Iterable[str], current: str) -> str:
    """Return the highest of the stages done, the one being worked on and the lowest not done."""
    lowest = next((stage for stage in STAGES if stage not in done), NONE)
    return max(stage for stage in (*done, current, lowest) if stage in STAGES)


def told_at(reached: str, edition: Edition) -> tuple[bool, bool]:
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
    reaches = {(*told_at(stage_reached(subset, stage), edition), *_stand(subset)) for subset in subsets for stage in currents}
    if done is NOT_KNOWN:
        reaches |= {(*told_at(stage_reached((), stage), edition), *STAND_NOT_KNOWN) for stage in currents}
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


def candidates(name: str, answers: Answers, edition: Edition) -> Iterable[Any]:
    """Return whole numbers on either side of the threshold that an answer is held against."""
    group, threshold = {"panel_agencies": (NAME, "panel"), "working_days_since_referral": ("referral", "outcome_told")}[name]
    value = edition.threshold(group, threshold).value
    return (0, value - 1, value, value + 1)


def check(answers: Answers, edition: Edition) -> list[Problem]:
    """There is nothing between these answers that could not be."""
    return []
