"""An abbreviation of the glossary stands nowhere in the edition.

Why: a glossary of words that nobody meets hides the words that somebody looks for.

Read: the term and its other names, in every text but the glossary's own and the guides from elsewhere.

Fix: take the entry out, or correct its spelling. Accept an abbreviation that readers bring with them from elsewhere.
"""

from collections.abc import Iterator

from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.lint.names import pattern_of_names
from publishing.lint.texts import PROSE

CODE = "L302"
KINDS = PROSE - {"glossary", "guide"}


def check(context: Context) -> Iterator[Finding]:
    """Yield each abbreviation of the glossary that no text uses."""
    prose = "\n".join(text.raw for text in context.texts_of(*KINDS))
    for number, entry in enumerate(context.edition.glossary):
        if entry.kind == "abbreviation" and not pattern_of_names((entry.term, *entry.also)).search(prose):
            wrong = f'"{entry.term}" stands nowhere in this edition'
            yield context.in_file(
                CODE, "companion/glossary.yml", (number, "term"), f"glossary {entry.term}", wrong, "take the entry out, or correct it"
            )
