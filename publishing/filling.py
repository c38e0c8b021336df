"""Fills the texts of an edition with its numbers, contacts and references."""

import re
from collections.abc import Mapping
from typing import Any

from publishing.companion import Note
from publishing.edition import FilledClause, FilledPoint
from publishing.faults import Fault
from publishing.fill import Filled, Sources, Unfilled, fill, plain
from publishing.model import Addition, Clause, Parameter, Point
from publishing.named import Named
from publishing.shapes import tuples
from publishing.yaml_files import YamlFile

PHONE = re.compile(r"\b0\d(?:[ -]?\d){8,9}\b")
SLOT_OR_DIGIT = re.compile(r"\{\{|\}\}|\d")


class Filling:
    """Fills texts, and adds to `faults` what cannot be filled. names: what references lead to; parameters: the numbers, by group."""

    def __init__(self, names: Named, parameters: Mapping[str, Mapping[str, Parameter | Addition]], faults: list[Fault]):
        self.names, self.parameters, self.faults = names, parameters, faults
        kinds = {
            "threshold": [f"{group}.{key}" for group, entries in parameters.items() for key in entries],
            "contact": [*names.contacts],
            "clause": [*names.labels, *names.owners],
        }
        self.sources = Sources(self._threshold, names.number, names.reference, kinds.__getitem__)

    def _threshold(self, name: str, bare: bool) -> str:
        group, _, key = name.partition(".")
        parameter = self.parameters[group][key]
        if bare and parameter.value is None:
            raise KeyError(name)
        return str(parameter.value) if bare else parameter.words

    def fill(self, file: YamlFile, place: tuple[Any, ...], text: str | None) -> Filled:
        """Return a text that stands at a place of a file with its slots filled; nothing where there is no text or a fault."""
        if text is None:
            return ()
        typed = self._typed_number(text)
        if typed:
            number, contact = typed
            right = f'write {{{{ contact("{contact}") }}}}' if contact else "add it to contacts.yml and draw it from there"
            self.faults.append(file.fault(place, f'the telephone number "{number}" is typed into the text', right, number))
        try:
            return fill(text, self.sources)
        except Unfilled as unfilled:
            needle = unfilled.slot if "\n" not in unfilled.slot else None
            self.faults.append(file.fault(place, unfilled.wrong, unfilled.right, needle))
            return ()

    def _typed_number(self, text: str) -> tuple[str, str | None] | None:
        """Return a telephone number typed into a text, and the contact that has it."""
        for contact in self.names.contacts.values():
            digits = contact.number.replace(" ", "")
            found = re.search(r"(?<![\d.])" + r"[ -]?".join(digits) + r"(?![\d.]\d|\d)", text)
            if found:
                return found.group(0), contact.id
        found = PHONE.search(text)
        return (found.group(0), None) if found else None

    def clauses(self, file: YamlFile, part: str, clauses: tuple[Clause, ...]) -> tuple[FilledClause, ...]:
        """Return the clauses of a part, each filled."""
        return tuple(self._clause(file, part, ("clauses", number), clause) for number, clause in enumerate(clauses))

    def _clause(self, file: YamlFile, part: str, place: tuple[Any, ...], clause: Clause) -> FilledClause:
        return FilledClause(
            clause,
            part,
            self.fill(file, (*place, "text"), clause.text),
            self._points(file, (*place, "points"), clause.points),
            self.fill(file, (*place, "then"), clause.then),
        )

    def _points(self, file: YamlFile, place: tuple[Any, ...], points: tuple[Point | str, ...]) -> tuple[FilledPoint, ...]:
        return tuple(
            FilledPoint(self.fill(file, (*place, number), point))
            if isinstance(point, str)
            else FilledPoint(
                self.fill(file, (*place, number, "text"), point.text), self._points(file, (*place, number, "points"), point.points)
            )
            for number, point in enumerate(points)
        )

    def notes(self, file: YamlFile, notes: tuple[Note, ...]) -> tuple[Note, ...]:
        """Return the notes with their texts filled to plain words."""
        return tuple(
            note.model_copy(update={"text": plain(self.fill(file, (number, "text"), note.text))}) for number, note in enumerate(notes)
        )

    def words(self, file: YamlFile, words: Any) -> Any:
        """Return a calculator's words with every text filled to plain words."""

        def filled(place: tuple[Any, ...], value: Any) -> Any:
            if isinstance(value, str):
                return plain(self.fill(file, place, value)) if SLOT_OR_DIGIT.search(value) else value
            if isinstance(value, dict):
                return {key: filled((*place, key), item) for key, item in value.items()}
            return [filled((*place, number), item) for number, item in enumerate(value)] if isinstance(value, list) else value

        data = filled((), file.data)
        return words if self.faults else type(words).model_validate(tuples(data))
