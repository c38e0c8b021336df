"""The shapes of `companion/synonyms.yml`, `questions.yml` and `not_in_edition.yml`: readers' words and questions, and what is not there."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from publishing.companion import GlossaryEntry
from publishing.faults import Fault
from publishing.model import ClauseId, Shape, Words
from publishing.yaml_files import YamlFile

Asked = Annotated[tuple[Words, ...], Field(min_length=1)]


class SynonymGroup(Shape):
    """Words for one thing. words: equal, each finds the others; from: readers' words that find `words` and are not found by them.

    Each may be a phrase. A word of several meanings stands under `from` of each. short: ways to write the first of `words` short,
    which is then one word; they are read as that word within phrases too.
    """

    words: Asked
    from_: tuple[Words, ...] = Field(default=(), alias="from")
    short: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _means_something(self) -> "SynonymGroup":
        if len(self.words) + len(self.from_) + len(self.short) < 2:
            raise PydanticCustomError("alone", "a word alone finds nothing more; give a second of `words`, or `from`, or `short`", {})
        return self


class Question(Shape):
    """Questions with one answer. finds: what answers them, best first, by the ids of the search; asks: as readers ask them."""

    finds: Asked
    asks: Asked


class Danger(Shape):
    """When the emergency line comes first: what is then asked."""

    asks: Asked


class NotInEdition(Shape):
    """A question that the edition does not answer.

    asks: each a few words; a query that holds all words of one of them, in any order, asks this. unless: words that make it
    another question. says: one sentence; nearest, contacts: where to go on; absent: words that stand in no clause as long as
    this is so; authority: what the sentence rests on beside the edition.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    asks: Asked
    unless: tuple[Words, ...] = ()
    says: Words
    nearest: Annotated[tuple[ClauseId, ...], Field(min_length=1)]
    contacts: tuple[Words, ...] = ()
    absent: tuple[Words, ...] = ()
    authority: Words | None = None


class Missing(Shape):
    """`companion/not_in_edition.yml`."""

    danger: Danger | None = None
    entries: tuple[NotInEdition, ...] = ()


def normal(words: str) -> str:
    """Return words as the search compares them but for endings: small letters, single spaces, "A & E" as "a&e"; "#" is any figure."""
    flat = "".join(letter for letter in unicodedata.normalize("NFKD", words).lower() if not unicodedata.combining(letter))
    flat = re.sub(r"['\u2019](s\b)?", "", flat)
    flat = re.sub(r"\b([a-z]) ?[&/] ?([a-z])\b", r"\1&\2", flat)
    return " ".join(re.findall(r"[a-z]&[a-z]|\d+(?:\.\d+)+[a-z]?|[a-z0-9]+|#", flat))


def faults_of_synonyms(file: YamlFile, groups: tuple[SynonymGroup, ...]) -> Iterator[Fault]:
    """Yield what is wrong between the groups: a word that nothing can find, or that is equal to two things."""
    seen: dict[str, tuple[int, str]] = {}
    short: dict[str, str] = {}
    equal = {normal(word): word for group in groups for word in (*group.words, *group.from_)}
    for number, group in enumerate(groups):
        if group.short and len(normal(group.words[0]).split()) > 1:
            wrong = f'"{group.words[0]}" is several words, so nothing can be short for it within a phrase'
            yield file.fault((number, "words"), wrong, "put one word first, or the short form under `from`", needle=group.words[0])
        for word in group.short:
            plain = normal(word)
            if not plain.isalpha():
                yield file.fault(
                    (number, "short"), f'"{word}" is not one word of letters', "write a word, or put it under `from`", needle=word
                )
            elif plain in short or plain in equal:
                also = short.get(plain) or equal[plain]
                yield file.fault((number, "short"), f'"{word}" stands for "{also}" already', "take it out in one place", needle=word)
            short.setdefault(plain, group.words[0])
        own: set[str] = set()
        for key, words in (("words", group.words), ("from", group.from_)):
            for word in words:
                plain = normal(word)
                if not plain:
                    yield file.fault((number, key), f'"{word}" holds no letter and no figure', "write a word", needle=word)
                elif plain in own:
                    yield file.fault((number, key), f'"{word}" stands twice in this group', "take one out", needle=word)
                own.add(plain)
                if key == "words" and plain in seen and seen[plain][0] != number:
                    wrong = f'"{word}" is equal to "{seen[plain][1]}" already'
                    yield file.fault((number, key), wrong, "join the two groups, or put it under `from`", needle=word)
                if key == "words":
                    seen.setdefault(plain, (number, group.words[0]))


def faults_of_missing(file: YamlFile, missing: Missing, contacts: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong between the entries: an id or a question that stands twice, a contact that there is not."""
    ids: set[str] = set()
    asked: dict[str, str] = {}
    for number, entry in enumerate(missing.entries):
        at = ("entries", number)
        if entry.id in ids:
            yield file.fault((*at, "id"), f'the id "{entry.id}" stands twice', "give it an id of its own")
        ids.add(entry.id)
        for ask in entry.asks:
            words = " ".join(sorted(normal(ask).split()))
            if not words or words in asked:
                wrong = f'"{ask}" is asked already, under "{asked[words]}"' if words else f'"{ask}" holds no word'
                yield file.fault((*at, "asks"), wrong, "ask each question once", needle=ask)
            asked[words] = entry.id
        for contact in entry.contacts:
            if contact not in contacts:
                yield file.fault((*at, "contacts"), f'there is no contact "{contact}"', "use an id of contacts.yml", needle=contact)


def faults_of_questions(file: YamlFile, questions: tuple[Question, ...], there: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    """Yield what is wrong between the questions: one that stands twice, an answer that there is not.

    there: the names that there are of each kind of thing but clauses, which are checked as everywhere.
    """
    asked: set[str] = set()
    for number, question in enumerate(questions):
        for ask in question.asks:
            words = normal(ask)
            if not words or words in asked:
                wrong = f'"{ask}" is asked already' if words else f'"{ask}" holds no word'
                yield file.fault((number, "asks"), wrong, "ask each question once", needle=ask)
            asked.add(words)
        for found in question.finds:
            kind, is_kind, name = found.partition(":")
            if is_kind and kind not in there:
                wrong = f'"{kind}" is no kind of thing that the search finds'
                yield file.fault(
                    (number, "finds"), wrong, f"write a clause's id, or one of {', '.join(there)} before the colon", needle=found
                )
            elif is_kind and name not in there[kind]:
                yield file.fault((number, "finds"), f'there is no {kind} "{name}" in this edition', f"use the id of a {kind}", needle=found)


def joined_groups(groups: tuple[SynonymGroup, ...], glossary: tuple[GlossaryEntry, ...]) -> list[dict[str, list[str]]]:
    """Return all groups, with those of the glossary: a term, what it stands for, its other names. What shares an equal word is one."""
    terms = ((entry.term, entry.stands_for, *entry.also) for entry in glossary)
    found: list[tuple[dict[str, str], dict[str, str]]] = []
    for words, one_way in (*((group.words, group.from_) for group in groups), *((tuple(filter(None, term)), ()) for term in terms)):
        equal, other = {normal(word): word for word in words}, {normal(word): word for word in one_way}
        if len(equal) + len(other) < 2:
            continue
        for old in [group for group in found if not equal.keys().isdisjoint(group[0])]:
            equal, other = old[0] | equal, old[1] | other
            found.remove(old)
        found.append((equal, other))
    return [{"words": list(equal.values()), "from": [word for key, word in other.items() if key not in equal]} for equal, other in found]


def short_forms(groups: tuple[SynonymGroup, ...]) -> dict[str, str]:
    """Return each short form with the word that it is read as."""
    return {normal(short): normal(group.words[0]) for group in groups for short in group.short}
