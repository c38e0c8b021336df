"""Says in few conditions which of many states are meant; values that make no difference to that are taken as one first."""

from collections.abc import Mapping, Sequence
from typing import Any

from calculators.core.cubes import Condition, Cube, States
from calculators.core.due import shortest_alternatives

Values = tuple[Any, ...]


def shortest(names: Sequence[str], states: Mapping[Values, bool]) -> tuple[Cube, ...]:
    """Return alternatives of which at least one holds in every state that is meant, and none in another.

    names: the arguments; states: the value of each argument -> whether the state is meant.
    """
    left, classes = dict(states), []
    for place in range(len(names)):
        left, alike = _taken_as_one(left, place)
        classes.append(alike)
    open_to = [place for place in range(len(names)) if len(classes[place]) > 1]
    arguments = {names[place]: tuple(classes[place]) for place in open_to}
    bits = States(({names[place]: values[place] for place in open_to} for values in left), arguments)
    meant = sum(1 << number for number, is_meant in enumerate(left.values()) if is_meant)
    of_name = {names[place]: classes[place] for place in open_to}
    return tuple(
        tuple(_with_all(condition, of_name[condition.argument]) for condition in cube) for cube in shortest_alternatives(bits, meant)
    )


def _taken_as_one(states: Mapping[Values, bool], place: int) -> tuple[dict[Values, bool], dict[Any, Values]]:
    """Keep one of the values of an argument that stand with the same others and mean the same; return what it stands for, too."""
    beside: dict[Any, dict[Values, bool]] = {}
    for values, is_meant in states.items():
        beside.setdefault(values[place], {})[values[:place] + values[place + 1 :]] = is_meant
    stands_for: dict[Any, Values] = {}
    for value, found in beside.items():
        same = next((other for other in stands_for if beside[other] == found), None)
        stands_for[value if same is None else same] = (*stands_for.get(same, ()), value)
    return {values: is_meant for values, is_meant in states.items() if values[place] in stands_for}, stands_for


def _with_all(condition: Condition, classes: Mapping[Any, Values]) -> Condition:
    return Condition(condition.argument, tuple(value for kept in condition.values for value in classes[kept]))
