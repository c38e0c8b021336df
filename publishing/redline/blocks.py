"""Two clauses, block by block: headings, paragraphs and list points, and which of them is which."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache

from publishing.edition import FilledClause, FilledPoint
from publishing.fill import plain
from publishing.redline.words import Op, Segment, Segments, segments, similarity, text_now, text_was

ALIKE = 0.4  # below this, one block put in place of another is easier to read than the words that both happen to have


class Place(StrEnum):
    """Where a block stands in its clause."""

    HEADING = "heading"
    TEXT = "text"
    POINT = "point"
    THEN = "then"


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or a list point. depth: 0 for what is no point, 1 for a point, 2 for a point of a point."""

    place: Place
    depth: int
    text: str


@dataclass(frozen=True)
class BlockRedline:
    """What became of a block: both where it stayed, `was` alone where it went, `now` alone where it came.

    moved_from, moved_to: the clause in which the same words stand on the other side, for a block that came or went.
    """

    was: Block | None
    now: Block | None
    segments: Segments
    moved_from: str | None = None
    moved_to: str | None = None

    @property
    def differs(self) -> bool:
        return self.was != self.now


def blocks_of(clause: FilledClause | None) -> tuple[Block, ...]:
    """Return the blocks of a clause in order; none for no clause."""
    if clause is None:
        return ()
    heading = (Block(Place.HEADING, 0, clause.clause.heading),) if clause.clause.heading else ()
    then = (Block(Place.THEN, 0, plain(clause.then)),) if clause.then else ()
    return (*heading, Block(Place.TEXT, 0, plain(clause.text)), *_points(clause.points, 1), *then)


def _points(points: tuple[FilledPoint, ...], depth: int) -> Iterator[Block]:
    for point in points:
        yield Block(Place.POINT, depth, plain(point.text))
        yield from _points(point.points, depth + 1)


def blocks_was(found: tuple[BlockRedline, ...]) -> tuple[Block, ...]:
    """Return the blocks before, from what became of them: all but what came."""
    return tuple(Block(block.was.place, block.was.depth, text_was(block.segments)) for block in found if block.was)


def blocks_now(found: tuple[BlockRedline, ...]) -> tuple[Block, ...]:
    """Return the blocks after, from what became of them: all but what went."""
    return tuple(Block(block.now.place, block.now.depth, text_now(block.segments)) for block in found if block.now)


def align(was: tuple[Block, ...], now: tuple[Block, ...]) -> tuple[BlockRedline, ...]:
    """Return what became of each block, in the order of reading."""
    if was == now:
        return tuple(map(_stayed, was, now))
    found: list[BlockRedline] = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if op == "equal":
            found += (_stayed(before, after) for before, after in zip(was[i1:i2], now[j1:j2], strict=True))
        else:
            found += _paired(was[i1:i2], now[j1:j2])
    return tuple(found)


def _stayed(was: Block, now: Block) -> BlockRedline:
    return BlockRedline(was, now, segments(was.text, now.text))


def _went(was: Block) -> BlockRedline:
    return BlockRedline(was, None, (Segment(Op.DELETE, was.text),))


def _came(now: Block) -> BlockRedline:
    return BlockRedline(None, now, (Segment(Op.INSERT, now.text),))


def _paired(was: tuple[Block, ...], now: tuple[Block, ...]) -> Iterator[BlockRedline]:
    """Pair blocks in order so that the pairs have most in common; what finds no partner went or came."""

    @cache
    def alike(i: int, j: int) -> float:
        if (was[i].place is Place.HEADING) != (now[j].place is Place.HEADING):
            return 0.0
        return similarity(was[i].text, now[j].text, ALIKE)

    # best[i][j]: the most that was[i:] and now[j:] can have in common
    best = [[0.0] * (len(now) + 1) for _ in range(len(was) + 1)]
    for i in reversed(range(len(was))):
        for j in reversed(range(len(now))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike(i, j) + best[i + 1][j + 1])
    i = j = 0
    while i < len(was) and j < len(now):
        if alike(i, j) and best[i][j] == alike(i, j) + best[i + 1][j + 1]:
            yield _stayed(was[i], now[j])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield _went(was[i])
            i += 1
        else:
            yield _came(now[j])
            j += 1
    yield from map(_went, was[i:])
    yield from map(_came, now[j:])
