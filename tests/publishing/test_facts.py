"""No fact of the source was lost: each clause holds the numbers, periods, roles, laws and telephone numbers it must hold."""

import re
from pathlib import Path

import pytest

from publishing.edition import clause_words
from publishing.yaml_files import read_yaml

FACTS = read_yaml(Path(__file__).resolve().parent.parent / "facts" / "3.0.yml").data


def texts_of(edition):
    """Return the text in which a clause's facts must stand: heading, words, whom it binds, and its addresses."""
    texts = {
        clause.id: " ".join(
            [
                clause.clause.heading or "",
                clause_words(clause),
                *clause.clause.binds,
                *(role for further in clause.clause.also for role in (*further.binds, further.duty)),
                clause.clause.duty or "",
                *(link.address for link in clause.clause.links),
            ]
        )
        for clause in edition.clauses.values()
    }
    texts["contacts"] = " ".join(
        f"{c.organisation} {c.printed_as or ''} {c.role} {c.number} {c.hours or ''} {c.how or ''}" for c in edition.contacts.values()
    )
    return texts


def folded(text):
    return re.sub(r"\s+", " ", text).casefold()


def test_every_clause_has_its_facts_listed(published):
    assert set(FACTS) == {*published.clauses, "contacts"}
    assert all(FACTS.values())


@pytest.mark.parametrize("clause", FACTS)
def test_the_clause_holds_its_facts(published, clause):
    text = folded(texts_of(published)[clause])
    missing = [fact for fact in FACTS[clause] if not any(folded(form) in text for form in str(fact).split("|"))]
    assert missing == []
