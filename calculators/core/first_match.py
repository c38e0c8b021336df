"""Finds a short list of rows that is read from the top: the first row that fits gives a state its outcome's name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculators.core.cubes import Cube, State, States, lighter

# A row with more conditions is no shorter to read than the rows that it would save.
EASY_TO_READ = 3


@dataclass(frozen=True)
class Row:
    """One row: where every condition holds, the outcome has this name. The last row has no condition: otherwise."""

    conditions: Cube
    name: str | None

    def fits(self, state: State) -> bool:
        """Say whether a state (argument -> value) passes every condition."""
        return all(condition.holds(state) for condition in self.conditions)


Rows = tuple[Row, ...]


def first_match(states: States, names: Mapping[str | None, int]) -> Rows:
    """Return rows that give every state its name, and in which nothing can be left out.

    names: outcome name -> its states, most protective first. Of the lists that leave one name or another to the last
    row, the one of fewest rows and conditions, then of fewest values, is taken.
    """
    search = _Search(states, names)
    lists = [search.rows(None, len(states.arguments)), *(search.rows(last, EASY_TO_READ) for last in names)]
    return min(filter(None, lists), key=_weight)


def _weight(rows: Sequence[Row]) -> tuple[int, int]:
    conditions = [condition for row in rows for condition in row.conditions]
    return len(rows) + len(conditions), sum(len(condition.values) for condition in conditions)


class _Search:
    def __init__(self, states: States, names: Mapping[str | None, int]):
        self.states, self.names = states, names
        self.rank = {name: number for number, name in enumerate(names)}

    def rows(self, last: str | None, most: int) -> Rows:
        """Return a list whose last row gives the name `last` (None: whichever comes out).

        No list at all, if one of its rows would need more than `most` conditions.
        """
        rows, before = self._greedy(last, most), None
        while rows != before:
            rows, before = self._leanest(self._in_order(rows)), rows
        return rows

    def _greedy(self, last: str | None, most: int) -> Rows:
        """Add rows until one name is left, each with the fewest conditions, then the most states, then the facts' order."""
        rows: list[Row] = []
        remaining = self.states.everything
        while True:
            left = [name for name, states in self.names.items() if states & remaining]
            if len(left) == 1 and last in (None, left[0]):
                return (*rows, Row((), left[0]))
            row = self._next(remaining, [name for name in left if name != last], most)
            if row is None:
                return ()
            rows.append(row)
            remaining &= ~self.states.where(row.conditions)

    def _next(self, remaining: int, names: list[str | None], most: int) -> Row | None:
        for size in range(most + 1):
            found = [
                (-count, self.states.place(cube), self.rank[name], Row(cube, name))
                for name in names
                for count, cube in self.states.cubes(size, remaining & self.names[name], remaining & ~self.names[name])
            ]
            if found:
                return min(found, key=lambda entry: entry[:3])[3]
        return None

    def _in_order(self, rows: Rows) -> Rows:
        """Let neighbours change places, where that changes no answer, until they stand in the order of the facts they test."""
        ordered = list(rows)
        for end in reversed(range(1, len(rows) - 1)):
            for i in range(end):
                if self._key(ordered[i + 1]) < self._key(ordered[i]) and self._may_change_places(tuple(ordered), i):
                    ordered[i], ordered[i + 1] = ordered[i + 1], ordered[i]
        return tuple(ordered)

    def _key(self, row: Row) -> tuple[int, tuple[int, ...], int]:
        return len(row.conditions), self.states.place(row.conditions), self.rank[row.name]

    def _may_change_places(self, rows: Rows, i: int) -> bool:
        changed = (*rows[:i], rows[i + 1], rows[i], *rows[i + 2 :])
        return self._exact(changed)

    def _leanest(self, rows: Rows) -> Rows:
        """Leave out rows, conditions and values for as long as every state keeps its name."""
        for number, cube in lighter(tuple(row.conditions for row in rows[:-1])):
            put = () if cube is None else (Row(cube, rows[number].name),)
            shorter = (*rows[:number], *put, *rows[number + 1 :])
            if self._exact(shorter):
                return self._leanest(shorter)
        return rows

    def _exact(self, rows: Rows) -> bool:
        remaining = self.states.everything
        for row in rows:
            fitting = self.states.where(row.conditions) & remaining
            if fitting & ~self.names[row.name]:
                return False
            remaining &= ~fitting
        return True
