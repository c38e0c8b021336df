"""Whose duty became stronger or weaker, and who is bound now that was not, from what the clauses themselves declare."""

from collections.abc import Iterator, Mapping

from publishing.model import Clause
from publishing.redline.changes import Found, Kind

FORCE = ("may", "should", "must")  # weakest first

Duties = Mapping[str, frozenset[str]]


def duties_of(clause: Clause) -> Duties:
    """Return role -> the forces with which a clause binds it."""
    found: dict[str, set[str]] = {}
    for duty, roles in ((clause.duty, clause.binds), *((further.duty, further.binds) for further in clause.also)):
        for role in roles if duty else ():
            found.setdefault(role, set()).add(str(duty))
    return {role: frozenset(forces) for role, forces in found.items()}


def compare_duties(was: Clause, now: Clause) -> Iterator[Found]:
    """Yield what changed in whom a clause binds, and how strongly.

    A role that is bound on both sides is compared by itself; those that are no longer with those that are now.
    """
    before, after = duties_of(was), duties_of(now)
    if before == after:
        return
    if set(before) != set(after):
        yield Found(Kind.BOUND, was.id, now.id, None, _listed(before), _listed(after))
    changed = [(role, before[role], after[role]) for role in before if role in after and before[role] != after[role]]
    changed += _from_one_to_another(before, after)
    for role, had, has in changed:
        kind = Kind.STRENGTHENED if _weight(has) > _weight(had) else Kind.WEAKENED
        yield Found(kind, was.id, now.id, role, _forces(had), _forces(has))


def _from_one_to_another(before: Duties, after: Duties) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """Return the duty that passed from some roles to others, if its force changed on the way."""
    gone, came = ({role: one[role] for role in one if role not in other} for one, other in ((before, after), (after, before)))
    passed = (gone and came) or not (before and after)
    if not passed or _strongest(_all(gone)) == _strongest(_all(came)):
        return []
    return [(" / ".join(", ".join(roles) for roles in (gone, came) if roles), _all(gone), _all(came))]


def _all(duties: Duties) -> frozenset[str]:
    return frozenset(force for forces in duties.values() for force in forces)


def _strongest(forces: frozenset[str]) -> int:
    return max((FORCE.index(force) for force in forces), default=-1)


def _weight(forces: frozenset[str]) -> tuple[int, ...]:
    """Return what orders sets of duties: the strongest first, then the next; more duties are more than fewer."""
    return tuple(sorted((FORCE.index(force) for force in forces), reverse=True))


def _forces(forces: frozenset[str]) -> str:
    return ", ".join(sorted(forces, key=FORCE.index, reverse=True)) or "no duty"


def _listed(duties: Duties) -> str:
    return ", ".join(f"{role} ({_forces(forces)})" for role, forces in duties.items()) or "nobody"
