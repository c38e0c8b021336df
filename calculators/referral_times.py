"""15.2 and 15.3b: what follows a referral by telephone, and by when.

The hours run from the call by the clock, weekends included. The working days run from the day after the call. How the
clauses are read beyond their words stands in the edition's words under `referral_times`, each reading with its reason.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from calculators.core.answers import Problem, Unusable, shown
from calculators.core.clock import gone_back, latest_after
from calculators.core.edition import Edition
from calculators.core.explanation import Speaker, problem_text
from calculators.core.working_days import NotCovered, working_days_after

NAME = "referral-times"
CALL, NOW = "call", "now"
WRITTEN_BY, ASK_FROM, CHASE_BY = "written_by", "ask_from", "chase_by"
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]")


def referral_times(asked: Any, edition: Edition) -> dict[str, Any]:
    """Return the times that follow a referral by telephone, as plain data.

    asked: {"call": "YYYY-MM-DDTHH:MM"}, the local time at which the call ended, and `now` in the same form where the
    asker has a clock: what has passed by then is marked, and a call later than that is warned of.
    Returned: `written_by` (with `at`, a time), `ask_from` and `chase_by` (with `day`: until the end of it), each in words and
    with its clauses and layer, and `notes`. Raises `Unusable`, with a problem by name: a time that is not one, that no
    clock ever showed, or that needs bank holidays of a year for which they are not known.
    """
    moments = _read(asked, edition)
    call, now = moments[CALL], moments.get(NOW)
    words = edition.words["shared"]["referral_times"]
    say = _Sayer(edition)
    written = edition.parameters["referral"]["written_follow_up"]
    length = timedelta(**{written["unit"]: written["value"]})
    try:
        days = working_days_after(call.date(), edition.threshold("referral", "outcome_told").value, edition.bank_holidays)
        asking = working_days_after(call.date(), edition.threshold(NAME, "decision_in_guidance").value, edition.bank_holidays)
    except NotCovered as missing:
        covered = {"first": edition.bank_holidays.first_year, "last": edition.bank_holidays.last_year}
        values = {"year": missing.day.year, **covered, "hours": edition.threshold("referral", "written_follow_up").words}
        raise Unusable([Problem(CALL, "year_not_covered", values)]) from None
    by = latest_after(call, length, edition.clock_changes)
    clocks = bool(gone_back(call, call + length, edition.clock_changes))
    return {
        "edition": edition.name,
        CALL: _plain(call),
        "called": say(words["called"], {"when": say.moment(call)}),
        WRITTEN_BY: {"at": _plain(by), **say.due(WRITTEN_BY, say.moment(by), now is not None and by < now)},
        ASK_FROM: {"day": asking[-1].isoformat(), **say.due(ASK_FROM, say.day(asking[-1]), now is not None and asking[-1] < now.date())},
        CHASE_BY: {
            "day": days[-1].isoformat(),
            "days": [day.isoformat() for day in days],
            **say.due(CHASE_BY, say.day(days[-1]), now is not None and days[-1] < now.date(), days),
        },
        "notes": [_cited(note) for name, note in words["notes"].items() if name != "clocks_back" or clocks],
        "warnings": [problem_text(Problem(CALL, "call_to_come"), edition)] if now is not None and call > now else [],
    }


class _Sayer(Speaker):
    """Says days with their weekday, and times."""

    def __init__(self, edition: Edition):
        super().__init__(edition.words["shared"])
        self.words = self.shared["referral_times"]

    def day(self, day: date) -> str:
        return f"{self.words['weekdays'][day.weekday()]} {self.shown(day)}"

    def moment(self, moment: datetime) -> str:
        return self(self.words["moment"], {"day": self.day(moment.date()), "time": f"{moment:%H:%M}"})

    def due(self, name: str, when: str, passed: bool, days: tuple[date, ...] = ()) -> dict[str, Any]:
        """Return one of the three in words: label, when, what to do, whether it has passed, and what it rests on."""
        entry = self.words[name]
        text = self(entry["text"], {"when": when, "days": [self.day(day) for day in days] or ""})
        return {"label": entry["label"], "when": when, "passed": self.words["passed"] if passed else None, **_cited(entry), "text": text}


def _cited(entry: Mapping[str, Any]) -> dict[str, Any]:
    about = {"clauses": list(entry["clauses"]), "layer": entry["layer"], "authority": entry.get("authority")}
    return {"text": entry["text"], **about}


def _plain(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _read(asked: Any, edition: Edition) -> dict[str, datetime]:
    """Return the moments that were asked with, by name; raises `Unusable` with every problem."""
    if not isinstance(asked, Mapping):
        raise Unusable([Problem("answers", "not_an_object", {"found": shown(asked)})])
    problems = [Problem(shown(name), "no_such_answer", {"allowed": f"{CALL}, {NOW}"}) for name in asked if name not in (CALL, NOW)]
    moments: dict[str, datetime] = {}
    for name in (CALL, NOW):
        raw = asked.get(name)
        if name == NOW and raw is None:
            continue
        if not isinstance(raw, str) or not _MOMENT.fullmatch(raw):
            problems.append(Problem(name, "not_a_moment", {"found": shown(raw)}))
            continue
        try:
            moments[name] = datetime.fromisoformat(raw)
        except ValueError:
            problems.append(Problem(name, "no_such_day", {"found": shown(raw)}))
    if any(change.skips(moments[CALL]) for change in edition.clock_changes if CALL in moments):
        problems.append(Problem(CALL, "no_such_time", {"found": shown(asked[CALL])}))
    if problems:
        raise Unusable(problems)
    return moments
