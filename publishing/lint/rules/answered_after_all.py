"""A word that is said to stand in no clause stands in one, so "Not in this edition" may no longer be true.

Why: a reader who is told that the edition does not say it will not look for it.

Read: `absent` of each entry of not_in_edition.yml, in every clause.

Fix: read the clause. If it answers the question, take the entry out; if not, take the word out of `absent`.
"""

from collections.abc import Iterator

from publishing.edition import clause_words
from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.lint.names import pattern_of_names

CODE = "L802"


def check(context: Context) -> Iterator[Finding]:
    """Yield each word that stands in a clause after all."""
    clauses = {clause.id: clause_words(clause) for clause in context.edition.clauses.values()}
    for number, entry in enumerate(context.edition.missing.entries):
        for place, word in enumerate(entry.absent):
            pattern = pattern_of_names((word,))
            found = next((id for id, text in clauses.items() if pattern.search(text)), None)
            if found:
                yield context.in_file(
                    CODE,
                    "companion/not_in_edition.yml",
                    ("entries", number, "absent", place),
                    f"not in edition {entry.id}",
                    f'"{word}" stands in clause {found}',
                    "take the entry out if the clause answers it, else the word",
                )
