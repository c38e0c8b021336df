"""The shortest way to say when something is due: it holds exactly then, and nothing of it can be left out."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from calculators.core.cubes import States
from calculators.core.due import shortest_alternatives

ARGUMENTS = {"a": (0, 1), "b": (0, 1), "c": (0, 1)}
EVERY = [dict(zip(ARGUMENTS, values, strict=True)) for values in product(*ARGUMENTS.values())]


def told(states, alternatives):
    held = 0
    for cube in alternatives:
        held |= states.where(cube)
    return held


@given(st.integers(1, 2 ** len(EVERY) - 2))
def test_it_holds_exactly_when_due_and_no_alternative_and_no_condition_can_be_left_out(due):
    states = States(EVERY, ARGUMENTS)
    found = shortest_alternatives(states, due)
    assert told(states, found) == due
    for number, cube in enumerate(found):
        others = (*found[:number], *found[number + 1 :])
        assert told(states, others) != due
        for place in range(len(cube)):
            assert told(states, (*others, (*cube[:place], *cube[place + 1 :]))) != due


def test_what_was_taken_first_is_let_go_where_the_later_ones_hold_it_too():
    states = States(EVERY, ARGUMENTS)
    due = 0b100111
    assert len(shortest_alternatives(states, due)) == 2
