"""What is wrong between the files that stand beside a policy and the policy: a clause, a contact or an entry that is not there."""

from collections.abc import Iterator, Mapping
from typing import Any

from publishing.cards import Cards
from publishing.companion import Confirmation, GlossaryEntry, Note, PaperForm, Topic
from publishing.decision_words import Case, DecisionWords, SharedWords
from publishing.edition import Edition
from publishing.fact_words import faults_of_fact_words
from publishing.faults import Fault
from publishing.hazards import HazardLog
from publishing.model import Parameter
from publishing.named import Named
from publishing.page import LISTS
from publishing.search_words import Missing, Question, SynonymGroup, faults_of_missing, faults_of_questions, faults_of_synonyms
from publishing.yaml_files import YamlFile


def faults_of_confirmations(file: YamlFile, confirmations: tuple[Confirmation, ...], names: Named) -> Iterator[Fault]:
    """Yield a fault for each confirmation of a contact that is not there."""
    for number, confirmation in enumerate(confirmations):
        if confirmation.contact not in names.contacts:
            yield file.fault((number, "contact"), f'there is no contact "{confirmation.contact}"', "use an id of contacts.yml")


def faults_of_notes(file: YamlFile, notes: tuple[Note, ...], names: Named) -> Iterator[Fault]:
    """Yield a fault for each note on a clause that is not there."""
    for number, note in enumerate(notes):
        yield from names.faults_of_clause(file, (number, "clause"), note.clause)


def faults_of_contacts(file: YamlFile, names: Named) -> Iterator[Fault]:
    """Yield a fault for each contact that is from a clause that is not there."""
    for number, contact in enumerate(names.contacts.values()):
        yield from names.faults_of_clause(file, ("contacts", number, "clause"), contact.clause)


def faults_of_parameters(file: YamlFile, parameters: Mapping[str, Mapping[str, Parameter]], names: Named) -> Iterator[Fault]:
    """Yield a fault for each number that is from a clause that is not there."""
    for group, entries in parameters.items():
        for name, parameter in entries.items():
            yield from names.faults_of_clause(file, (group, name, "clause"), parameter.clause)


def faults_of_decisions(
    decisions: Mapping[str, tuple[YamlFile, DecisionWords]], cases: Mapping[str, tuple[YamlFile, tuple[Case, ...]]], names: Named
) -> Iterator[Fault]:
    """Yield what is wrong in the words of the calculators and in their worked cases."""
    for calculator, (file, words) in decisions.items():
        yield from faults_of_fact_words(calculator, file, words)
        for group in ("actions", "reasons", "cautions", "facts"):
            for name, entry in getattr(words, group).items():
                for clause_id in entry.clauses:
                    yield from names.faults_of_clause(file, (group, name, "clauses"), clause_id)
    for name, (file, entries) in cases.items():
        if name not in decisions:
            yield file.fault((), f'there is no calculator "{name}"', "name the file after a file of decisions/")
        for number, case in enumerate(entries):
            yield from names.faults_of_clause(file, (number, "clause"), case.clause)


def faults_of_shared_words(file: YamlFile, words: SharedWords, names: Named) -> Iterator[Fault]:
    """Yield a fault for each clause that the times after a referral are from and that is not there."""
    times = words.referral_times
    for clause_id in sorted(times.cited | {reading.clause for reading in times.readings}) if times else ():
        yield from names.faults_of_clause(file, ("referral_times",), clause_id)


def faults_of_glossary(file: YamlFile, glossary: tuple[GlossaryEntry, ...]) -> Iterator[Fault]:
    """Yield a fault for each word that is explained twice."""
    seen: dict[str, str] = {}
    for number, entry in enumerate(glossary):
        for name in (entry.term, *entry.also):
            if name.lower() in seen:
                wrong = f'"{name}" is an entry already, under "{seen[name.lower()]}"'
                yield file.fault((number,), wrong, "join the two, or give one a name of its own", name)
            seen[name.lower()] = entry.term


def faults_of_topics(file: YamlFile, topics: tuple[Topic, ...], names: Named) -> Iterator[Fault]:
    """Yield a fault for each clause, and each other topic, that a topic names and that is not there."""
    titles = {topic.topic for topic in topics}
    for number, topic in enumerate(topics):
        for clause_id in topic.clauses:
            yield from names.faults_of_clause(file, (number, "clauses"), clause_id)
        for name in topic.see:
            if name not in titles:
                yield file.fault((number, "see"), f'there is no topic "{name}"', "name a topic of this file", name)


def faults_of_hazards(file: YamlFile, log: HazardLog | None, names: Named) -> Iterator[Fault]:
    """Yield a fault for each clause that is not there, and for each hazard whose id another has."""
    seen: set[str] = set()
    for number, hazard in enumerate(log.hazards if log else ()):
        for clause_id in hazard.clauses:
            yield from names.faults_of_clause(file, ("hazards", number, "clauses"), clause_id)
        if hazard.id in seen:
            yield file.fault(("hazards", number, "id"), f'the hazard id "{hazard.id}" stands twice', "give it a number of its own")
        seen.add(hazard.id)


def faults_of_search(
    synonyms_file: YamlFile, synonyms: tuple[SynonymGroup, ...], missing_file: YamlFile, missing: Missing, names: Named
) -> Iterator[Fault]:
    """Yield what is wrong in the words that readers search by, and in what the edition has not got."""
    yield from faults_of_synonyms(synonyms_file, synonyms)
    yield from faults_of_missing(missing_file, missing, names.contacts)
    for number, entry in enumerate(missing.entries):
        for clause_id in entry.nearest:
            yield from names.faults_of_clause(missing_file, ("entries", number, "nearest"), clause_id)


def faults_of_readers_questions(file: YamlFile, questions: tuple[Question, ...], edition: Edition, names: Named) -> Iterator[Fault]:
    """Yield what is wrong in the questions that readers ask, and in what they lead to."""
    there = {
        "contact": edition.contacts,
        "calculator": edition.decisions,
        "word": [entry.term for entry in edition.glossary],
        "page": [
            *(path.removesuffix(".html").removesuffix("/index") for path in LISTS),
            "editions",
            *(f"cards/{card.id}" for card in edition.cards),
        ],
        "missing": [entry.id for entry in edition.missing.entries],
    }
    yield from faults_of_questions(file, questions, there)
    for number, question in enumerate(questions):
        for clause_id in question.finds:
            if ":" not in clause_id:
                yield from names.faults_of_clause(file, (number, "finds"), clause_id)


def faults_of_cards(file: YamlFile, cards: Cards, names: Named) -> Iterator[Fault]:
    """Yield a fault for each clause and each contact that a step of a card names and that is not there."""
    for number, card in enumerate(cards.cards):
        for place, step in enumerate(card.steps):
            at: tuple[Any, ...] = ("cards", number, "steps", place)
            for clause_id in step.clauses:
                yield from names.faults_of_clause(file, (*at, "clauses"), clause_id)
            for contact in step.contacts:
                if contact not in names.contacts:
                    yield file.fault((*at, "contacts"), f'there is no contact "{contact}"', "use an id of contacts.yml", contact)


def faults_of_forms(file: YamlFile, forms: tuple[PaperForm, ...], names: Named) -> Iterator[Fault]:
    """Yield a fault for each clause that a paper form is from and that is not there."""
    for number, form in enumerate(forms):
        yield from names.faults_of_clause(file, (number, "clause"), form.clause)
        yield from names.faults_of_clause(file, (number, "signatures_clause"), form.signatures_clause)
