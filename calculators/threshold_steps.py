"""On which side of a threshold a worked case stands, read from its answers and from nothing else. For the linter only.

Each function yields (parameter, step): the step is the number of units past the threshold's own number, so -1 is just
below, 0 at it and 1 just above. An age limit is counted in days from the birthday, a stay and a count in whole numbers.
A case that leaves a date open, or has a contact that may be a repeat, stands on no side.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from calculators.core.dates import birthday, days_inclusive, latest_within
from calculators.core.windows import largest_cluster

Value = Callable[[str], int]
Steps = Iterator[tuple[str, int]]


def private_fostering(answers: Mapping[str, Any], value: Value) -> Steps:
    """Age limits of 22.1, on the day on which the age is taken; lengths of stay, in term or in a school's holidays."""
    as_of, birth, start, end = (_day(answers.get(name)) for name in ("as_of", "date_of_birth", "start", "end"))
    over = end is not None and as_of is not None and end < as_of
    if birth and as_of and start and not (over and answers.get("still_there") != "no"):
        day = start if start > as_of else end if over and end else as_of
        limit = "age_limit_disabled" if answers.get("disabled") == "yes" else "age_limit"
        yield f"private-fostering.{limit}", (day - birthday(birth, value(f"private-fostering.{limit}"))).days
    if start and end and not (over and answers.get("still_there") != "no"):
        days = days_inclusive(start, end)
        at_school = answers.get("carer") == "school"
        for name in ("school_holiday_stay", "stay_in_law") if at_school else ("stay", "stay_in_law"):
            yield f"private-fostering.{name}", days - value(f"private-fostering.{name}")


def emergency_attendance(answers: Mapping[str, Any], value: Value) -> Steps:
    """Age limits of 3.4; contacts within the window of 13.3, and how far the last of them lies from the window's end."""
    as_of, birth = (_day(answers.get(name)) for name in ("as_of", "date_of_birth"))
    if birth and as_of:
        limit = "child.age_limit_extended" if answers.get("learning_disability_or_care_leaver") == "yes" else "child.age_limit"
        yield limit, (as_of - birthday(birth, value(limit))).days
    entries = answers.get("attendances")
    if not isinstance(entries, (list, tuple)) or any(set(entry) != {"date", "service"} for entry in entries):
        return
    if any(entry["service"] in ("gp_in_hours", "abroad", "unknown") for entry in entries):
        return
    dates = sorted(day for entry in entries if (day := _day(entry["date"])))
    size, months = value("emergency-attendance.contacts"), value("emergency-attendance.contacts.months")
    if len(dates) != len(entries) or not dates:
        return
    yield "emergency-attendance.contacts", largest_cluster(dates, months) - size
    if len(dates) == size:
        yield "emergency-attendance.contacts within", (dates[-1] - latest_within(dates[0], months)).days


BANDS = ("band_health_visitor", "band_school", "band_gp_only")


def dart_routing(answers: Mapping[str, Any], value: Value) -> Steps:
    """Age limits of 3.4 and edges of the bands of 21.2 for each child; incidents within the window of 21.10."""
    as_of = _day(answers.get("as_of"))
    children = answers.get("children")
    for child in children if isinstance(children, (list, tuple)) and as_of else ():
        birth = _day(child.get("date_of_birth"))
        if not birth or birth > as_of or child.get("unborn") or child.get("gp_registered"):
            continue
        extended = child.get("learning_disability_or_care_leaver") == "yes"
        limit = "child.age_limit_extended" if extended else "child.age_limit"
        yield limit, (as_of - birthday(birth, value(limit))).days
        for band in BANDS:
            for edge in ("begins", "ends"):
                yield f"dart-routing.{band} {edge}", (as_of - birthday(birth, value(f"dart-routing.{band}.{edge}"))).days
    incidents = answers.get("incidents")
    dates = sorted(day for entry in incidents if (day := _day(entry))) if isinstance(incidents, (list, tuple)) else []
    if not dates or len(dates) != len(incidents) or not as_of or dates[-1] > as_of:
        return
    limit, months = value("dart-routing.incidents"), value("dart-routing.incidents.months")
    yield "dart-routing.incidents", largest_cluster(dates, months) - limit
    if len(dates) == limit + 1:
        yield "dart-routing.incidents within", (dates[-1] - latest_within(dates[0], months)).days


def escalation(answers: Mapping[str, Any], value: Value) -> Steps:
    """The stages from which people are told, the agencies of a panel, the working days in which a reply is expected."""
    done, current = answers.get("stages_done"), answers.get("current_stage")
    if answers.get("immediate_harm") != "no" or answers.get("who") in (None, "parent") or not isinstance(done, (list, tuple)):
        return
    if answers.get("resolved", "no") == "no" and current != "unknown" and not answers.get("told"):
        lowest = next((stage for stage in range(1, len(done) + 2) if stage not in done), 0)
        reached = max(*done, lowest, current or 0, 0)
        for name in ("nurse_and_board_told_from", "service_manager_told_from"):
            yield f"escalation.{name}", reached - value(f"escalation.{name}")
    if isinstance(answers.get("panel_agencies"), int):
        yield "escalation.panel", answers["panel_agencies"] - value("escalation.panel")
    days = answers.get("working_days_since_referral")
    if isinstance(days, int) and answers.get("subject") == "no_reply_to_referral":
        yield "referral.outcome_told", days - value("referral.outcome_told")


def _day(answer: Any) -> date | None:
    try:
        return date.fromisoformat(answer)
    except (TypeError, ValueError):
        return None


STEPS: Mapping[str, Callable[[Mapping[str, Any], Value], Steps]] = {
    "private-fostering": private_fostering,
    "emergency-attendance": emergency_attendance,
    "dart-routing": dart_routing,
    "escalation": escalation,
}
# Thresholds that a calculator uses and that are not its own.
BORROWED: Mapping[str, tuple[str, ...]] = {
    "emergency-attendance": ("child.age_limit", "child.age_limit_extended"),
    "dart-routing": ("child.age_limit", "child.age_limit_extended"),
    "escalation": ("referral.outcome_told",),
}
