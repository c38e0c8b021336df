"""Ids of a part are out of printed order, skip a number, belong elsewhere, or would share an address.

Why: a clause's id is its address for ever. The order of a file is the order of the page, so a number that runs back or
jumps means a clause that is lost, moved or misnumbered. A second printing keeps its printed place and takes a letter.

Read: numbered ids of a section (13.1, 13.2, …) and of an appendix (app6-3.1). An id must carry its own part's number and
the number that its `source` says; an unlettered number follows the one before it; a lettered one comes after its first
printing; ids that differ only in signs that an anchor has not ("13.3", "13-3") are one address.

Fix: move the clause, correct the number, or add the anchor of a number that is not used (`unused: true`). Accept where the
source itself prints the numbers in another order, and say so.
"""

import re
from collections.abc import Iterator

from publishing.edition import Part, anchor_of
from publishing.lint.context import Context
from publishing.lint.finding import Finding

CODE = "L103"
NUMBERED = re.compile(r"(?:app\d+-)?(\d+)\.(\d+)([a-z]?)")


def check(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the ids of each part, and each address that two clauses would share."""
    first: dict[str, str] = {}
    for part in context.edition.parts:
        for clause in part.clauses:
            other = first.setdefault(clause.anchor.lower(), clause.id)
            if other != clause.id:
                wrong = f'the ids "{other}" and "{clause.id}" share the address #{anchor_of(other)}'
                yield context.at_clause(CODE, clause.id, wrong, "give this clause another id")
        yield from _order(context, part)


def _order(context: Context, part: Part) -> Iterator[Finding]:
    appendix = part.id.startswith("app")
    before: tuple[int, int] | None = None
    seen: set[str] = set()
    for clause in part.clauses:
        numbered = NUMBERED.fullmatch(clause.id)
        prefix = f"{part.id}-" if not numbered or appendix else f"{part.id}."
        if not clause.id.startswith(prefix) and clause.id != part.id:
            yield context.at_clause(CODE, clause.id, f"the id belongs to another part than {part.label}", f"begin it with {prefix}")
        if not numbered:
            continue
        number = (int(numbered[1]), int(numbered[2]))
        printed = f"{number[0]}.{number[1]}"
        source = clause.clause.source
        if source and not clause.clause.unused and not re.search(rf"(?<![\d.]){re.escape(printed)}(?![\d.])", source.clause):
            wrong = f'the id says {printed} and its source "{source.clause}"'
            yield context.at_clause(CODE, clause.id, wrong, "use the printed number; a second printing takes a letter", key="source")
        if numbered[3]:
            if printed not in seen:
                wrong = f"the second printing of {printed} stands before the first"
                yield context.at_clause(CODE, clause.id, wrong, "put the clauses in printed order")
            continue
        yield from _step(context, clause.id, before, number)
        seen.add(printed)
        before = number


def _step(context: Context, clause_id: str, before: tuple[int, int] | None, number: tuple[int, int]) -> Iterator[Finding]:
    """Yield what is wrong with going from the number before (None at the start) to this one."""
    expected = [(before[0], before[1] + 1), (before[0] + 1, 1)] if before else [(number[0], 1)]
    if number in expected:
        return
    if before and number <= before:
        wrong = f"{number[0]}.{number[1]} stands after {before[0]}.{before[1]}"
        yield context.at_clause(CODE, clause_id, wrong, "put the clauses in printed order")
        return
    missing = f"{expected[0][0]}.{expected[0][1]}"
    right = f"write {missing}, or mark it `unused: true` with a note of kind missing-number"
    yield context.at_clause(CODE, clause_id, f"there is no {missing} before it", right)
