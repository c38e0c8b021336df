"""An abbreviation stands in the edition and not in its glossary.

Why: a new nurse does not know what IMR is, and the page can show no tooltip for it.

Read: two or more capitals in one word (also A&E, CP-IS, DfES) in every text but the guides, which come from elsewhere and
explain their own. A name that the glossary has as a whole, such as "NHS 111" or the
file name "SAFEGUARDING CHILDREN CORE COM", is known with all its letters.

Fix: write it out, or give it an entry. Accept a title, a unit or a mark that is no abbreviation.
"""

from collections.abc import Iterator

from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.lint.names import glossary_names, pattern_of_names, undefined
from publishing.lint.texts import PROSE

CODE = "L301"
KINDS = PROSE - {"guide"}


def check(context: Context) -> Iterator[Finding]:
    """Yield each abbreviation of a text that the glossary does not have."""
    known = pattern_of_names(glossary_names(context.edition))
    for text in context.texts_of(*KINDS):
        for abbreviation in undefined(text.raw, known):
            wrong = f'"{abbreviation}" is not in the glossary'
            yield context.in_text(CODE, text, abbreviation, wrong, "write it out, or give it an entry in glossary.yml")
