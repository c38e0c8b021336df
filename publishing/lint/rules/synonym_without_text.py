"""None of the equal words of a synonym group stands in anything that the search finds.

Why: a reader's word that leads to such a group finds nothing, and the search then says that the edition has nothing on it.

Read: `words` of each group of synonyms.yml, in clauses and headings, contacts, notes, topics, glossary, cards and calculators.

Fix: put the word that the edition uses among `words`, or take the group out.
"""

from collections.abc import Iterator

from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.lint.names import pattern_of_names
from publishing.lint.texts import PROSE

CODE = "L801"


def check(context: Context) -> Iterator[Finding]:
    """Yield each group that leads nowhere."""
    titles = (f"{part.title} {part.label}" for part in context.edition.parts)
    prose = "\n".join((*(text.words for text in context.texts_of(*PROSE - {"guide", "case", "change"})), *titles))
    for number, group in enumerate(context.edition.synonyms):
        if not pattern_of_names(group.words).search(prose):
            wrong = f"none of {', '.join(group.words)} stands in this edition"
            yield context.in_file(
                CODE,
                "companion/synonyms.yml",
                (number,),
                f"synonyms {group.words[0]}",
                wrong,
                "add the word that it uses, or take the group out",
            )
