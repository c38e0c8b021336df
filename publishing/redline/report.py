"""Everything that is told of two states: the redline of each edition, and what the changes do to its calculators."""

from dataclasses import dataclass
from pathlib import Path

from publishing.redline.changes import Redline
from publishing.redline.reading import read_side
from publishing.redline.states import Pair, compared
from publishing.redline.stream import redline


@dataclass(frozen=True)
class EditionReport:
    """What is told of one edition. redline: None where only one side has the edition; note: what there is to say instead."""

    edition: str
    redline: Redline | None
    note: str | None = None


@dataclass(frozen=True)
class Report:
    """What is told of two states. was, now: how they are called."""

    was: str
    now: str
    editions: tuple[EditionReport, ...]


def report(old: str, new: str | None, data: Path) -> Report:
    """Return everything that differs between two states, by the names that `compared` takes; raises as it does."""
    with compared(old, new, data) as found:
        return Report(found.was, found.now, tuple(map(_edition, found.pairs)))


def _edition(pair: Pair) -> EditionReport:
    if pair.was is None or pair.now is None:
        there = pair.was or pair.now
        state = "nowhere" if there is None else there.label
        return EditionReport(pair.edition, None, f"Edition {pair.edition} is only in {state}.")
    among_editions = pair.was.edition != pair.now.edition
    return EditionReport(pair.edition, redline(read_side(pair.was, among_editions), read_side(pair.now, among_editions)))
