"""What cites what: which clauses, calculators and guides refer to a clause, and where a word of the glossary is used."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from publishing.companion import GlossaryEntry
from publishing.edition import Edition, FilledClause, FilledPoint
from publishing.fill import Piece, Reference


@dataclass(frozen=True)
class Citations:
    """Looks references up in the other direction, for one edition."""

    edition: Edition

    @cached_property
    def by_clause(self) -> Mapping[str, tuple[str, ...]]:
        """Return, for each clause, section or appendix id, the ids of the clauses whose text refers to it."""
        found: dict[str, dict[str, None]] = {}
        for clause in self.edition.clauses.values():
            for piece in _pieces(clause):
                if isinstance(piece, Reference) and piece.target and piece.target != clause.id:
                    found.setdefault(piece.target, {})[clause.id] = None
        return {target: tuple(ids) for target, ids in found.items()}

    @cached_property
    def by_calculator(self) -> Mapping[str, tuple[str, ...]]:
        """Return, for each clause id, the calculators that rest on it."""
        found: dict[str, dict[str, None]] = {}
        for name, words in self.edition.decisions.items():
            groups = (words.actions.values(), words.reasons.values(), words.cautions.values(), words.facts.values())
            cited = {clause for entries in groups for entry in entries for clause in entry.clauses}
            for clause in {*cited, *words.clauses, *(reading.clause for reading in words.readings)}:
                found.setdefault(clause, {})[name] = None
        return {clause: tuple(names) for clause, names in found.items()}

    @cached_property
    def words(self) -> "WordFinder":
        """Return what finds the glossary's words in texts."""
        return WordFinder(self.edition.glossary)

    @cached_property
    def uses(self) -> Mapping[str, tuple[str, ...]]:
        """Return, for each term of the glossary, the ids of the clauses in which it, or another name for it, stands."""
        found: dict[str, dict[str, None]] = {}
        for clause in self.edition.clauses.values():
            for piece in _pieces(clause):
                for entry, _, _ in self.words.find(piece.text):
                    found.setdefault(entry.term, {})[clause.id] = None
        return {term: tuple(ids) for term, ids in found.items()}


class WordFinder:
    """Finds words of the glossary in plain text: short forms and titles as written, roles and terms in any case, the longest first."""

    def __init__(self, glossary: tuple[GlossaryEntry, ...]):
        self._exact: dict[str, GlossaryEntry] = {}
        self._any_case: dict[str, GlossaryEntry] = {}
        for entry in glossary:
            for name in (entry.term, *entry.also):
                as_written = any(letter.isupper() for letter in name[1:]) and not (entry.kind == "role" and " " in name)
                if as_written:
                    self._exact[name] = entry
                else:
                    self._any_case[name.lower()] = entry
        names = sorted({*self._exact, *self._any_case}, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?:s|es)?(?![\w-])", re.IGNORECASE) if names else None

    def find(self, text: str) -> Iterator[tuple[GlossaryEntry, int, int]]:
        """Yield each word found, with where it starts and ends."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            entry = self._entry(match.group(0))
            if entry:
                yield entry, match.start(), match.end()

    def _entry(self, found: str) -> GlossaryEntry | None:
        for name in (found, found.removesuffix("s"), found.removesuffix("es")):
            entry = self._exact.get(name) or self._any_case.get(name.lower())
            if entry:
                return entry
        return None


def _pieces(clause: FilledClause) -> Iterator[Piece]:
    yield from clause.text
    yield from _point_pieces(clause.points)
    yield from clause.then


def _point_pieces(points: tuple[FilledPoint, ...]) -> Iterator[Piece]:
    for point in points:
        yield from point.text
        yield from _point_pieces(point.points)
