"""Cuts a text into what a reader takes as one: a word, a number to ring, a date, a period, a reference."""

import re
from enum import StrEnum, auto
from functools import lru_cache

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_UNITS = "minute|hour|day|week|month|year"

_TOKEN = re.compile(
    rf"""
    (?P<number_to_ring>\b0\d(?:[ -]?\d){{8,9}}\b)
    | (?P<date>\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[ ](?:{_MONTHS})(?:[ ]\d{{4}})?\b)
    | (?P<period>\b(?:\d+|{_NUMBERS})[ ](?:working[ ]|calendar[ ]|school[ ])?(?:{_UNITS})s?\b)
    | (?P<reference>
        \b(?:sections?|clauses?|paragraphs?|appendix|schedule)[ ]\d[\w.]*(?:,[ ]\d[\w.]*)?\b
        | \b\d+(?:\.\d+)+[a-z]?\b
        | \b(?:19|20)\d\d\b)
    | (?P<force>\b(?:must|should|may)\b)
    | (?P<word>\w+(?:['’-]\w+)*)
    | (?P<space>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


class Sort(StrEnum):
    """What a token is. REFERENCE: to a clause, to a section of a law, or the year of a law or of guidance. FORCE: must, should, may."""

    NUMBER_TO_RING = auto()
    DATE = auto()
    PERIOD = auto()
    REFERENCE = auto()
    FORCE = auto()
    WORD = auto()
    SPACE = auto()
    OTHER = auto()


_SORTS = {sort.value: sort for sort in Sort}
_REMEMBERED = 1 << 12  # texts; each is cut for its clause, its pairing and its kind


@lru_cache(_REMEMBERED)
def sorted_tokens(text: str) -> tuple[tuple[Sort, str], ...]:
    """Return the tokens of a text, each with what it is; joined, they are the text."""
    return tuple((_SORTS[str(found.lastgroup)], found.group(0)) for found in _TOKEN.finditer(text))


def tokens(text: str) -> list[str]:
    """Return the tokens of a text; joined, they are the text."""
    return [token for _, token in sorted_tokens(text)]


@lru_cache(_REMEMBERED)
def word_tokens(text: str) -> tuple[str, ...]:
    """Return the tokens that say something: no space, no punctuation."""
    return tuple(token for sort, token in sorted_tokens(text) if sort not in (Sort.SPACE, Sort.OTHER))
