"""Finds the shortest way to say when something is due: a list of alternatives, each a few conditions."""

from calculators.core.cubes import Cube, States, lighter

Alternatives = tuple[Cube, ...]


def shortest_alternatives(states: States, due: int) -> Alternatives:
    """Return alternatives of which at least one holds in every state that is due, and none in another.

    None of them, and none of their conditions and values, can be left out.
    """
    found = [_leanest(states, due, _greedy(states, due))]
    single = states.around(due, states.everything & ~due)
    if single is not None:
        found.insert(0, _leanest(states, due, (single,)))
    return min(found, key=lambda alternatives: sum(1 + len(cube) for cube in alternatives))


def _greedy(states: States, due: int) -> Alternatives:
    """Add alternatives until all that is due is told: the fewest conditions first, then the most states, then the facts' order."""
    found: list[Cube] = []
    size, left, not_due = 0, due, states.everything & ~due
    while left:
        cubes = [(-count, states.place(cube), cube) for count, cube in states.cubes(size, left, not_due)]
        if cubes:
            found.append(min(cubes, key=lambda entry: entry[:2])[2])
            left &= ~states.where(found[-1])
        else:
            size += 1
    return tuple(found)


def _leanest(states: States, due: int, alternatives: Alternatives) -> Alternatives:
    for number, cube in lighter(alternatives):
        put = () if cube is None else (cube,)
        shorter = (*alternatives[:number], *put, *alternatives[number + 1 :])
        if _together(states, shorter) == due:
            return _leanest(states, due, shorter)
    return alternatives


def _together(states: States, alternatives: Alternatives) -> int:
    held = 0
    for cube in alternatives:
        held |= states.where(cube)
    return held
