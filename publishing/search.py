"""The search index of an edition: one document a clause and one a contact, indexed at build time by MiniSearch in Node."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publishing.edition import clause_words
from publishing.pages import CONTACTS, Site

BUILDER = Path(__file__).resolve().parent / "search_index.mjs"


def search_documents(site: Site) -> Iterator[dict[str, Any]]:
    """Yield what can be found: every clause by number and words, every contact by role, every calculator by its title."""
    edition = site.edition
    for name, words in edition.decisions.items():
        questions = " ".join(question.label for question in words.questions.values())
        yield {
            "id": f"calculator {name}",
            "number": "",
            "title": words.title,
            "text": f"{words.summary} {questions}",
            "kind": "Calculator",
            "address": f"calculators/{name}.html",
        }
    for contact in edition.contacts.values():
        yield {
            "id": f"contact {contact.id}",
            "number": contact.number,
            "title": contact.role,
            "text": f"{contact.organisation}. {contact.number}",
            "kind": "Number to ring",
            "address": f"{CONTACTS}#contact-{contact.id}",
        }
    for part in edition.parts:
        for clause in part.clauses:
            yield {
                "id": clause.id,
                "number": clause.id,
                "title": part.title if part.label == "Document control" else f"{part.label}: {part.title}",
                "text": clause_words(clause),
                "kind": "Clause",
                "address": f"{part.page}#{clause.anchor}",
            }


def search_index_script(site: Site) -> str:
    """Return the classic script that holds the index; it works from a folder, where a page may fetch nothing."""
    documents = json.dumps(list(search_documents(site)), ensure_ascii=False)
    done = subprocess.run(["node", str(BUILDER)], input=documents, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"the search index could not be built; run `npm ci` and try again: {done.stderr.strip()}")
    return f"self.policySearchIndex = {done.stdout};\n"
