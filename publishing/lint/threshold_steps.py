"""On which side of a threshold a worked case stands, read from its answers and from nothing else.

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


def _day(answer: Any) -> date | None:
    try:
        return date.fromisoformat(answer)
    except (TypeError, ValueError):
        return None


STEPS: Mapping[str, Callable[[Mapping[str, Any], Value], Steps]] = {
    "private-fostering": private_fostering,
    "emergency-attendance": emergency_attendance,
}
