"""A reference is typed by hand, or its number could mean two clauses.

Why: a typed number is no link, and nobody corrects it when clauses move. Nine numbers are printed twice in the source of
edition 3.0; "see 7.3" sends half of the readers to the wrong one. Appendix 6 is told apart by its name in front.

Read: what the loader fills (clauses and calculators) must draw every reference with {{ clause("…") }}. Notes and the
glossary are not filled, so a number may be typed there; it must exist, and say which where it is printed twice ("15.3b",
"the first 15.3", "printed twice", or a note that stands at one of the two). The sections of a law are left alone: a
sentence that names an Act, a Schedule or a regulation may say "section 11". So is the number of an edition ("edition 3.0").

Fix: draw it, or say which. Accept a number that the text only quotes.
"""

import re
from collections.abc import Iterator

from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.lint.reading import sentences_of
from publishing.lint.texts import Text

CODE = "L102"
NUMBER = r"(?<!edition )\d{1,2}\.\d{1,2}[a-z]?"
TYPED = re.compile(rf"\b(?:clauses?|sections?|appendix|appendices)\s+\d[\d.]*[a-z]?\b|(?<![\w./-]){NUMBER}(?![\w%]|\.\d)", re.IGNORECASE)
BARE = re.compile(rf"(?<![\w./-])(?:section\s+|clause\s+|appendix\s+)?{NUMBER}(?![\w%]|\.\d)|\b(?:section|appendix)\s+\d+\b", re.IGNORECASE)
LAW = re.compile(r"\b(?:Acts?|Schedules?|regulations?|GDPR)\b")
SAYS_WHICH = re.compile(r"\b(?:first|second)\s+(?:clause\s+)?(?:printed\s+as\s+)?$|\btwice\b.*$|\btwo clauses\b.*$", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Yield each reference typed where it could be drawn, and each number that exists nowhere or twice and does not say which."""
    for text in context.texts_of("clause", "calculator"):
        for sentence in sentences_of(text.typed):
            for found in TYPED.finditer(sentence):
                if not (LAW.search(sentence) and found.group(0).lower().startswith("section")):
                    wrong = f'"{found.group(0)}" is typed by hand'
                    yield context.in_text(CODE, text, found.group(0), wrong, 'draw it: {{ clause("id") }}')
    for text in context.texts_of("note", "glossary", "heading"):
        for sentence in sentences_of(text.raw):
            yield from _unclear(context, text, sentence)


def _unclear(context: Context, text: Text, sentence: str) -> Iterator[Finding]:
    clauses, parts = context.edition.clauses, context.edition.parts_by_id
    for found in BARE.finditer(sentence):
        kind, _, number = found.group(0).lower().rpartition(" ")
        if kind.strip() == "section" and LAW.search(sentence):
            continue
        if "." not in number:
            if (f"app{number}" if kind.startswith("appendix") else number) not in parts:
                yield context.in_text(CODE, text, found.group(0), f'"{found.group(0)}" is none of this edition', "name one that it has")
            continue
        ids = {number, *(f"{appendix}-{number}" for appendix in parts if appendix.startswith("app"))} & set(clauses)
        if not ids:
            yield context.in_text(CODE, text, found.group(0), f'there is no clause "{number}"', "name a clause that this edition has")
        elif f"{number}b" in clauses and text.clause not in (number, f"{number}b") and not SAYS_WHICH.search(sentence[: found.start()]):
            wrong = f"{number} is printed twice, and the text does not say which is meant"
            yield context.in_text(CODE, text, found.group(0), wrong, f'say "the first {number}", or {number}b')
