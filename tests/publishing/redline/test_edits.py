"""A thousand random edits of a real edition, each of one kind, are each found: the right kind, the right clause, and no other."""

import random
from collections import Counter

from publishing.redline.changes import Kind, Side
from publishing.redline.stream import redline
from tests.publishing.redline.edits import Edits

EDITS = 1000


def test_a_thousand_random_edits_are_each_found_with_the_right_kind(approved, figure):
    edits = Edits(approved, random.Random("redline"))
    found, wrong = Counter(), []
    for number in range(EDITS):
        kind, clause_id, edited = edits.make(number)
        changes = redline(Side("was", approved, {}), Side("now", edited, {})).changes
        if {(change.kind, change.clause_id) for change in changes} == {(kind, clause_id)}:
            found[kind] += 1
        else:
            told = [(change.kind, change.clause_id, change.subject, change.was, change.now) for change in changes]
            wrong.append((edits.makers[number % len(edits.makers)].__name__, kind, clause_id, told))
    kinds = ", ".join(f"{kind} {found[kind]}" for kind in Kind if found[kind])
    figure(f"redline: {found.total():,} of {EDITS:,} random edits found with the right kind: {kinds}")
    assert not wrong, wrong[:5]
