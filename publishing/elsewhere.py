"""Where a clause of another edition has gone, so that its address is answered in every edition of the site."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from publishing.edition import Edition
from publishing.editions import Editions
from publishing.model import RemovedClause
from publishing.status import as_read


@dataclass(frozen=True)
class Elsewhere:
    """A clause that another edition has on this page, and this edition has not.

    kind: it was removed, it has another number here, it stands on another page here, or it is not in this edition at all.
    edition: the one in which it went, or the one that has it. to: clauses of this edition that say it now. last: the
    edition that has it on this page. shown: it stood here before, so the page says so to everybody; else only to those
    who ask for it by its address.
    """

    id: str
    page: str
    kind: Literal["removed", "renumbered", "moved", "absent"]
    edition: str
    last: str
    to: tuple[str, ...] = ()
    why: str | None = None
    shown: bool = True


@dataclass(frozen=True)
class _Gone:
    """What became of a clause: in which edition it went, what stands in its place there, and whether that is the same clause."""

    edition: str
    to: tuple[str, ...]
    same: bool
    why: str | None


def page_of(edition: Edition, clause_id: str) -> str:
    """Return the path of the page on which a clause of an edition stands."""
    return edition.parts_by_id[edition.clauses[clause_id].part].page


def elsewhere(editions: Editions, name: str) -> tuple[Elsewhere, ...]:
    """Return every clause of another edition, on the page on which it stands there, that this edition has not on that page."""
    line, edition = editions.line(name), editions.by_name[name]
    others = [other for other in editions.by_name.values() if other not in line]
    gone = _gone(line)
    found: dict[tuple[str, str], Elsewhere] = {}
    for other in (*reversed(line[:-1]), *others):
        for clause_id in other.clauses:
            page = page_of(other, clause_id)
            if not (clause_id in edition.clauses and page_of(edition, clause_id) == page):
                found.setdefault((clause_id, page), _found(clause_id, page, other, line, gone))
    return tuple(found.values())


def _found(clause_id: str, page: str, other: Edition, line: tuple[Edition, ...], gone: Mapping[str, _Gone]) -> Elsewhere:
    edition, before = line[-1], other in line
    if clause_id in edition.clauses:
        return Elsewhere(clause_id, page, "moved", edition.name, other.name, (clause_id,), shown=before)
    if clause_id not in gone:
        return Elsewhere(clause_id, page, "absent", other.name, other.name, shown=False)
    went = gone[clause_id]
    kind: Literal["renumbered", "removed"] = "renumbered" if went.same else "removed"
    return Elsewhere(clause_id, page, kind, went.edition, other.name, tuple(_now(went.to, edition, gone)), went.why, before)


def _now(to: tuple[str, ...], edition: Edition, gone: Mapping[str, _Gone]) -> Iterator[str]:
    """Yield where to look in this edition; what a clause led to may itself have gone since."""
    for clause_id in to:
        if clause_id in edition.clauses:
            yield clause_id
        elif clause_id in gone:
            yield from _now(gone[clause_id].to, edition, gone)


def _gone(line: tuple[Edition, ...]) -> dict[str, _Gone]:
    gone = {}
    for before, after in zip(line, line[1:]):
        told: dict[str, RemovedClause] = {clause.id: clause for part in after.parts for clause in part.removed}
        fresh = {as_read(clause): clause.id for clause in after.clauses.values() if clause.id not in before.clauses}
        for clause_id, clause in before.clauses.items():
            if clause_id not in after.clauses:
                why = told.get(clause_id)
                same = fresh.get(as_read(clause))
                to = (same,) if same else why.see if why else ()
                gone[clause_id] = _Gone(after.name, to, same is not None, why.why if why else None)
    return gone
