"""From raw answers to facts, against slow oracles that try every day for whatever is not known."""

import json
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import answer, emergency_attendance, private_fostering
from calculators.emergency_attendance import Contacts
from calculators.private_fostering import OPEN, Age, Length

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
    assert private_fostering._age_and_stay(answers, edition) == found


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
    assert {contacts for child, contacts in emergency_attendance._child_and_contacts(answers, edition_of_one_month)} == found


@pytest.fixture(scope="module")
def edition_of_one_month(rules):
    import copy

    from calculators.core.edition import Edition

    data = copy.deepcopy(rules)
    data["parameters"]["emergency-attendance"]["contacts"]["within"]["months"] = 1
    return Edition.from_data(data)


day_texts = st.dates(date(2023, 1, 1), AS_OF).map(date.isoformat)
contacts = st.lists(
    st.fixed_dictionaries(
        {"date": day_texts | st.just("unknown"), "service": st.sampled_from(["nhs_111", "other", "gp_in_hours", "unknown"])}
    ),
    max_size=6,
)


def review_of(edition, attendances):
    outcome = answer(
        "emergency-attendance", {"as_of": AS_OF.isoformat(), "date_of_birth": "2020-02-29", "attendances": attendances}, edition
    )
    return outcome["outcome"], outcome["possible"]


@given(contacts, st.randoms(use_true_random=False))
def test_the_order_of_attendances_does_not_matter(edition, listed, shuffle):
    mixed = list(listed)
    shuffle.shuffle(mixed)
    assert review_of(edition, mixed) == review_of(edition, listed)


@given(contacts, contacts)
def test_adding_an_attendance_never_removes_a_review(edition, listed, more):
    if review_of(edition, listed)[0] == "review":
        assert review_of(edition, listed + more)[0] == "review"


@given(contacts)
def test_moving_all_dates_by_400_years_changes_no_answer(edition, listed):
    def later(text):
        return text if text == "unknown" else f"{int(text[:4]) + 400}{text[4:]}"

    moved = [{**entry, "date": later(entry["date"])} for entry in listed]
    raw = {"as_of": "2426-03-01", "date_of_birth": "2420-02-29", "attendances": moved}
    outcome = answer("emergency-attendance", raw, edition)
    assert (outcome["outcome"], outcome["possible"]) == review_of(edition, listed)


PROTECTION = {"notify": 0, "check": 0, "not_private_fostering": 1, "review": 0, "share": 1, "no_contact": 2, "outside_policy": 3}
fostering = st.fixed_dictionaries(
    {},
    optional={
        "date_of_birth": st.sampled_from(["2008-03-01", "2008-03-02", "2010-03-01", "2010-03-02", "2015-01-01", "2008-02-29"]),
        "disabled": st.sampled_from(["yes", "no"]),
        "carer": st.sampled_from(["grandparent", "friend_or_neighbour", "school", "parent", "local_authority_carer"]),
        "arranged_by": st.sampled_from(["parent", "child", "court", "adoption_agency"]),
        "home": st.sampled_from(["carers", "childs"]),
        "looked_after": st.sampled_from(["yes", "no"]),
        "parent_lives_there": st.sampled_from(["yes", "no"]),
        "school_holiday": st.sampled_from(["yes", "no"]),
        "start": st.sampled_from(["2025-12-31", "2026-02-02", "2026-02-20", "2026-03-01", "2026-04-01"]),
        "end": st.sampled_from(["open", "2026-02-28", "2026-03-01", "2026-04-10", "2026-04-28"]),
        "still_there": st.sampled_from(["yes", "no"]),
        "broken_stays": st.sampled_from(["yes", "no"]),
    },
)


@settings(max_examples=400)
@given(fostering, st.data())
def test_an_answer_never_becomes_less_protective_when_something_becomes_unknown(edition, given_answers, data):
    if not given_answers:
        return
    forgotten = data.draw(st.sampled_from(sorted(given_answers)))
    known = answer("private-fostering", {"as_of": "2026-03-01"} | given_answers, edition)
    unknown = answer("private-fostering", {"as_of": "2026-03-01"} | given_answers | {forgotten: "unknown"}, edition)
    if "errors" in known:
        return
    assert PROTECTION[unknown["outcome"]] <= PROTECTION[known["outcome"]]
    assert known["outcome"] in unknown["possible"] or forgotten == "still_there"
    assert (
        {action["id"] for action in known["actions"]} & {"tell_social_care", "check_with_social_care"} == set()
        or unknown["recipients"]
        or forgotten == "still_there"
    )
