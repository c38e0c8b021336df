"""How hard a text is to read: the Flesch-Kincaid grade plus five, which is the age in years of a British reader.

Syllables are the hyphenation points of pyphen's British English, first and last letters included (`left`, `right`); with
pyphen's usual margins of two letters it counts "policy" and "any" as one syllable and flatters every figure by more
than a year. A point of a list counts as a sentence of its own, as a reader's eye stops there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyphen

WORD = re.compile(r"[^\W_](?:[\w'’&/-]*[^\W_])?")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")
HYPHENS = pyphen.Pyphen(lang="en_GB", left=1, right=1)
PER_SENTENCE, PER_WORD, BASE, GRADE_TO_AGE = 0.39, 11.8, -15.59, 5


@dataclass(frozen=True)
class Reading:
    """A part's figure. age: in years, to one decimal; words, sentences: how many it rests on."""

    age: float
    words: int
    sentences: int


def sentences_of(text: str) -> list[str]:
    """Return the sentences of one block of prose."""
    return [sentence for sentence in SENTENCE_END.split(text.strip()) if WORD.search(sentence)]


def words_of(text: str) -> list[str]:
    """Return the words of a text; a number is a word."""
    return WORD.findall(text)


@cache
def syllables(word: str) -> int:
    """Return how many syllables a word has, at least one; a hyphenated word is counted in its pieces."""
    return sum(len(HYPHENS.positions(piece)) + 1 for piece in re.split(r"[-/]", word) if piece)


def reading_of(blocks: Iterable[str]) -> Reading | None:
    """Return how hard the blocks of prose are to read together; None where there are no words."""
    sentences = [words_of(sentence) for block in blocks for sentence in sentences_of(block)]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return None
    grade = PER_SENTENCE * len(words) / len(sentences) + PER_WORD * sum(map(syllables, words)) / len(words) + BASE
    return Reading(round(grade + GRADE_TO_AGE, 1), len(words), len(sentences))
