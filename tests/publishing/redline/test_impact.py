"""What the changes do to the calculators: every state whose answer is another is found, and its example shows it."""

import copy
import os
import subprocess
import sys
from datetime import date, timedelta
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import DECISIONS, answer
from calculators.core.cubes import Condition
from calculators.core.edition import Edition
from publishing.load import ROOT, load_edition
from publishing.redline.impact import decision_impact
from publishing.redline.impact_words import impacts
from publishing.redline.joint import joint_values
from publishing.redline.markdown_impact import summary
from publishing.redline.shortest import shortest
from publishing.rules import calculator_data

STAY = ("private-fostering", "stay")
CALCULATOR = "private-fostering"


@pytest.fixture(scope="module")
def drafted():
    """The draft as the renderers use it."""
    return load_edition("4.0-draft")


@pytest.fixture(scope="module")
def found(published, drafted):
    """What the draft does to each calculator, by name."""
    return {calculator.calculator: calculator for calculator in impacts(published, drafted)}


@pytest.fixture(scope="module")
def sides(published, drafted):
    return [Edition.from_data(calculator_data(edition)) for edition in (published, drafted)]


def rows(calculator, of):
    return [impact for impact in calculator.impacts if impact.of == of]


def test_a_stay_of_exactly_28_days_is_found_and_shown(found):
    told = [impact for impact in rows(found[CALCULATOR], "by_text_alone") if impact.example.case == "A stay of exactly 28 days counts"]
    assert told
    for impact in told:
        assert (impact.was, impact.now) == ("Not private fostering", "Tell children's social care")
        assert (impact.example.was, impact.example.now) == (impact.was, impact.now)
        assert any("exactly 28 days" in question and "28 days or more" in question for question in impact.when)


def test_the_outcome_itself_of_a_stay_is_the_same_as_the_law_was_in_it_before(found):
    assert rows(found[CALCULATOR], "outcome") == []


def test_who_is_told_of_a_child_is_another_where_the_bands_are(found):
    told = {(impact.was, impact.now) for impact in rows(found["dart-routing"], "recipients")}
    assert ("The child's health visitor", None) in told
    assert (None, "The School Health Advisor (school nurse)") in told


def test_no_difference_is_said_with_the_number_of_states(found, figure):
    same = found["emergency-attendance"]
    assert (same.differing, same.impacts, same.cases.outcome) == (0, (), 0)
    assert summary(same) == f"No difference in {same.states:,} states, nor in {same.cases.compared} worked cases."
    for calculator in found.values():
        figure(f"impact of 4.0-draft on {calculator.calculator}: {summary(calculator)} {len(calculator.impacts)} rows")


def test_every_example_comes_to_what_it_says_by_the_calculators_own_door(found, sides, published, drafted):
    for impact in found[CALCULATOR].impacts:
        for rules, edition, said in zip(sides, (published, drafted), (impact.example.was, impact.example.now), strict=True):
            told = answer(CALCULATOR, dict(impact.example.given), rules)
            words = edition.decisions[CALCULATOR]
            if impact.of == "by_text_alone":
                assert words.outcomes[told["by_text_alone"]].title == said
            else:
                texts = {caution["text"] for caution in told["cautions"]}
                assert {words.cautions[name].text for name in words.cautions} & texts == ({said} - {"nothing"})


def test_every_example_of_a_child_comes_to_what_it_says(found, sides, published, drafted):
    for impact in rows(found["dart-routing"], "recipients"):
        given = dict(impact.example.given)
        household = {"as_of": given.pop("as_of"), "children": [given]}
        for rules, edition, said in zip(sides, (published, drafted), (impact.example.was, impact.example.now), strict=True):
            (child,) = answer("dart-routing", household, rules)["children"]
            labels = edition.decisions["dart-routing"].each["children"].recipients
            assert "; ".join(labels[name].label for name in child["recipients"]) == said


def changed(rules, group, name, **fields):
    data = copy.deepcopy(rules)
    data["parameters"][group][name] |= fields
    return Edition.from_data(data)


@pytest.mark.parametrize(
    ("calculator", "group", "name", "fields"),
    [
        ("private-fostering", "private-fostering", "age_limit", {"value": 17}),
        ("private-fostering", "private-fostering", "stay_in_law", {"value": 27}),
        ("private-fostering", "private-fostering", "stay", {"compare": "at least"}),
        ("emergency-attendance", "emergency-attendance", "contacts", {"value": 2}),
        ("emergency-attendance", "emergency-attendance", "contacts", {"within": {"months": 6}}),
        ("emergency-attendance", "emergency-attendance", "contacts", {"compare": "more than"}),
        ("emergency-attendance", "child", "age_limit", {"value": 17}),
        ("dart-routing", "dart-routing", "incidents", {"compare": "at least"}),
        ("dart-routing", "dart-routing", "incidents", {"within": {"months": 12}}),
        ("dart-routing", "dart-routing", "band_school", {"lowest": 4}),
        ("escalation", "referral", "outcome_told", {"value": 4}),
    ],
)
def test_a_number_that_is_another_by_one_is_found(rules, calculator, group, name, fields):
    sides = Edition.from_data(rules), changed(rules, group, name, **fields)
    differing = 0
    for decision in DECISIONS[calculator].proven:
        for part in decision_impact(decision, *sides, [frozenset()] * len(decision.parts)):
            differing += part.differing
            assert bool(part.rows) == bool(part.differing)
    assert differing


def test_the_rows_of_a_part_hold_every_state_that_differs_and_no_other(sides):
    (decision,) = DECISIONS[CALCULATOR].proven
    (part,) = decision_impact(decision, *sides, [frozenset()])
    pairs = [joint_values(decision, fact, *sides) for fact in decision.facts]
    held = {}
    for key in product(*pairs):
        values = {}
        for fact, pair in zip(decision.facts, key, strict=True):
            values |= dict(zip(fact.arguments, zip(*pair, strict=True), strict=True))
        held[key] = {row.effect for row in part.rows if all(condition.holds(values) for condition in row.conditions)}
    assert len(held) == part.states
    assert sum(map(bool, held.values())) == part.differing
    assert all(row.effect in held[row.key] for row in part.rows)


BIRTHS = st.integers(0, 7000)
DAYS = st.integers(-60, 60)


@settings(max_examples=300)
@given(born=BIRTHS, start=DAYS, lasts=st.integers(0, 60), disabled=st.sampled_from(["yes", "no"]), left=st.booleans())
def test_whatever_is_answered_stands_in_a_state_that_was_compared(born, start, lasts, disabled, left):
    decision, sides, known = _known()
    today = date(2026, 6, 1)
    begins = today + timedelta(start)
    given = {
        "as_of": today.isoformat(),
        "date_of_birth": (min(today, begins) - timedelta(born)).isoformat(),
        "disabled": disabled,
        "start": begins.isoformat(),
        "end": (begins + timedelta(lasts)).isoformat(),
        "still_there": "no" if left else "yes",
    }
    fact = decision.facts[0]
    values = [fact.derive(decision.read(given, rules), rules) for rules in sides]
    assert all(len(found) == 1 for found in values)
    assert tuple(next(iter(found)) for found in values) in known


@cache
def _known():
    decision = DECISIONS[CALCULATOR]
    sides = [Edition.from_data(calculator_data(load_edition(name), CALCULATOR)) for name in ("3.0", "4.0-draft")]
    return decision, sides, joint_values(decision, decision.facts[0], *sides)


@given(st.dictionaries(st.tuples(st.integers(0, 2), st.booleans(), st.integers(0, 3)), st.booleans(), min_size=1, max_size=24))
def test_the_shortest_alternatives_hold_what_is_meant_and_nothing_else(states):
    cubes = shortest(("a", "b", "c"), states)
    for values, meant in states.items():
        state = dict(zip(("a", "b", "c"), values, strict=True))
        assert any(all(condition.holds(state) for condition in cube) for cube in cubes) == meant


def test_values_that_make_no_difference_are_named_together():
    states = {(a, b): a == "x" or a == "y" for a in "xyz" for b in (1, 2, 3)}
    assert shortest(("a", "b"), states) == ((Condition("a", ("x", "y")),),)


def test_two_processes_find_the_same_examples_though_they_order_sets_otherwise():
    command = [sys.executable, "-m", "publishing", "redline", "3.0", "4.0-draft", "--format", "json"]
    found = [
        subprocess.run(
            command, cwd=ROOT.parent, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(found[0]) > 1000 and found[0] == found[1]
