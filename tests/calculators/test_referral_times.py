"""What follows a referral by telephone: the readings' own examples, the edges, and what holds for every call."""

import json
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import calculators
from calculators import call_json
from calculators.core.answers import Unusable
from calculators.referral_times import referral_times

times = calculators.CALLS["times"]

CALLS = st.datetimes(datetime(2018, 1, 1), datetime(2031, 12, 20)).map(lambda moment: moment.replace(second=0, microsecond=0))


def asked(call, edition, **more):
    return times("emergency-attendance", {"call": call, **more}, edition)


@pytest.mark.parametrize(
    ("call", "written_by", "ask_from", "days"),
    [
        pytest.param("2026-12-18T17:00", "2026-12-19T17:00", "2026-12-21", ["2026-12-21", "2026-12-22", "2026-12-23"], id="Friday"),
        pytest.param(
            "2026-12-23T09:05", "2026-12-24T09:05", "2026-12-24", ["2026-12-24", "2026-12-29", "2026-12-30"], id="before Christmas"
        ),
        pytest.param(
            "2026-12-25T23:59", "2026-12-26T23:59", "2026-12-29", ["2026-12-29", "2026-12-30", "2026-12-31"], id="on Christmas Day"
        ),
        pytest.param(
            "2026-12-29T10:00", "2026-12-30T10:00", "2026-12-30", ["2026-12-30", "2026-12-31", "2027-01-04"], id="over the new year"
        ),
        pytest.param("2026-04-01T12:00", "2026-04-02T12:00", "2026-04-02", ["2026-04-02", "2026-04-07", "2026-04-08"], id="before Easter"),
        pytest.param(
            "2027-03-27T00:00", "2027-03-28T00:00", "2027-03-30", ["2027-03-30", "2027-03-31", "2027-04-01"], id="Easter Saturday"
        ),
        pytest.param("2026-06-13T08:00", "2026-06-14T08:00", "2026-06-15", ["2026-06-15", "2026-06-16", "2026-06-17"], id="Saturday"),
        pytest.param("2026-06-14T08:00", "2026-06-15T08:00", "2026-06-15", ["2026-06-15", "2026-06-16", "2026-06-17"], id="Sunday"),
        pytest.param(
            "2020-05-07T10:00", "2020-05-08T10:00", "2020-05-11", ["2020-05-11", "2020-05-12", "2020-05-13"], id="a moved bank holiday"
        ),
        pytest.param(
            "2022-09-16T10:00", "2022-09-17T10:00", "2022-09-20", ["2022-09-20", "2022-09-21", "2022-09-22"], id="a bank holiday once only"
        ),
        pytest.param("2026-10-24T17:00", "2026-10-25T16:00", "2026-10-26", ["2026-10-26", "2026-10-27", "2026-10-28"], id="clocks go back"),
        pytest.param(
            "2026-03-28T17:00", "2026-03-29T17:00", "2026-03-30", ["2026-03-30", "2026-03-31", "2026-04-01"], id="clocks go forward"
        ),
    ],
)
def test_the_times_that_follow_a_call(edition, call, written_by, ask_from, days):
    found = asked(call, edition)
    assert (found["written_by"]["at"], found["ask_from"]["day"], found["chase_by"]["days"]) == (written_by, ask_from, days)
    assert found["chase_by"]["day"] == days[-1]


def test_each_time_is_told_in_words_with_its_clause_and_layer(edition):
    found = asked("2026-12-18T17:00", edition)
    assert found["called"] == "The call ended on Friday 18 December 2026, 17:00."
    assert found["written_by"]["when"] == "Saturday 19 December 2026, 17:00"
    assert found["written_by"]["when"] in found["written_by"]["text"]
    assert found["ask_from"]["when"] == "Monday 21 December 2026"
    assert "Monday 21 December 2026, Tuesday 22 December 2026 and Wednesday 23 December 2026" in found["chase_by"]["text"]
    assert [(found[name]["clauses"][0], found[name]["layer"]) for name in ("written_by", "ask_from", "chase_by")] == [
        ("15.2", "policy"),
        ("15.3b", "safety"),
        ("15.3b", "policy"),
    ]
    assert "one working day" in found["ask_from"]["authority"]
    assert all(note["clauses"] and note["layer"] for note in found["notes"])


def test_no_word_of_it_offers_fax_or_post(edition):
    told = json.dumps(asked("2026-10-24T17:00", edition)).lower()
    assert "fax" not in told and "post" not in told


def test_the_clocks_are_mentioned_only_when_they_go_back_in_between(edition):
    def mentioned(call):
        return "clocks" in " ".join(note["text"] for note in asked(call, edition)["notes"])

    assert mentioned("2026-10-24T17:00")
    assert not mentioned("2026-10-25T17:00") and not mentioned("2026-03-28T17:00") and not mentioned("2026-12-18T17:00")


def test_what_has_passed_is_marked_where_the_asker_has_a_clock(edition):
    def passed(now):
        found = asked("2026-12-18T17:00", edition, now=now)
        return [name for name in ("written_by", "ask_from", "chase_by") if found[name]["passed"]]

    assert passed("2026-12-19T17:00") == []
    assert passed("2026-12-19T17:01") == ["written_by"]
    assert passed("2026-12-21T23:59") == ["written_by"]
    assert passed("2026-12-22T00:00") == ["written_by", "ask_from"]
    assert passed("2026-12-24T00:00") == ["written_by", "ask_from", "chase_by"]
    assert not any(asked("2019-12-18T17:00", edition)[name]["passed"] for name in ("written_by", "ask_from", "chase_by"))


def test_a_call_that_is_still_to_come_is_answered_with_a_warning(edition):
    assert [warning["kind"] for warning in asked("2026-12-18T17:00", edition, now="2026-12-18T16:59")["warnings"]] == ["call_to_come"]
    assert asked("2026-12-18T17:00", edition, now="2026-12-18T17:00")["warnings"] == []


@pytest.mark.parametrize(
    ("given", "name", "kind"),
    [
        ({}, "call", "not_a_moment"),
        ({"call": None}, "call", "not_a_moment"),
        ({"call": "unknown"}, "call", "not_a_moment"),
        ({"call": "2026-12-18"}, "call", "not_a_moment"),
        ({"call": "2026-12-18T24:00"}, "call", "not_a_moment"),
        ({"call": "2026-12-18T17:60"}, "call", "not_a_moment"),
        ({"call": "2026-12-18T17:00:00"}, "call", "not_a_moment"),
        ({"call": "2026-12-18T17:00Z"}, "call", "not_a_moment"),
        ({"call": "2026-12-18T17:00\n"}, "call", "not_a_moment"),
        ({"call": "٢٠٢٦-12-18T17:00"}, "call", "not_a_moment"),
        ({"call": 20261218}, "call", "not_a_moment"),
        ({"call": ["2026-12-18T17:00"]}, "call", "not_a_moment"),
        ({"call": "2026-02-30T17:00"}, "call", "no_such_day"),
        ({"call": "0000-01-01T17:00"}, "call", "no_such_day"),
        ({"call": "2026-03-29T01:30"}, "call", "no_such_time"),
        ({"call": "2017-12-31T10:00"}, "call", "year_not_covered"),
        ({"call": "2031-12-30T10:00"}, "call", "year_not_covered"),
        ({"call": "9999-12-31T23:59"}, "call", "year_not_covered"),
        ({"call": "0001-01-01T00:00"}, "call", "year_not_covered"),
        ({"call": "2026-12-18T17:00", "now": "yesterday"}, "now", "not_a_moment"),
        ({"call": "2026-12-18T17:00", "name": "Kim"}, "name", "no_such_answer"),
        ([], "answers", "not_an_object"),
    ],
)
def test_a_time_that_cannot_be_used_is_refused_by_name(edition, given, name, kind):
    with pytest.raises(Unusable) as refused:
        referral_times(given, edition)
    assert [(problem.answer, problem.kind) for problem in refused.value.problems] == [(name, kind)]
    assert all(error["text"] and "\n" not in error["text"] for error in times("", given, edition)["errors"])


def test_a_year_that_is_not_covered_is_named_with_what_to_do(edition):
    text = asked("2031-12-30T10:00", edition)["errors"][0]["text"]
    assert "2032" in text and "2018 to 2031" in text and "within 24 hours" in text


def test_the_numbers_are_the_editions(edition_with):
    changed = edition_with({("referral", "written_follow_up", "value"): 48, ("referral", "outcome_told", "value"): 5})
    found = asked("2026-12-18T17:00", changed)
    assert (found["written_by"]["at"], found["chase_by"]["day"]) == ("2026-12-20T17:00", "2026-12-29")
    in_days = edition_with({("referral", "written_follow_up", "value"): 2, ("referral", "written_follow_up", "unit"): "days"})
    assert asked("2026-12-18T17:00", in_days)["written_by"]["at"] == "2026-12-20T17:00"


@given(CALLS)
def test_the_chase_lies_on_a_working_day_with_at_least_three_weekdays_up_to_it(edition, call):
    found = asked(call.isoformat(timespec="minutes"), edition)
    if "errors" in found:
        assert [error["kind"] for error in found["errors"]] == ["no_such_time"]
        return
    chase, ask = (date.fromisoformat(found[name]["day"]) for name in ("chase_by", "ask_from"))
    between = [call.date() + timedelta(days=number) for number in range(1, (chase - call.date()).days + 1)]
    weekdays = [day for day in between if day.isoweekday() <= 5]
    assert len(weekdays) >= 3
    assert len([day for day in weekdays if day not in edition.bank_holidays.days]) == 3
    assert chase.isoweekday() <= 5 and chase not in edition.bank_holidays.days
    assert call.date() < ask < chase
    assert call < datetime.fromisoformat(found["written_by"]["at"]) <= datetime.combine(ask + timedelta(days=5), datetime.max.time())


@given(CALLS, CALLS)
def test_a_later_call_is_never_chased_earlier(edition, one, other):
    first, later = (asked(call.isoformat(timespec="minutes"), edition) for call in sorted((one, other)))
    if "errors" not in first and "errors" not in later:
        assert first["chase_by"]["day"] <= later["chase_by"]["day"]
        assert first["ask_from"]["day"] <= later["ask_from"]["day"]


def test_the_door_for_the_browser_takes_and_gives_json(edition):
    given = json.dumps({"call": "2026-12-18T17:00"})
    assert json.loads(call_json("times", "private-fostering", given, edition)) == asked("2026-12-18T17:00", edition)
