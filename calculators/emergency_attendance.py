"""Must a child's records be reviewed after emergency attendances, and who is told now? Clauses 13.1 to 13.5 and 3.4.

A count below the threshold is never an all-clear: a concern outranks the count from the first attendance (13.4).
"""

from calculators.core.decision import Decision, Part
from calculators.core.outcome import Outcome
from calculators.emergency_attendance_contacts import NAME, Contacts
from calculators.emergency_attendance_facts import ANSWERS, FACTS, candidates, check, partly_known
from calculators.emergency_attendance_reasons import cautions, nearest_change, reasons


def decide(*, child: bool, contacts: Contacts, concern: bool, social_worker: bool) -> Outcome:
    """13.2 to 13.4. A concern outranks the count: 13.4 applies from the first attendance."""
    if not child:
        return Outcome("outside_policy", "outside_policy")  # 3.4
    due = []
    if concern:
        due.append("refer_now")  # 13.4
    if social_worker:
        due.append("tell_social_worker")  # 13.2: immediately
    if contacts is Contacts.THRESHOLD_REACHED:
        due.append("review_records")  # 13.3
    told = []
    if contacts is not Contacts.NONE:
        due.append("share_attendance")  # 13.2: every attendance
        told += ["gp", "health_visitor_or_school_nurse"]
    if social_worker:
        told.append("social_worker")
    name = {Contacts.NONE: "no_contact", Contacts.BELOW_THRESHOLD: "share", Contacts.THRESHOLD_REACHED: "review"}[contacts]
    return Outcome(name, name, tuple(due), tuple(told))


DECISION = Decision(
    name=NAME,
    answers=ANSWERS,
    parts=(Part(FACTS, decide),),
    outcomes=("review", "share", "no_contact", "outside_policy"),
    check=check,
    candidates=candidates,
    partly_known=partly_known,
    settles_nothing=frozenset({("concern", "unsure")}),
    reasons=reasons,
    cautions=cautions,
    nearest_change=nearest_change,
)
