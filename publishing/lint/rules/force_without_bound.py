"""A clause says must, shall or should, and binds nobody.

Why: a duty without anybody bound is nobody's. The calculators, the index of duties and the redline read `binds`.

Fix: give the clause `binds` and `duty`, or say what is the case without must or should. Accept a clause that only
reports another text's duty, or says what a word means.
"""

import re
from collections.abc import Iterator

from publishing.lint.context import Context
from publishing.lint.finding import Finding

CODE = "L303"
FORCE = re.compile(r"\b(?:must|shall|should|ought)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Yield each clause with a word of force and nobody bound, once."""
    told: set[str | None] = set()
    for text in context.texts_of("clause"):
        found = FORCE.search(text.words)
        if found and text.clause not in told and not context.edition.clauses[str(text.clause)].clause.binds:
            told.add(text.clause)
            wrong = f'it says "{found.group(0)}" and binds nobody'
            yield context.in_text(CODE, text, found.group(0), wrong, "give it `binds` and `duty`, or say it without a word of force")
