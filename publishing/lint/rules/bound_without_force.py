"""A clause binds somebody, and its text has no word of that force.

Why: the reader sees the text, not `duty`. "The information is shared" tells nobody that it is theirs to share, nor whether
they must; "Consider …" is a should in the source and reads like a must.

Read: for must: must, shall, need, required, mandatory, have to, a duty to or on. For should: should, ought, need. For may:
may, can, might. The duties under `also` are read like `duty`.

Fix: put the source's force into the text. Accept a clause whose source has no word of force itself, such as a bare
instruction ("Do not contact the parents"), with what its `duty` rests on.
"""

import re
from collections.abc import Iterator

from publishing.edition import clause_words
from publishing.lint.context import Context
from publishing.lint.finding import Finding

CODE = "L304"
FORCE = {
    "must": re.compile(r"\b(?:must|shall|needs?|require[sd]?|mandatory|ha(?:s|ve) to|duty (?:to|on))\b", re.IGNORECASE),
    "should": re.compile(r"\b(?:should|ought|needs?)\b", re.IGNORECASE),
    "may": re.compile(r"\b(?:may|can|might)\b", re.IGNORECASE),
}


def check(context: Context) -> Iterator[Finding]:
    """Yield each duty of a clause whose text has no word of its force."""
    for clause in context.edition.clauses.values():
        duties = [(clause.clause.duty, clause.clause.binds), *((further.duty, further.binds) for further in clause.clause.also)]
        for duty, bound in duties:
            if duty and not FORCE[duty].search(clause_words(clause)):
                wrong = f'it binds {", ".join(bound)} ("{duty}"), and no word of its text says so'
                yield context.at_clause(CODE, clause.id, wrong, f'write "{duty}" into the text', key="text", about=duty)
