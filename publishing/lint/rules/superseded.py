"""A clause rests on a law, guidance, body or procedure that has been overtaken, and no note says so.

Why: the edition is frozen and the law is not. What has been overtaken must be told beside the clause, never in it.

Read: the names of companion/superseded.yml in clauses. A year at the end of a name may stand apart from its title ("Working
Together to Safeguard Children (HM Government, 2015)"). A note of kind law-overtaken at the clause settles it.

Fix: write the note, with its basis. Accept a name that the text only lists or quotes, or that is told once for many clauses.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.lint.shapes import Superseded
from publishing.lint.texts import Text

CODE = "L501"
YEAR = re.compile(r"(.+?)\s+(\d{4})")
APART = r"[\"'”’]?[\s,(]*(?:[^\s.;:,)]+,?\s+){0,3}?\(?"


def check(context: Context) -> Iterator[Finding]:
    """Yield each name of a clause that has been overtaken, where no note of the clause says that something has."""
    patterns = [(entry, re.compile("|".join(map(_pattern, (entry.name, *entry.also))), re.IGNORECASE)) for entry in context.superseded]
    noted = {note.clause for note in context.edition.notes if note.kind == "law-overtaken"}
    told: set[tuple[str | None, str]] = set()
    for text in context.texts_of("clause"):
        for entry, pattern in patterns:
            found = pattern.search(text.words)
            if found and text.clause not in noted and (text.clause, entry.name) not in told:
                told.add((text.clause, entry.name))
                yield _finding(context, text, found.group(0), entry)


def _finding(context: Context, text: Text, needle: str, entry: Superseded) -> Finding:
    wrong = f'"{needle}" is overtaken, {_since(entry)} ({entry.basis}): now {entry.now}'
    found = context.in_text(CODE, text, needle, wrong, "write a note of kind law-overtaken at this clause")
    return replace(found, about=entry.name)


def _since(entry: Superseded) -> str:
    return f"since {entry.since}" if entry.since[0].isdigit() else "since when is not known"


def _pattern(name: str) -> str:
    dated = YEAR.fullmatch(name)
    title, year = dated.groups() if dated else (name, None)
    words = r"\s+".join(re.escape(word) for word in title.split())
    return rf"(?<![\w&]){words}" + (rf"{APART}{year}(?!\d)" if year else r"(?=(?:s|'s)?(?![\w&]))")
