"""Where moments lead: their addresses, and what is wrong with a moment that leads nowhere or rests on a note that is not there."""

from collections.abc import Iterable, Iterator, Set

from publishing.edition import Edition, clause_label
from publishing.faults import Fault
from publishing.moments import Moment, Target, Told
from publishing.page import CONTACTS, LISTS
from publishing.yaml_files import Path_in_file, YamlFile


def way_to(edition: Edition, target: Target) -> tuple[str, str]:
    """Return the path of the page to which a target leads, and the anchor on it, empty where it is the whole page."""
    name = target.name
    if target.kind == "clause":
        clause = edition.clauses[name]
        return edition.parts_by_id[clause.part].page, clause.anchor
    folders = {"calculator": "calculators", "card": "cards", "guide": "guidance"}
    if target.kind in folders:
        return f"{folders[target.kind]}/{name}.html", ""
    return (CONTACTS, f"contact-{name}") if target.kind == "contact" else (name, "")


def way_words(target: Target) -> str:
    """Return what a target is, in the few words that stand with a moment."""
    if target.kind == "clause":
        label = clause_label(target.name)
        return f"Clause {label}" if label[0].isdigit() else label[0].upper() + label[1:]
    if target.kind == "page":
        return "Numbers to ring" if target.name == CONTACTS else "Page"
    return {"calculator": "Calculator", "contact": "Number to ring", "card": "Step by step", "guide": "Guide from elsewhere"}[target.kind]


def faults_of_moments(file: YamlFile, notes_file: YamlFile, edition: Edition, guides: Set[str]) -> Iterator[Fault]:
    """Yield a fault for each moment that leads to nothing of this edition, stands twice, or rests on no note.

    guides: the names of those that stand beside the policy.
    """
    ids: set[str] = set()
    for number, note in enumerate(edition.notes):
        if note.id in ids:
            yield notes_file.fault((number, "id"), f'the note id "{note.id}" stands twice', "give it one of its own")
        ids |= {note.id} if note.id else set()
    seen: set[str] = set()
    for group, moments in enumerate(edition.moments.groups):
        for number, moment in enumerate(moments.moments):
            at: Path_in_file = ("groups", group, "moments", number)
            if moment.id in seen:
                yield file.fault((*at, "id"), f'the moment "{moment.id}" stands twice', "give it an id of its own")
            seen.add(moment.id)
            yield from _faults_of_target(file, at, moment, edition, guides)
            yield from faults_of_warning(file, at, moment, edition)
            for contact in moment.contacts:
                if contact not in edition.contacts:
                    wrong = f'the moment "{moment.id}" shows the contact "{contact}", which there is not'
                    yield file.fault((*at, "contacts"), wrong, "use an id of contacts.yml", needle=contact)


def _faults_of_target(file: YamlFile, at: Path_in_file, moment: Moment, edition: Edition, guides: Set[str]) -> Iterator[Fault]:
    kind, name = moment.target.kind, moment.target.name
    if kind == "clause":
        yield from faults_of_clause(file, (*at, "target", "clause"), name, edition, f'the moment "{moment.id}" leads to')
        return
    there: dict[str, Iterable[str]] = {
        "calculator": edition.decisions,
        "contact": edition.contacts,
        "card": [card.id for card in edition.cards],
        "guide": guides,
        "page": [*LISTS, *(part.page for part in edition.parts)],
    }
    if name not in there[kind]:
        wrong = f'the moment "{moment.id}" leads to the {kind} "{name}", which there is not in this edition'
        yield file.fault((*at, "target", kind), wrong, f"use one of {', '.join(sorted(there[kind]))}")


def faults_of_clause(file: YamlFile, at: Path_in_file, clause_id: str, edition: Edition, who: str) -> Iterator[Fault]:
    """Yield a fault where a clause is not in the edition, was withdrawn in it, or is a number that is not used. who: what names it."""
    removed = {gone.id: gone for part in edition.parts for gone in part.removed}
    if clause_id in removed:
        see = removed[clause_id].see
        right = f"use {' or '.join(see)}, which says it now" if see else "use a clause that this edition has"
        yield file.fault(at, f'{who} clause "{clause_id}", which was withdrawn in this edition', right, needle=clause_id)
    elif clause_id not in edition.clauses:
        if edition.control.complete:
            yield file.fault(at, f'{who} clause "{clause_id}", which there is not', "use an id of this edition's clauses", needle=clause_id)
    elif edition.clauses[clause_id].clause.unused:
        yield file.fault(at, f'{who} "{clause_id}", a number that is not used', "use a clause that says something", needle=clause_id)


def faults_of_warning(file: YamlFile, at: Path_in_file, told: Told, edition: Edition) -> Iterator[Fault]:
    """Yield a fault for each note that a warning rests on and that the edition has not."""
    ids = sorted(note.id for note in edition.notes if note.id)
    for name in told.notes:
        if name not in ids:
            right = f"use one of {', '.join(ids) or 'none yet: give a note of notes.yml an id'}, or take the warning out with it"
            yield file.fault((*at, "notes"), f'the warning "{told.but}" rests on the note "{name}", which there is not', right, needle=name)
