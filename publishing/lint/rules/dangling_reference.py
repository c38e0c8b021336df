"""A reference leads to no clause, section or appendix of this edition.

Why: a reader who follows it finds nothing. The loader refuses most of these once an edition says `complete: true`;
this rule also reads an edition that is still being written, and the lists that the loader does not read.

Fix: name an id that the edition has, or write the clause. Accept only in a draft, with the clause that is to come.
"""

from collections.abc import Iterator
from typing import Any

from publishing.fill import CALL, SLOT
from publishing.lint.context import Context
from publishing.lint.finding import Finding

CODE = "L101"
NAMING = {"clause", "clauses", "signatures_clause"}


def check(context: Context) -> Iterator[Finding]:
    """Yield each drawn reference, and each clause id of a note, topic, case, guide, contact and so on, that leads nowhere."""
    edition = context.edition
    known = {*edition.clauses, *edition.parts_by_id}
    for text in context.texts_of("clause", "calculator", "note"):
        for slot in SLOT.finditer(text.raw):
            call = CALL.fullmatch(slot.group(1))
            if call and call.group(1) == "clause" and call.group(2) not in known:
                yield context.in_text(CODE, text, slot.group(0), *_said(call.group(2)))
    for text in context.texts_of("data"):
        if _names_a_clause(text.at) and text.clause in (None, text.raw) and text.raw not in known:
            yield context.in_text(CODE, text, text.raw, *_said(text.raw))


def _names_a_clause(at: tuple[Any, ...]) -> bool:
    """Say whether a place of a file names a clause of the edition; `source: {clause: …}` names one of the source."""
    keys = [step for step in at if isinstance(step, str)]
    return "source" not in keys and "answers" not in keys and keys[-1] in NAMING


def _said(name: str) -> tuple[str, str]:
    return f'there is no clause "{name}"', "name an id that this edition has, or write the clause"
