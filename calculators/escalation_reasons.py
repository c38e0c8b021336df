"""What is told of a disagreement beside its stage: the tests that decide, what else bears on it, and which stage follows."""

from collections.abc import Iterable

from calculators.core.answers import NOT_KNOWN, Answers
from calculators.core.choices import NO, YES
from calculators.core.edition import Edition
from calculators.core.explanation import Change, Reason
from calculators.core.facts import Known, Value
from calculators.core.outcome import Settled
from calculators.escalation_facts import AVAILABLE, NAME, NO_REPLY, PARENT, PRACTITIONER, STAGES, Next, stage_reached, told_at


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
    reached = stage_reached(done, answers["current_stage"])
    nurse_and_board, _ = told_at(reached, edition)
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
