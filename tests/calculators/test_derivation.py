"""From raw answers to facts, against slow oracles that try every day for whatever is not known."""

import json
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import DECISIONS, emergency_attendance, private_fostering
from calculators.core.answers import Answers, Unusable
from calculators.emergency_attendance_contacts import Contacts
from calculators.emergency_attendance_facts import child_and_contacts
from calculators.private_fostering_facts import OPEN, Age, Length, age_and_stay

DAY = timedelta(days=1)
AS_OF = date(2026, 3, 1)
SMALL_STAY = {
    ("private-fostering", "age_limit", "value"): 1,
    ("private-fostering", "age_limit_disabled", "value"): 2,
    ("private-fostering", "stay", "value"): 4,
    ("private-fostering", "stay_in_law", "value"): 4,
    ("private-fostering", "school_holiday_stay", "value"): 2,
}


def around(day, before, after):
    return [day + step * DAY for step in range(-before, after + 1)]


def whole_years(birth, day):
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def stay_by_hand(birth, disabled, start, end, still_there):
    """One state, read straight from the contract; None where this completion contradicts itself."""
    if isinstance(end, date) and end < start or start < birth:
        return None
    left = still_there == "no"
    ended = False
    if isinstance(end, date) and end < AS_OF:
        if left:
            ended = True
        else:
            end = OPEN
    day = start if start > AS_OF else end if ended else AS_OF
    years = whole_years(birth, day)
    age = Age.UNDER_LIMIT if years < 1 else Age.UNDER_LIMIT_IF_DISABLED if disabled == "yes" and years < 2 else Age.OVER_LIMIT
    if end == OPEN:
        return age, Length.LONG, ended
    days = (end - start).days + 1
    length = (
        Length.LONG if days > 4 else Length.LONG_IN_LAW_ONLY if days == 4 else Length.SHORT if days > 2 else Length.WITHIN_HOLIDAY_LIMIT
    )
    return age, length, ended


births = st.sampled_from([*around(AS_OF.replace(year=2025), 9, 9), *around(AS_OF.replace(year=2024), 4, 4)])


@settings(max_examples=400)
@given(
    birth=births,
    disabled=st.sampled_from(["yes", "no", None]),
    start=st.sampled_from([None, *around(AS_OF, 8, 4)]),
    end=st.sampled_from([None, OPEN, *around(AS_OF, 8, 8)]),
    still_there=st.sampled_from(["yes", "no"]),
)
def test_age_and_stay_are_what_trying_every_day_gives(edition_with_small_stay, birth, disabled, start, end, still_there):
    edition = edition_with_small_stay
    raw = {"as_of": AS_OF.isoformat(), "date_of_birth": birth.isoformat(), "disabled": disabled, "still_there": still_there}
    raw |= {"start": start and start.isoformat(), "end": end.isoformat() if isinstance(end, date) else end}
    if (start and start < birth) or (isinstance(end, date) and end < (start or birth)):
        return
    answers = private_fostering.DECISION.read(raw, edition)
    far = 2 * 366
    starts = [start] if start else [day for day in around(AS_OF, far, far) if birth <= day and (not isinstance(end, date) or day <= end)]
    found = set()
    for first in starts:
        ends = [end] if end else [*(first + step * DAY for step in range(far if first <= AS_OF else 9)), OPEN, *around(AS_OF, 8, 8)]
        for last, known in product(ends, [disabled] if disabled else ["yes", "no"]):
            state = stay_by_hand(birth, known, first, last, still_there)
            if state is not None:
                found.add(state)
    assert age_and_stay(answers, edition) == found


@pytest.fixture(scope="module")
def edition_with_small_stay(rules):
    import copy

    from calculators.core.edition import Edition

    data = copy.deepcopy(rules)
    for (group, name, key), value in SMALL_STAY.items():
        data["parameters"][group][name][key] = value
    return Edition.from_data(data)


BORN = AS_OF - 75 * DAY
LIFE = around(AS_OF, 75, 0)
entries = st.fixed_dictionaries(
    {
        "date": st.sampled_from([None, *LIFE[::5], *LIFE[-3:], *LIFE[:2]]),
        "service": st.sampled_from(["nhs_111", "nhs_111", "walk_in_centre", "gp_in_hours", None]),
        "reference": st.sampled_from([None, None, "A"]),
    }
)


def contacts_by_hand(entries):
    """Count one completion: drop what never counts, take repeats once, try every choice of three."""
    counting = [entry for entry in entries if entry["service"] not in ("gp_in_hours", "abroad")]
    seen, days = set(), []
    for entry in counting:
        mark = (entry["date"], entry["service"], entry["reference"])
        if entry["reference"] and mark in seen:
            continue
        seen.add(mark)
        days.append(entry["date"])
    days.sort()
    if not days:
        return Contacts.NONE
    month_later = [day.replace(month=day.month % 12 + 1, year=day.year + day.month // 12, day=min(day.day, 28)) for day in days]
    exact = [later if day.day <= 28 else None for day, later in zip(days, month_later, strict=True)]
    for i in range(len(days) - 2):
        if exact[i] is not None and days[i + 2].day <= 28:
            inside = days[i + 2] <= exact[i]
        else:
            from calculators.core.dates import within_months

            inside = within_months(days[i], days[i + 2], 1)
        if inside:
            return Contacts.THRESHOLD_REACHED
    return Contacts.BELOW_THRESHOLD


@settings(max_examples=250)
@given(st.lists(entries, max_size=4))
def test_the_count_is_what_trying_every_day_for_undated_contacts_gives(edition_of_one_month, listed):
    undated = sum(entry["date"] is None for entry in listed)
    if undated > 2:
        return
    raw = {"as_of": AS_OF.isoformat(), "date_of_birth": BORN.isoformat()}
    raw["attendances"] = [
        {key: value.isoformat() if isinstance(value, date) else value for key, value in entry.items()} for entry in listed
    ]
    answers = emergency_attendance.DECISION.read(json.loads(json.dumps(raw)), edition_of_one_month)
    found = set()
    services = ["nhs_111", "gp_in_hours", "walk_in_centre", "other"]
    choices = [
        [
            {**entry, "date": day, "service": service}
            for day in ([entry["date"]] if entry["date"] else LIFE)
            for service in ([entry["service"]] if entry["service"] else services)
        ]
        for entry in listed
    ]
    for completion in product(*choices):
        found.add(contacts_by_hand(completion))
        if len(found) == 3:
            break
    assert {contacts for child, contacts in child_and_contacts(answers, edition_of_one_month)} == found


@pytest.fixture(scope="module")
def edition_of_one_month(rules):
    import copy

    from calculators.core.edition import Edition

    data = copy.deepcopy(rules)
    data["parameters"]["emergency-attendance"]["contacts"]["within"]["months"] = 1
    return Edition.from_data(data)


@pytest.mark.parametrize("calculator", DECISIONS)
def test_what_is_known_of_changed_answers_is_what_it_is_of_answers_given_so(published, edition, calculator):
    """What is worked out once is kept while variants are tried; nothing of one variant may stay for the next."""
    for decision in DECISIONS[calculator].proven:
        for case in published.cases[calculator][:25]:
            raw = {key: value for key, value in plain(case.answers).items() if key == "as_of" or key in {a.name for a in decision.answers}}
            try:
                answers = decision.read(raw, edition)
            except Unusable:
                continue
            known = decision.derive(answers, edition)
            for asked in decision.answers:
                for value in decision.values_to_try(asked.name, answers, edition):
                    changed = answers.having(asked.name, value)
                    afresh = Answers(dict(changed.values), set(changed.given), [], changed.as_of)
                    assert decision.derive(changed, edition) == decision.derive(afresh, edition)
            assert decision.derive(answers, edition) == known


def plain(value):
    if isinstance(value, dict) or hasattr(value, "items"):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value
