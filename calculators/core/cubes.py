"""Tells some states of a decision from others with as few tests as it can: the search behind the printed tables.

A cube is a conjunction of conditions, each on another argument. States are bits of one number, so that "which states
does this cube hold, and does it touch one that it must not?" is a few operations on numbers, however many there are.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

State = Mapping[str, Any]


@dataclass(frozen=True)
class Condition:
    """One test: an argument has one of these values, which stand in the order of its domain."""

    argument: str
    values: tuple[Any, ...]

    def holds(self, state: State) -> bool:
        """Say whether a state (argument -> value) passes the test."""
        return state[self.argument] in self.values


Cube = tuple[Condition, ...]
Cell = tuple[int, ...]


class States:
    """States as bits. arguments: name -> values, in the order in which a person would check them."""

    def __init__(self, states: Iterable[State], arguments: Mapping[str, tuple[Any, ...]]):
        self.arguments = arguments
        self._bits = {name: dict.fromkeys(values, 0) for name, values in arguments.items()}
        self.everything = 0
        for number, state in enumerate(states):
            self.everything |= 1 << number
            for name, bits in self._bits.items():
                bits[state[name]] |= 1 << number

    def where(self, cube: Cube) -> int:
        """Return the states that pass every condition."""
        found = self.everything
        for condition in cube:
            found &= self._any(condition)
        return found

    def _any(self, condition: Condition) -> int:
        found = 0
        for value in condition.values:
            found |= self._bits[condition.argument][value]
        return found

    def place(self, cube: Cube) -> tuple[int, ...]:
        """Return where the arguments of a cube stand in the order of all."""
        order = list(self.arguments)
        return tuple(order.index(condition.argument) for condition in cube)

    def around(self, wanted: int, unwanted: int) -> Cube | None:
        """Return the cube of fewest conditions that holds all wanted states and no unwanted one, None if there is none."""
        for size in range(len(self.arguments) + 1):
            for names in combinations(self.arguments, size):
                cube = tuple(Condition(name, self._values_in(name, wanted)) for name in names)
                if not self.where(cube) & unwanted:
                    return cube
        return None

    def _values_in(self, name: str, states: int) -> tuple[Any, ...]:
        return tuple(value for value, bits in self._bits[name].items() if bits & states)

    def cubes(self, size: int, wanted: int, unwanted: int) -> Iterator[tuple[int, Cube]]:
        """Yield cubes of so many conditions that hold a wanted state and no unwanted one, each with how many it holds.

        None of them could take in a further value without an unwanted state, and each value holds a wanted one.
        """
        for names in combinations(self.arguments, size) if wanted else ():
            for sets, count in self._widened(names, wanted, unwanted).items():
                values = (tuple(self.arguments[name]) for name in names)
                yield count, tuple(Condition(name, tuple(of[i] for i in chosen)) for name, of, chosen in zip(names, values, sets))

    def _widened(self, names: tuple[str, ...], wanted: int, unwanted: int) -> dict[tuple[Cell, ...], int]:
        """Return sets of value positions, one an argument, with how many wanted states their product holds."""
        cells = self._cells(names, wanted, unwanted)
        seeds = [cell for cell, (count, blocked) in cells.items() if count and not blocked]
        found: dict[tuple[Cell, ...], int] = {}
        for seed, first in product(seeds, range(max(len(names), 1))):
            sets = _grown(seed, first, cells, [len(self.arguments[name]) for name in names])
            found[sets] = sum(cells.get(cell, (0, False))[0] for cell in product(*sets))
        return found

    def _cells(self, names: tuple[str, ...], wanted: int, unwanted: int) -> dict[Cell, tuple[int, bool]]:
        """Return, for each combination of value positions that occurs, how many wanted states it holds and whether an unwanted one."""
        level: dict[Cell, tuple[int, int]] = {(): (wanted, unwanted)}
        for name in names:
            bits = list(self._bits[name].values())
            level = {
                (*cell, i): (good & bit, bad & bit)
                for cell, (good, bad) in level.items()
                for i, bit in enumerate(bits)
                if (good | bad) & bit
            }
        return {cell: (good.bit_count(), bool(bad)) for cell, (good, bad) in level.items()}


def _grown(seed: Cell, first: int, cells: Mapping[Cell, tuple[int, bool]], sizes: list[int]) -> tuple[Cell, ...]:
    """Widen a single cell, argument by argument beginning with `first`, as far as no unwanted state comes in."""
    sets = [{i} for i in seed]
    for turn in range(len(seed)):
        axis = (first + turn) % len(seed)
        for i in range(sizes[axis]):
            slab = [cells.get(cell, (0, False)) for cell in product(*(sets[:axis] + [{i}] + sets[axis + 1 :]))]
            if any(count for count, _ in slab) and not any(blocked for _, blocked in slab):
                sets[axis].add(i)
    return tuple(tuple(sorted(chosen)) for chosen in sets)


def lighter(cubes: tuple[Cube, ...]) -> Iterator[tuple[int, Cube | None]]:
    """Yield every way to leave one thing out, the last first: a cube (None), or a condition or a value of a cube."""
    numbered = list(enumerate(cubes))[::-1]
    yield from ((number, None) for number, _ in numbered)
    for number, cube in numbered:
        if len(cube) > 1:
            yield from ((number, cube[:i] + cube[i + 1 :]) for i in range(len(cube)))
    for number, cube in numbered:
        for i, condition in enumerate(cube):
            if len(condition.values) > 1:
                for value in condition.values:
                    fewer = Condition(condition.argument, tuple(other for other in condition.values if other != value))
                    yield number, (*cube[:i], fewer, *cube[i + 1 :])
