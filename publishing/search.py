"""What the search of an edition knows: every clause, number, calculator, card, word, role and page, readers' words, what is not there.

It is plain data in a classic script, so that it works from a folder too. The page's own script makes the index of it
(docs/javascript/search_engine.js), so words are cut and stemmed in one place only.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from publishing.edition import FilledClause, FilledPoint, clause_label
from publishing.fill import plain
from publishing.page import EDITIONS
from publishing.pages import CALCULATORS, CARDS, CONTACTS, CONTROL, FAULTS, GLOSSARY, ROLES, TOPICS, Site
from publishing.roles import Role
from publishing.search_meaning import bits_of, common_words, own_table, own_words
from publishing.search_words import joined_groups, short_forms
from publishing.view import term_anchor
from publishing.ways import way_to

STEMMER = Path(__file__).resolve().parent.parent / "node_modules" / "stemmer" / "index.js"
PAGES = (CONTACTS, CONTROL, FAULTS, GLOSSARY, TOPICS, CALCULATORS, CARDS, ROLES)


def search_documents(site: Site) -> Iterator[dict[str, Any]]:
    """Yield what can be found, each with id, kind, number, title, text and address, and with more fields where it has them."""
    yield from _clauses(site)
    yield from _contacts(site)
    edition = site.edition
    for name, words in edition.decisions.items():
        questions = " ".join(question.label for question in words.questions.values())
        address = f"calculators/{name}.html"
        yield _document(f"calculator:{name}", "calculator", words.title, words.summary, address, terms=questions)
    for card in edition.cards:
        steps = " ".join(f"{step.heading} {step.text}" for step in card.steps)
        yield _document(f"page:cards/{card.id}", "card", card.title, card.about, f"cards/{card.id}.html", terms=steps)
    for entry in edition.glossary:
        text = f"{entry.stands_for}. {entry.meaning}" if entry.stands_for else entry.meaning
        address = f"{GLOSSARY}#{term_anchor(entry.term)}"
        yield _document(f"word:{entry.term}", "word", entry.term, text, address, terms=", ".join(entry.also))
    for role in edition.roles:
        yield _document(f"page:roles/{role.id}", "role", role.title, role.about, f"roles/{role.id}.html", names=_names(role))
    for path in PAGES:
        if path in site.pages:
            page = site.pages[path]
            id = path.removesuffix(".html").removesuffix("/index")
            yield _document(f"page:{id}", "page", page.title, page.description, path)
    standing = f"Which edition is in force, what changed and when. {edition.control.status.state}"
    yield _document("page:editions", "page", "All editions", standing, f"../{EDITIONS}")


def _names(role: Role) -> list[str]:
    """Return how readers of a role may call themselves: each piece of its title and of what it is about, and the policy's own words."""
    pieces = re.split(r", | and | or ", f"{role.title}, {role.about.removesuffix('.')}")
    return list(dict.fromkeys((*pieces, *role.you)))


def _document(id: str, kind: str, title: str, text: str, address: str, number: str = "", **more: Any) -> dict[str, Any]:
    fields = {"id": id, "kind": kind, "number": number, "title": title, "text": text, "address": address, **more}
    return {name: value for name, value in fields.items() if value}


def _clauses(site: Site) -> Iterator[dict[str, Any]]:
    """Yield each clause with the topics it stands under, the terms that stand in it as they are told elsewhere, and its notes."""
    edition = site.edition
    topics: Mapping[str, list[str]] = defaultdict(list)
    for topic in edition.topics:
        for clause_id in topic.clauses:
            topics[clause_id].append(topic.topic)
    for part in edition.parts:
        for clause in part.clauses:
            yield _document(
                clause.id,
                "clause",
                part.title,
                _text(clause),
                f"{part.page}#{clause.anchor}",
                number=_number(clause),
                terms=part.label,
                heading=clause.clause.heading,
                topics="; ".join(topics[clause.id]),
                notes=" ".join(note.text for note in edition.notes_of(clause.id)),
            )


def _text(clause: FilledClause) -> str:
    """Return the whole text of a clause as running words, its points divided by semicolons."""
    points = "; ".join(_point(point).removesuffix(".") for point in clause.points)
    return " ".join(filter(None, (plain(clause.text), f"{points}." if points else "", plain(clause.then))))


def _point(point: FilledPoint) -> str:
    inner = ", ".join(map(_point, point.points))
    return f"{plain(point.text)} {inner}" if inner else plain(point.text)


def _number(clause: FilledClause) -> str:
    label = clause_label(clause.id)
    return label[0].upper() + label[1:]


def _contacts(site: Site) -> Iterator[dict[str, Any]]:
    """Yield each number to ring; a confirmed one says since when it is."""
    edition = site.edition
    for contact in edition.contacts.values():
        confirmed = edition.confirmations.get(contact.id)
        hours = (confirmed.hours if confirmed else None) or contact.hours
        how = (confirmed.how if confirmed else None) or contact.how
        since = f"Confirmed {site.day(confirmed.confirmed)}" if confirmed else f"As printed in {site.month(edition.contacts_as_printed)}"
        text = ". ".join(piece[0].upper() + piece[1:] for piece in (contact.organisation, hours, how, since) if piece)
        yield _document(
            f"contact:{contact.id}",
            "contact",
            contact.role,
            f"{text}.",
            f"{CONTACTS}#contact-{contact.id}",
            number=contact.number,
            terms=contact.printed_as,
            confirmed=bool(confirmed),
        )


def _asked(site: Site) -> dict[str, dict[str, list[str]]]:
    """Return, by address, the words of the moments of the start page that lead to it, as a field."""
    asked: dict[str, list[str]] = defaultdict(list)
    for moment in site.edition.moments.by_id.values():
        path, anchor = way_to(site.edition, moment.target)
        asked[f"{path}#{anchor}" if anchor else path].append(moment.words)
    return {address: {"asked": words} for address, words in asked.items()}


def search_data(site: Site) -> dict[str, Any]:
    """Return all that the search of an edition knows."""
    edition, asked = site.edition, _asked(site)
    return {
        "documents": [{**document, **asked.get(document["address"], {})} for document in search_documents(site)],
        "groups": joined_groups(edition.synonyms, edition.glossary),
        "short": short_forms(edition.synonyms),
        "questions": [question.model_dump() for question in edition.questions],
        "missing": [entry.model_dump(exclude_defaults=True, exclude={"absent"}) for entry in edition.missing.entries],
        "danger": {
            "asks": edition.missing.danger.asks if edition.missing.danger else (),
            "says": edition.shared.emergency,
            "number": edition.shared.emergency_number,
            "authority": edition.shared.emergency_authority,
        },
    }


def learn_words(sites: Iterable[Site]) -> None:
    """Have the meanings of all editions' words made at once and kept; edition by edition Node would begin several times."""
    bits_of((*common_words(), *(word for site in sites for word in own_words(search_data(site)))))


def search_index_script(site: Site) -> str:
    """Return the classic script that brings what the search knows."""
    data = search_data(site)
    data["meanings"] = own_table(data)
    return f"self.policySearchData = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def stemmer_script() -> str:
    """Return the stemmer as a classic script; npm has it as a module, which a page may not load from a folder."""
    module = STEMMER.read_text(encoding="utf-8")
    if module.count("export ") != 1 or "export function stemmer(" not in module:
        raise RuntimeError("the package `stemmer` has another form; see publishing/search.py")
    return f"self.policyStem = (function () {{\n{module.replace('export function', 'function')}\nreturn stemmer;\n}})();\n"
