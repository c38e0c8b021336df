"""Which clause is which on both sides: by id, else, under another number, by its words; and which stand elsewhere now."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from publishing.edition import FilledClause, Policy
from publishing.redline.blocks import blocks_of
from publishing.redline.words import similarity

SAME_WORDS = 0.75
SAME_SOURCE = 0.5  # enough where both restate the same place of the source document


@dataclass(frozen=True)
class ClausePair:
    """A clause on both sides; one of them is None where it came or went. moved: it stands in another part or another order."""

    was: FilledClause | None
    now: FilledClause | None
    moved: bool = False

    @property
    def was_id(self) -> str | None:
        return self.was.id if self.was else None

    @property
    def now_id(self) -> str | None:
        return self.now.id if self.now else None

    @property
    def renumbered(self) -> bool:
        return bool(self.was and self.now and self.was.id != self.now.id)


def pair_clauses(was: Policy, now: Policy) -> tuple[ClausePair, ...]:
    """Return every clause of both sides once, in the order of `now`, those that went after all others."""
    partner = {clause_id: clause_id for clause_id in now.clauses if clause_id in was.clauses}
    partner |= dict(_renumbered(was, now))
    order = {clause_id: number for number, clause_id in enumerate(was.clauses)}
    in_order = _longest_in_order([(clause_id, order[partner[clause_id]]) for clause_id in now.clauses if clause_id in partner])
    pairs = []
    for clause in now.clauses.values():
        old = was.clauses[partner[clause.id]] if clause.id in partner else None
        moved = old is not None and (old.part != clause.part or clause.id not in in_order)
        pairs.append(ClausePair(old, clause, moved))
    stayed = set(partner.values())
    return (*pairs, *(ClausePair(clause, None) for clause in was.clauses.values() if clause.id not in stayed))


def place_of(clause: FilledClause, policy: Policy) -> str:
    """Return where a clause stands, in words: its part and the clause before it."""
    part = policy.parts_by_id[clause.part]
    ids = [other.id for other in part.clauses]
    before = ids[ids.index(clause.id) - 1] if ids.index(clause.id) else None
    return f"{part.label}, {f'after {before}' if before else 'first'}"


def _renumbered(was: Policy, now: Policy) -> Iterator[tuple[str, str]]:
    """Yield new id -> old id of clauses that kept their words under another number, those most alike first."""
    gone = [clause for clause_id, clause in was.clauses.items() if clause_id not in now.clauses and not clause.clause.unused]
    new = [clause for clause_id, clause in now.clauses.items() if clause_id not in was.clauses and not clause.clause.unused]
    likeness = [(_likeness(old, fresh), old.id, fresh.id) for old in gone for fresh in new]
    taken: set[str] = set()
    for alike, old_id, new_id in sorted(likeness, key=lambda entry: -entry[0]):
        if alike and not {f"was {old_id}", f"now {new_id}"} & taken:
            taken |= {f"was {old_id}", f"now {new_id}"}
            yield new_id, old_id


def _likeness(was: FilledClause, now: FilledClause) -> float:
    """Return how alike two clauses are, 0 where they are two."""
    source = was.clause.source
    enough = SAME_SOURCE if source and source == now.clause.source else SAME_WORDS
    first, second = (" ".join(block.text for block in blocks_of(clause)) for clause in (was, now))
    return similarity(first, second, enough)


def _longest_in_order(placed: list[tuple[str, int]]) -> set[str]:
    """Return the ids of the longest list that kept its order: the others moved. placed: (id, place before), in the order of now."""
    ends: list[int] = []
    last: list[int] = []  # the index of the entry that ends the best list of each length
    before: list[int | None] = []
    for number, (_, place) in enumerate(placed):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    found, number = set(), last[-1] if last else None
    while number is not None:
        found.add(placed[number][0])
        number = before[number]
    return found
