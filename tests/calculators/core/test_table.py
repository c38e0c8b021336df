"""The table of a whole decision says what the rule says in every state, and nothing in it could be left out."""

from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest

from calculators import DECISIONS, emergency_attendance, private_fostering
from calculators.core.choices import BOTH
from calculators.core.cubes import Condition, lighter
from calculators.core.decision import Part
from calculators.core.edition import Edition
from calculators.core.facts import Fact, combine
from calculators.core.first_match import Row
from calculators.core.outcome import Outcome
from calculators.core.proof import DAYS_OF_DECISION, _Walks
from calculators.core.table import Table, reachable_values, said, states_of
from publishing.load import load_edition, load_library
from publishing.rules import calculator_data

EDITIONS = {name: Edition.from_data(calculator_data(load_edition(name))) for name in load_library().editions}
PARTS = [
    pytest.param(name, decision, part, id=f"{decision.name} {number}, edition {name}")
    for name in EDITIONS
    for calculator in DECISIONS.values()
    for decision in calculator.proven
    for number, part in enumerate(decision.parts, 1)
]


@cache
def table_and_states(part, decision, name):
    reachable = reachable_values(decision, EDITIONS[name])
    return Table.of(part, decision.outcomes, reachable), list(states_of(part, reachable))


def differs(table, states):
    return any(table.says(state) != said(outcome) for state, outcome in states)


def test_what_is_left_out_is_told_once_for_each_row_condition_and_value():
    one, two = Condition("a", (1, 2)), Condition("b", (3,))
    assert list(lighter(((one, two),))) == [
        (0, None),
        (0, (two,)),
        (0, (one,)),
        (0, (Condition("a", (2,)), two)),
        (0, (Condition("a", (1,)), two)),
    ]


@pytest.mark.parametrize(("name", "decision", "part"), PARTS)
def test_the_table_says_what_the_rule_says_in_every_state(name, decision, part, figure):
    table, states = table_and_states(part, decision, name)
    for state, outcome in states:
        assert table.says(state) == said(part.decide(**state)) == said(outcome), state
    alternatives = sum(len(due.alternatives) for due in table.duties)
    figure(
        f"{decision.name}, edition {name}: table, CPython agree on every state: {len(states):,} states, "
        f"{len(table.rules)} rows, {len(table.duties)} duties in {alternatives} lines"
    )


@pytest.mark.parametrize(("name", "decision", "part"), PARTS)
def test_no_row_condition_or_value_can_be_left_out(name, decision, part, figure):
    table, states = table_and_states(part, decision, name)
    tried = list(_shorter(table))
    assert [shorter for shorter in tried if not differs(shorter, states)] == []
    figure(f"{decision.name}, edition {name}: {len(tried)} rows, conditions and values of its table, none of which can be left out")


def _shorter(table):
    """Yield the table with one thing less, in every way there is."""
    *rows, last = table.rules
    for number, cube in lighter(tuple(row.conditions for row in rows)):
        put = () if cube is None else (Row(cube, rows[number].name),)
        yield replace(table, rules=(*rows[:number], *put, *rows[number + 1 :], last))
    for i, due in enumerate(table.duties):
        yield replace(table, duties=(*table.duties[:i], *table.duties[i + 1 :]))
        for number, cube in lighter(due.alternatives):
            put = () if cube is None else (cube,)
            fewer = replace(due, alternatives=(*due.alternatives[:number], *put, *due.alternatives[number + 1 :]))
            yield replace(table, duties=(*table.duties[:i], fewer, *table.duties[i + 1 :]))


@pytest.mark.parametrize(("name", "decision", "part"), PARTS)
def test_the_last_row_is_otherwise_and_every_other_row_asks_something(name, decision, part):
    *rows, last = table_and_states(part, decision, name)[0].rules
    assert last.conditions == ()
    assert all(row.conditions and all(condition.values for condition in row.conditions) for row in rows)


@pytest.mark.parametrize(("name", "decision", "part"), PARTS)
def test_the_same_states_give_the_same_table(name, decision, part):
    assert Table.of(part, decision.outcomes, reachable_values(decision, EDITIONS[name])) == table_and_states(part, decision, name)[0]


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("calculator", DECISIONS)
def test_every_value_that_answers_can_give_is_reachable(name, calculator):
    for decision in DECISIONS[calculator].proven:
        reachable = reachable_values(decision, EDITIONS[name])
        walks = _Walks(decision, EDITIONS[name])
        for day in DAYS_OF_DECISION * 8:
            walks._walk(day)
        for fact, sets in walks.sets.items():
            assert frozenset().union(*sets) <= reachable[fact], fact


def test_rows_stand_in_the_order_in_which_a_person_would_check_them():
    table = Table.of(private_fostering.DECISION.parts[0], private_fostering.DECISION.outcomes)
    asked = [[condition.argument for condition in row.conditions] for row in table.rules]
    assert asked[:5] == [["age"], ["carer"], ["looked_after"], ["parent_lives_there"], ["arranged_by"]]
    assert [row.name for row in table.rules[:5]] == ["not_private_fostering"] * 5
    assert table.rules[-1] == Row((), "notify")
    table = Table.of(emergency_attendance.DECISION.parts[0], emergency_attendance.DECISION.outcomes)
    assert [row.name for row in table.rules] == ["outside_policy", "review", "share", "no_contact"]


CHANGES = {
    "a review with a social worker only": lambda outcome, facts: (
        replace(outcome, name="share") if outcome.name == "review" and not facts["social_worker"] else outcome
    ),
    "nobody is told of a second contact": lambda outcome, facts: (
        replace(outcome, recipients=()) if facts["contacts"] is emergency_attendance.Contacts.BELOW_THRESHOLD else outcome
    ),
    "a referral for everybody": lambda outcome, facts: replace(outcome, actions=("refer_now",)),
    "a caution of an adult": lambda outcome, facts: outcome if facts["child"] else replace(outcome, cautions=("service_not_listed",)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_rule_changes_the_table(change):
    decision = emergency_attendance.DECISION
    (part,) = decision.parts
    changed = Part(part.facts, lambda **facts: change(part.decide(**facts), facts))
    table = Table.of(changed, decision.outcomes)
    assert table != Table.of(part, decision.outcomes)
    assert not differs(table, states_of(changed))
    assert differs(Table.of(part, decision.outcomes), states_of(changed))


def _fact(name, values, **more):
    return Fact((name,), combine(values), (name,), lambda answers, edition: frozenset(), **more)


def test_what_cannot_occur_is_left_open_and_makes_the_table_shorter():
    fact = Fact(("child", "contacts"), combine(BOTH, ("none", "some")), ("child",), lambda answers, edition: frozenset())
    part = Part((fact,), lambda child, contacts: Outcome("share" if child and contacts == "some" else "nothing"))
    occurring = {"child": frozenset({(True, "some"), (True, "none"), (False, "none")})}
    table = Table.of(part, ("share", "nothing"), occurring)
    assert table.rules[0].conditions == (Condition("contacts", ("none",)),) and len(table.rules) == 2
    assert len(Table.of(part, ("share", "nothing")).rules[0].conditions) == 2
    assert len(list(states_of(part, occurring))) == 3 and not differs(table, states_of(part, occurring))


def test_not_known_is_a_value_of_its_own():
    harm = _fact("harm", ("yes", "no", "not_known"))
    part = Part((harm,), lambda harm: Outcome("protect" if harm != "no" else "wait", actions=("ask",) if harm == "not_known" else ()))
    table = Table.of(part, ("protect", "wait"))
    assert [due.alternatives for due in table.duties] == [((Condition("harm", ("not_known",)),),)]
    assert not differs(table, states_of(part))


def test_a_part_without_names_has_duties_only():
    part = Part((_fact("written", BOTH),), lambda written: Outcome(actions=("record",) if written else ("record", "write_up")))
    table = Table.of(part)
    assert table.rules == (Row((), None),)
    assert {due.id: due.alternatives for due in table.duties} == {"record": ((),), "write_up": ((Condition("written", (False,)),),)}


def test_alternatives_are_the_fewest_there_are():
    names = ("a", "b", "c")
    part = Part(tuple(_fact(name, BOTH) for name in names), lambda **facts: Outcome(actions=("act",) if sum(facts.values()) > 1 else ()))
    (due,) = Table.of(part).duties
    assert set(due.alternatives) == {tuple(Condition(name, (True,)) for name in pair) for pair in combinations(names, 2)}
