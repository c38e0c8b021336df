"""Two texts, word by word: what stayed, what went, what came."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from publishing.redline.tokens import tokens, word_tokens

SHORT_WORD = 3
REMEMBERED = 1 << 12  # pairs of texts; each is compared for what it shows and for what it means


class Op(StrEnum):
    """What became of a stretch of text."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True)
class Segment:
    """A stretch of text and what became of it."""

    op: Op
    text: str


Segments = tuple[Segment, ...]


@lru_cache(REMEMBERED)
def segments(was: str, now: str) -> Segments:
    """Return how `was` became `now`. Without what was deleted it is `now` exactly, without what was inserted `was`."""
    if was == now:
        return (Segment(Op.EQUAL, was),) if was else ()
    stretches = _stretches(_settled(list(_steps(tokens(was), tokens(now)))))
    alike = groupby(((op, text) for op, text in stretches if text), key=itemgetter(0))
    return tuple(Segment(op, "".join(text for _, text in same)) for op, same in alike)


def text_was(found: Segments) -> str:
    """Return the text before: all but what was inserted."""
    return "".join(segment.text for segment in found if segment.op is not Op.INSERT)


def text_now(found: Segments) -> str:
    """Return the text after: all but what was deleted."""
    return "".join(segment.text for segment in found if segment.op is not Op.DELETE)


def similarity(was: str, now: str, least: float) -> float:
    """Return how much of two texts is the same, word by word, from 0 to 1; 0 where it is below `least`."""
    first, second = word_tokens(was), word_tokens(now)
    if first == second:
        return 1.0
    in_common = (Counter(first) & Counter(second)).total()
    if 2 * in_common < least * (len(first) + len(second)):  # in the best of orders it would not be enough
        return 0.0
    found = SequenceMatcher(None, first, second, autojunk=False).ratio()
    return found if found >= least else 0.0


Step = tuple[str, str, str]  # what stayed, what went, what came: either the first or the other two are empty


def _steps(was: list[str], now: list[str]) -> Iterator[Step]:
    for op, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        before, after = "".join(was[i1:i2]), "".join(now[j1:j2])
        yield (before, "", "") if op == "equal" else ("", before, after)


def _settled(steps: list[Step]) -> Iterator[Step]:
    """Take a blank, a comma or a lone short word between two changes into them: a reader sees one change, not three."""
    gone = came = ""
    for number, (stayed, went, arrived) in enumerate(steps):
        between = 0 < number < len(steps) - 1
        if stayed and (gone or came) and between and _slight(stayed):
            gone, came = gone + stayed, came + stayed
        elif stayed:
            if gone or came:
                yield "", gone, came
            gone = came = ""
            yield stayed, "", ""
        else:
            gone, came = gone + went, came + arrived
    if gone or came:
        yield "", gone, came


def _slight(text: str) -> bool:
    words = word_tokens(text)
    return not words or (len(words) == 1 and len(words[0]) <= SHORT_WORD)


def _stretches(steps: Iterator[Step]) -> Iterator[tuple[Op, str]]:
    for stayed, went, came in steps:
        # What both begin or end with is no change: it was taken in between two of them.
        head = _common(went, came)
        tail = _common(went[len(head) :][::-1], came[len(head) :][::-1])[::-1]
        went, came = went[len(head) : len(went) - len(tail)], came[len(head) : len(came) - len(tail)]
        yield from ((Op.EQUAL, stayed + head), (Op.DELETE, went), (Op.INSERT, came), (Op.EQUAL, tail))


def _common(first: str, second: str) -> str:
    """Return the blanks that two texts begin with."""
    length = 0
    while length < min(len(first), len(second)) and first[length] == second[length] and first[length].isspace():
        length += 1
    return first[:length]
