"""The status of each clause, as NICE tags its own: the edition that brought it, and those that amended it since."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publishing.edition import Edition, FilledClause, clause_words
from publishing.editions import Editions


@dataclass(frozen=True)
class Status:
    """since: the edition that brought the clause; amended: those in which it is not as in the one before, in order.

    new: it is the edition at hand that brought it, and that edition was made from another.
    """

    since: str
    amended: tuple[str, ...] = ()
    new: bool = False

    def __str__(self) -> str:
        return ", ".join([f"new {self.since}" if self.new else self.since, *(f"amended {name}" for name in self.amended)])


def as_read(clause: FilledClause) -> tuple[Any, ...]:
    """Return what a reader sees of a clause: two clauses are the same where this is."""
    own = clause.clause
    return own.heading, clause_words(clause), own.binds, own.duty, own.also, own.links, own.unused


def statuses(editions: Editions, name: str) -> Mapping[str, Status]:
    """Return the status of every clause of an edition, from the texts of the editions it was made from."""
    line = editions.line(name)
    return {clause_id: _status(clause_id, line) for clause_id in line[-1].clauses}


def _status(clause_id: str, line: tuple[Edition, ...]) -> Status:
    first = len(line) - 1
    while first and clause_id in line[first - 1].clauses:
        first -= 1
    read = [as_read(edition.clauses[clause_id]) for edition in line[first:]]
    amended = tuple(edition.name for edition, now, before in zip(line[first + 1 :], read[1:], read) if now != before)
    return Status(line[first].name, amended, new=bool(first) and first == len(line) - 1)
