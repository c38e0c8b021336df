"""Everything that is told of two states: the redline of each edition, and what the changes do to its calculators."""

from dataclasses import dataclass
from pathlib import Path

from publishing.edition import Edition
from publishing.faults import FaultsFound
from publishing.load import load_edition
from publishing.redline.changes import Redline
from publishing.redline.impact_words import CalculatorImpact, impacts
from publishing.redline.reading import read_side
from publishing.redline.states import Pair, State, compared
from publishing.redline.stream import redline


@dataclass(frozen=True)
class EditionReport:
    """What is told of one edition. redline: None where only one side has the edition; note: what there is to say instead.

    impact: each calculator in both states; None where that was not asked for, or cannot be told, and the note says why.
    """

    edition: str
    redline: Redline | None
    impact: tuple[CalculatorImpact, ...] | None = None
    note: str | None = None


@dataclass(frozen=True)
class Report:
    """What is told of two states. was, now: how they are called."""

    was: str
    now: str
    editions: tuple[EditionReport, ...]


def report(old: str, new: str | None, data: Path, with_impact: bool = True) -> Report:
    """Return everything that differs between two states, by the names that `compared` takes; raises as it does.

    with_impact: also visit every state of every calculator, which takes some seconds.
    """
    with compared(old, new, data) as found:
        return Report(found.was, found.now, tuple(_edition(pair, with_impact) for pair in found.pairs))


def _edition(pair: Pair, with_impact: bool) -> EditionReport:
    if pair.was is None or pair.now is None:
        there = pair.was or pair.now
        return EditionReport(pair.edition, None, note=f"Edition {pair.edition} is only in {there.label if there else 'no state'}.")
    among_editions = pair.was.edition != pair.now.edition
    found = redline(read_side(pair.was, among_editions), read_side(pair.now, among_editions))
    if not with_impact:
        return EditionReport(pair.edition, found)
    try:
        return EditionReport(pair.edition, found, impacts(_whole(pair.was), _whole(pair.now)))
    except _NotUsable as error:
        return EditionReport(pair.edition, found, note=f"What the changes do to the calculators cannot be told: {error}.")


class _NotUsable(Exception):
    """What stands beside the policy has a form that the calculators of today do not know."""


def _whole(state: State) -> Edition:
    try:
        return load_edition(state.edition or "", state.folder)
    except FaultsFound as found:
        first = str(state.told(found)).partition("\n")[0]
        raise _NotUsable(f"the calculators of today cannot use {state.label} ({first})") from None
