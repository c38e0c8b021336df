"""A clause differs from the edition that this one is based on and does not say why, or tells a change that there is not.

Why: whoever approves an edition reads the changes, not the text. A clause that moved without a word, or went without one,
is approved by nobody.

Read: heading, words as filled, whom it binds, duties and links of every clause, against the clause of the same id in the
edition that `based_on` of edition.yml names. New clauses and changed ones need `change`; those that are gone stand under
`removed` of their part. Only an edition that is based on another is read.

Fix: write `change` with why, authority and confidence, or take the change back. Nothing here should be accepted.
"""

from collections.abc import Iterator

from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.load import load_edition
from publishing.status import as_read

CODE = "L104"


def check(context: Context) -> Iterator[Finding]:
    """Yield each change that is not told, each that is told and is none, and each clause that went without a word."""
    edition = context.edition
    if not edition.control.based_on:
        return
    before = load_edition(edition.control.based_on, context.folder.parent.parent)
    for clause in edition.clauses.values():
        old = before.clauses.get(clause.id)
        differs = old is None or as_read(clause) != as_read(old)
        if differs and not clause.clause.change:
            wrong = f"it is {'not as it was' if old else 'new'}, against edition {before.name}, and does not say why"
            yield context.at_clause(CODE, clause.id, wrong, "write `change`: why, authority, confidence")
        if clause.clause.change and not differs:
            wrong = f"it tells a change, and is as it was in edition {before.name}"
            yield context.at_clause(CODE, clause.id, wrong, "take `change` out", key="change")
    removed = {clause.id: part.id for part in edition.parts for clause in part.removed}
    for clause_id in before.clauses:
        if clause_id not in edition.clauses and clause_id not in removed:
            place = before.clauses[clause_id].part
            part = place if place in edition.parts_by_id else edition.parts[0].id
            yield _of_part(
                context,
                part,
                f"clause {clause_id}",
                "it is gone, and does not say why",
                "list it under `removed`: id, why, authority, confidence",
            )
    for clause_id, part in removed.items():
        if clause_id not in before.clauses:
            wrong = f"it is removed, and edition {before.name} has no such clause"
            yield _of_part(context, part, f"clause {clause_id}", wrong, "take it off `removed`, or correct its id")


def _of_part(context: Context, part: str, place: str, wrong: str, right: str) -> Finding:
    file = context.part_files[part]
    return Finding(CODE, file.path, file.line_of(("removed",)), place, wrong, right, part=context.edition.parts_by_id[part].label)
