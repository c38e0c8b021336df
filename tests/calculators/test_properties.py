"""What holds for every calculator, whatever is answered: from raw answers to the words of the outcome."""

import copy
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from drawn import answers_of, entry_of, is_bare, kind_of, lists_of
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import DECISIONS, answer
from tests.depth import depth

ROOT = Path(__file__).resolve().parents[2]
every = pytest.mark.parametrize("calculator", DECISIONS)
LISTS = [
    pytest.param(calculator, entries, id=f"{calculator}: {entries.name}")
    for calculator in DECISIONS
    for entries in lists_of(DECISIONS[calculator])
]
EVENTS = [parameters for parameters in LISTS if "date" in [part.name for part in parameters.values[1].fields]]


def ranked(calculator, outcome):
    """Return how protective an outcome is, 0 the most; the one that stands for "not settled" is beside the first."""
    decision = DECISIONS[calculator]
    return 0 if outcome == getattr(decision, "unsettled", None) else decision.outcomes.index(outcome)


def covers(wide, narrow, words):
    """Say whether whoever does what `wide` says has done what `narrow` asks for, and told everybody."""
    done = [action["id"] for action in wide["actions"]]
    stand_for = words.get("covers", {})
    covered = {*done, *wide["recipients"], *(name for action in done for name in stand_for.get(action, ()))}
    covered |= {name for group in ("actions", "recipients") for name, entry in words[group].items() if entry.get("until_known") in covered}
    return {*(action["id"] for action in narrow["actions"]), *narrow["recipients"]} <= covered


# Lists of events


def without_places(outcome):
    """Return an outcome without what names an entry by its place in the list."""
    warnings = sorted(re.sub(r"\[\d+\]", "[]", json.dumps(warning)) for warning in outcome["warnings"])
    return {**outcome, "warnings": warnings}


@pytest.mark.parametrize(("calculator", "entries"), EVENTS)
@given(data=st.data())
def test_the_order_of_events_does_not_matter(edition, calculator, entries, data):
    listed = data.draw(st.lists(entry_of(entries), min_size=2, max_size=5))
    answers = data.draw(answers_of(DECISIONS[calculator], **{entries.name: listed}))
    mixed = answers | {entries.name: data.draw(st.permutations(listed))}
    one, other = answer(calculator, answers, edition), answer(calculator, mixed, edition)
    if "errors" not in one:
        assert without_places(one) == without_places(other)


@pytest.mark.parametrize(("calculator", "entries"), EVENTS)
@given(data=st.data())
def test_one_more_event_never_takes_a_protection_away(edition, calculator, entries, data):
    """A third attendance makes a review due, and no fourth or fifth, of whatever date or service, takes it back."""
    listed = data.draw(st.lists(entry_of(entries), max_size=4))
    answers = data.draw(answers_of(DECISIONS[calculator], **{entries.name: listed}))
    more = answers | {entries.name: [*listed, data.draw(entry_of(entries))]}
    before, after = answer(calculator, answers, edition), answer(calculator, more, edition)
    if "errors" not in before:
        assert ranked(calculator, after["outcome"]) <= ranked(calculator, before["outcome"])
        assert covers(after, before, edition.words[calculator])


# Dates

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
CENTURIES = 400


def later(value):
    """Return answers or an outcome with every date 400 years later; those years have the same weekdays and leap years."""
    if isinstance(value, dict):
        return {name: later(item) for name, item in value.items()}
    if isinstance(value, list):
        return [later(item) for item in value]
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return f"{int(value[:4]) + CENTURIES}{value[4:]}"
    return re.sub(rf"(\d (?:{MONTHS}) )(\d{{4}})", lambda found: f"{found.group(1)}{int(found.group(2)) + CENTURIES}", value)


def of_the_answers(outcome):
    """Return an outcome without the cautions that tell the edition's own dates."""
    return {**outcome, "cautions": [caution for caution in outcome["cautions"] if caution["kind"] not in ("not_in_force", "lapsed")]}


@every
@settings(max_examples=depth(30, 60))
@given(data=st.data())
def test_moving_all_dates_by_400_years_moves_the_dates_in_the_outcome_and_nothing_else(edition, calculator, data):
    answers = data.draw(answers_of(DECISIONS[calculator]))
    outcome = answer(calculator, answers, edition)
    if "errors" not in outcome:
        assert of_the_answers(answer(calculator, later(answers), edition)) == later(of_the_answers(outcome))


# Not known


def forgotten(decision, answers):
    """Yield the same answers with one thing not known that was known: an answer, an entry's part, or a whole list.

    An answer for which the table says what not known is taken for is as good as given, and is left out here.
    """
    for entry in decision.answers:
        value = answers.get(entry.name, "unknown")
        if value == "unknown" or entry.not_known is not None:
            continue
        if not getattr(entry, "none_if_left_out", False):
            yield answers | {entry.name: "unknown"}
        for number, part in enumerate(value if kind_of(entry) == "Entries" else ()):
            for changed in ["unknown"] if is_bare(entry) else _parts_forgotten(entry, part):
                yield answers | {entry.name: [*value[:number], changed, *value[number + 1 :]]}


def _parts_forgotten(entries, entry):
    for part in entries.fields:
        if entry.get(part.name, "unknown") != "unknown":
            yield {**entry, part.name: None if kind_of(part) == "Text" else "unknown"}


@every
@given(data=st.data())
def test_no_answer_becomes_less_protective_when_something_becomes_unknown(edition, calculator, data):
    answers = data.draw(answers_of(DECISIONS[calculator]))
    known = answer(calculator, answers, edition)
    variants = list(forgotten(DECISIONS[calculator], answers))
    if "errors" in known or not variants:
        return
    unknown = answer(calculator, data.draw(st.sampled_from(variants)), edition)
    assert ranked(calculator, unknown["outcome"]) <= ranked(calculator, known["outcome"])
    assert known["outcome"] in unknown["possible"]
    assert covers(unknown, known, edition.words[calculator])
    for before, after in zip(known.get("children", ()), unknown.get("children", ())):
        assert covers(after, before, edition.words[f"{calculator}.children"])


@every
@given(data=st.data())
def test_what_is_presumed_until_somebody_says_it_never_protects_less_than_any_answer_to_it(edition, calculator, data):
    """A child is taken to be still there, but not where that would end a protection that holds if it has left."""
    presumed = [entry for entry in DECISIONS[calculator].answers if entry.not_known is not None]
    answers = data.draw(answers_of(DECISIONS[calculator]))
    for entry in presumed:
        left_out = answer(calculator, {name: value for name, value in answers.items() if name != entry.name}, edition)
        for value in entry.values:
            told = answer(calculator, answers | {entry.name: value}, edition)
            if "errors" not in told:
                assert ranked(calculator, left_out["outcome"]) <= ranked(calculator, told["outcome"])
                assert set(told["recipients"]) <= set(left_out["recipients"])


# Whatever is typed

DEEP = 100_000
LONG = 1000


def nested(depth):
    whole = "unknown"
    for _ in range(depth):
        whole = [whole]
    return whole


NASTY = {
    "empty": "",
    "blank": " ",
    "null byte": "\x00",
    "control characters": "a\x1b[31m\r\nb\x7f",
    "a mark that turns the line": "\u202e2026",
    "half a letter": "\ud800",
    "a day that is none": "2026-02-30",
    "a day written short": "2026-2-1",
    "a day as on paper": "01/02/2026",
    "a day with other digits": "２０２６-０１-０１",
    "a day with a time": "2026-01-01T00:00:00",
    "year nought": "0000-01-01",
    "the last day": "9999-12-31",
    "the first day": "0001-01-01",
    "almost unknown": "Unknown",
    "a long text": "x" * LONG * 1000,
    "below nought": -1,
    "a fraction": 4.5,
    "without end": float("1e999"),
    "no number": float("nan"),
    "very large": 10**400,
    "true": True,
    "an empty object": {},
    "an object": {"": None, "date": [], "value": {"date": 1}},
    "nested lists": nested(DEEP),
    "a long list of nothing": [None] * LONG,
    "a long list of lists": [[]] * LONG,
    "a long list of objects": [{}] * LONG,
}


def usable(outcome):
    """Say whether an outcome is an outcome, or errors by name, and nothing that a line cannot show."""
    text = json.dumps(outcome, ensure_ascii=False, allow_nan=False)
    text.encode()
    return text.isprintable() and bool(outcome.get("errors") or outcome["possible"])


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY)
@every
def test_whatever_stands_in_the_place_of_an_answer_gives_an_outcome_or_errors(edition, calculator, value):
    decision = DECISIONS[calculator]
    for name in ("as_of", *(entry.name for entry in decision.answers)):
        assert usable(answer(calculator, {"as_of": "2026-03-01", name: value}, edition))
    for entries in lists_of(decision):
        for entry in [value] if is_bare(entries) else [{part.name: value} for part in entries.fields]:
            assert usable(answer(calculator, {"as_of": "2026-03-01", entries.name: [entry]}, edition))


@pytest.mark.parametrize(("calculator", "entries"), LISTS)
def test_a_million_entries_are_refused_by_name_and_a_thousand_are_answered(edition, calculator, entries):
    entry = "unknown" if is_bare(entries) else {}
    million, thousand = (answer(calculator, {"as_of": "2026-03-01", entries.name: [entry] * size}, edition) for size in (10**6, 10**3))
    assert [error["answer"] for error in million["errors"]] == [entries.name] and "1000" in million["errors"][0]["text"]
    assert thousand["possible"]


@pytest.mark.parametrize("name", ["", " ", "\x00", "\u202e", "\ud800", "as_of ", "x" * LONG])
@every
def test_whatever_an_answer_is_called_gives_errors(edition, calculator, name):
    outcome = answer(calculator, {"as_of": "2026-03-01", name: "yes"}, edition)
    assert outcome["errors"] and usable(outcome)


class Counter:
    """Counts the calls of functions, whatever they cost on this machine today."""

    def __enter__(self):
        self.calls = 0
        sys.setprofile(self._count)
        return self

    def _count(self, frame, event, argument):
        self.calls += event == "call"

    def __exit__(self, *_):
        sys.setprofile(None)


@pytest.mark.parametrize("undated", [False, True], ids=["dated", "undated"])
@pytest.mark.parametrize(("calculator", "entries"), LISTS)
def test_the_work_grows_with_the_list_and_not_with_its_square(edition, calculator, entries, undated):
    def work(size):
        days = ["unknown" if undated else date(2026, 1 + number % 2, 1 + number % 28).isoformat() for number in range(size)]
        listed = days if is_bare(entries) else [{_day_of(entries): day} for day in days]
        with Counter() as counter:
            assert "errors" not in answer(calculator, {"as_of": "2026-03-01", entries.name: listed}, edition)
        return counter.calls

    DECISIONS[calculator].answer({"as_of": "2026-03-01"}, edition)  # what is worked out once is not counted
    assert work(1000) <= 15 * work(100)


def _day_of(entries):
    return next(part.name for part in entries.fields if kind_of(part) == "Day")


# Nothing but the answers


@every
@settings(max_examples=depth(15, 40))
@given(data=st.data())
def test_the_same_answers_give_the_same_bytes_and_are_not_changed(edition, calculator, data):
    answers = data.draw(answers_of(DECISIONS[calculator]))
    before = copy.deepcopy(answers)
    first = json.dumps(answer(calculator, answers, edition))
    assert answers == before
    assert json.dumps(answer(calculator, before, edition)) == first


SEEDED = """
import hashlib, json
from calculators import answer
from calculators.core.edition import Edition
from publishing.load import load_edition, load_library
from publishing.rules import calculator_data

published = load_edition(load_library().current)
edition, digest = Edition.from_data(calculator_data(published)), hashlib.sha256()
for calculator, cases in published.cases.items():
    for case in cases:
        digest.update(json.dumps(answer(calculator, json.loads(json.dumps(case.answers)), edition)).encode())
print(digest.hexdigest())
"""


def test_two_processes_give_the_same_bytes_though_they_order_sets_otherwise():
    runs = [
        subprocess.run([sys.executable, "-c", SEEDED], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        for seed in ("1", "2")
    ]
    assert len(runs[0].stdout.strip()) == 64
    assert runs[0].stdout == runs[1].stdout
