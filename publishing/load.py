"""Loads an edition: reads its files, checks shapes, then everything between files, and fills the texts.

All faults of a step are gathered and raised together as `FaultsFound`, each with file, line, what is wrong and what
would be right. Nothing half-loaded is ever returned.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publishing.cards import Cards
from publishing.changes import faults_of_changes
from publishing.companion import Case, Confirmation, DecisionWords, GlossaryEntry, Guide, Note, PaperForm, SharedWords, Topic
from publishing.edition import Edition, FilledClause, FilledPoint, Part, Policy, clause_label
from publishing.fact_words import faults_of_fact_words
from publishing.faults import Fault, FaultsFound
from publishing.fill import Filled, Number, Reference, Sources, Unfilled, fill, plain
from publishing.hazards import HazardLog
from publishing.model import Addition, Appendix, Clause, Contact, Contacts, DocumentControl, Library, Parameter, Point, Section
from publishing.moments import Moments
from publishing.place import DATA
from publishing.role_pages import faults_of_roles
from publishing.roles import Roles
from publishing.search_words import Missing, SynonymGroup, faults_of_missing, faults_of_synonyms
from publishing.shapes import shaped, tuples
from publishing.ways import faults_of_moments
from publishing.yaml_files import YamlFile, read_yaml

ROOT = DATA
DOCUMENT_CONTROL = "doc-control"
REFERRAL_TIMES = "referral-times"
PHONE = re.compile(r"\b0\d(?:[ -]?\d){8,9}\b")

PartFile = tuple[YamlFile, str, str, str, Section | Appendix]


def load_library(root: Path = ROOT) -> Library:
    """Return the library of editions; raises `FaultsFound`."""
    file = read_yaml(root / "library.yml")
    library = shaped(file, Library)
    faults = [
        file.fault(
            ("editions", number),
            f'the edition "{name}" has no folder {root / "editions" / name}',
            "write it, or take the name off the list",
        )
        for number, name in enumerate(library.editions)
        if not (root / "editions" / name / "policy").is_dir()
    ]
    if library.current not in library.editions:
        faults.append(file.fault(("current",), f'the current edition "{library.current}" is not in `editions`', "name one of them"))
    if faults:
        raise FaultsFound(faults)
    return library


def load_edition(name: str, root: Path = ROOT) -> Edition:
    """Return one edition, checked and filled; raises `FaultsFound` with every fault of the step that failed."""
    return _Loader(root / "editions" / name).edition()


def load_policy(name: str, root: Path = ROOT) -> Policy:
    """Return what an edition says, from its `policy/` alone; raises `FaultsFound`.

    Quicker than the whole edition, and possible where what stands beside the policy has a form of another day.
    """
    return _Loader(root / "editions" / name).policy()


def load_guides(root: Path = ROOT) -> tuple[Guide, ...]:
    """Return the guides that stand beside the policy, in order of their files; raises `FaultsFound`."""
    return tuple(shaped(read_yaml(path), Guide) for path in sorted((root / "guidance").glob("*.yml")))


@dataclass
class _Loader:
    """One edition's files as read, and the faults between them."""

    folder: Path
    faults: list[Fault] = field(default_factory=list)
    parameters: dict[str, Mapping[str, Parameter | Addition]] = field(default_factory=dict)

    def edition(self) -> Edition:
        control, contacts, parameters = self._read_control()
        confirmations_file, confirmations = self._read_if_there("companion/confirmations.yml", tuple[Confirmation, ...])
        notes_file, notes = self._read_if_there("companion/notes.yml", tuple[Note, ...])
        glossary_file, glossary = self._read_if_there("companion/glossary.yml", tuple[GlossaryEntry, ...])
        topics_file, topics = self._read_if_there("companion/topics.yml", tuple[Topic, ...])
        forms_file, forms = self._read_if_there("companion/forms.yml", tuple[PaperForm, ...])
        hazards_file, hazards = self._read_if_there("companion/hazards.yml", HazardLog, or_none=True)
        synonyms_file, synonyms = self._read_if_there("companion/synonyms.yml", tuple[SynonymGroup, ...])
        missing_file, missing = self._read_if_there("companion/not_in_edition.yml", Missing)
        cards_file, cards = self._read_if_there("companion/cards.yml", Cards)
        moments_file, moments = self._read_if_there("companion/moments.yml", Moments)
        roles_file, roles = self._read_if_there("companion/roles.yml", Roles)
        shared_file, shared = self._read("companion/decisions/shared.yml", SharedWords)
        decisions = dict(self._read_all("companion/decisions", DecisionWords, skip="shared"))
        cases = dict(self._read_all("companion/cases", tuple[Case, ...]))
        parts = self._read_parts()
        self._stop()

        times = shared.referral_times
        self.parameters = {**parameters, **({REFERRAL_TIMES: times.additions} if times else {})}
        for name, (file, words) in decisions.items():
            own = parameters.get(name, {})
            for addition in words.additions:
                if addition in own:
                    self._fault(
                        file, ("additions", addition), f"`{addition}` is a parameter of the edition already", "give it another name"
                    )
            self.parameters[name] = {**own, **words.additions}
        self._place(control, contacts, parts)
        told = [(file, part.clauses, part.removed) for file, part in [(self.control_file, control), *((p[0], p[4]) for p in parts)]]
        self.faults += faults_of_changes(self.control_file, control, told, self.folder.parent)
        self._stop()

        filled = self._parts(control, parts)
        self._check_references(confirmations_file, confirmations, notes_file, notes, parameters)
        edition = Edition(
            control=control,
            parts=filled,
            contacts=self.contacts,
            contacts_as_printed=contacts.as_printed,
            confirmations={confirmation.contact: confirmation for confirmation in confirmations},
            parameters=parameters,
            notes=self._notes(notes_file, notes),
            glossary=glossary,
            topics=topics,
            forms=forms,
            hazards=self._words(hazards_file, hazards) if hazards else None,
            synonyms=synonyms,
            missing=self._words(missing_file, missing),
            shared=self._words(shared_file, shared),
            decisions={name: self._words(file, words) for name, (file, words) in decisions.items()},
            cases={name: cases for name, (file, cases) in cases.items()},
            cards=self._words(cards_file, cards).cards,
            moments=self._words(moments_file, moments),
            roles=self._words(roles_file, roles).roles,
        )
        self._check_decisions(decisions, cases)
        for clause_id in sorted(times.cited | {reading.clause for reading in times.readings}) if times else ():
            self._expect_clause(shared_file, ("referral_times",), clause_id)
        self._check_glossary(glossary_file, glossary)
        self._check_topics(topics_file, topics)
        self._check_hazards(hazards_file, hazards)
        self._check_search(synonyms_file, synonyms, missing_file, missing)
        self._check_cards(cards_file, cards)
        self.faults += faults_of_moments(moments_file, notes_file, edition, self._guides())
        self.faults += faults_of_roles(roles_file, edition)
        for number, form in enumerate(forms):
            self._expect_clause(forms_file, (number, "clause"), form.clause)
            self._expect_clause(forms_file, (number, "signatures_clause"), form.signatures_clause)
        self._stop()
        return edition

    def policy(self) -> Policy:
        control, contacts, parameters = self._read_control()
        parts = self._read_parts()
        self._stop()
        self.parameters = {**parameters}
        self._place(control, contacts, parts)
        self._stop()
        filled = self._parts(control, parts)
        self._stop()
        return Policy(control, filled, self.contacts, parameters)

    # Reading

    def _read_control(self) -> tuple[DocumentControl, Contacts, dict[str, dict[str, Parameter]]]:
        self.control_file, control = self._read("policy/edition.yml", DocumentControl)
        self.contacts_file, contacts = self._read("policy/contacts.yml", Contacts)
        self.parameters_file, parameters = self._read_if_there("policy/parameters.yml", dict[str, dict[str, Parameter]])
        return control, contacts, parameters

    def _read_parts(self) -> list[PartFile]:
        """Return the sections and appendices in printed order: file, id, label, folder of the page, and what is in it."""
        sections = dict(self._read_all("policy/sections", Section)).values()
        appendices = dict(self._read_all("policy/appendices", Appendix)).values()
        return [
            *((file, part.section, f"Section {part.section}", "sections", part) for file, part in sections),
            *((file, f"app{part.appendix}", f"Appendix {part.appendix}", "appendices", part) for file, part in appendices),
        ]

    def _read[Shape](self, name: str, shape: type[Shape]) -> tuple[YamlFile, Shape]:
        try:
            file = read_yaml(self.folder / name)
            return file, shaped(file, shape)
        except FaultsFound as found:
            self.faults += found.faults
            return YamlFile(self.folder / name, None, {}), None  # type: ignore[return-value]

    def _read_if_there(self, name: str, shape: Any, or_none: bool = False) -> tuple[YamlFile, Any]:
        """Read a file that an edition may do without; it is then as if empty, or None."""
        path = self.folder / name
        return self._read(name, shape) if path.exists() else (YamlFile(path, {}, {}), None if or_none else shape())

    def _guides(self) -> set[str]:
        """Return the names of the guides that stand beside the policy."""
        return {path.stem for path in (self.folder.parent.parent / "guidance").glob("*.yml")}

    def _read_all[Shape](self, name: str, shape: type[Shape], skip: str | None = None) -> Iterator[tuple[str, tuple[YamlFile, Shape]]]:
        for path in sorted((self.folder / name).glob("*.yml")):
            if path.stem != skip:
                file, data = self._read(f"{name}/{path.name}", shape)
                if data is not None:
                    yield path.stem, (file, data)

    def _fault(self, file: YamlFile, place: tuple[Any, ...], wrong: str, right: str, needle: str | None = None) -> None:
        self.faults.append(file.fault(place, wrong, right, needle))

    def _stop(self) -> None:
        if self.faults:
            raise FaultsFound(self.faults)

    def _by_id(self, file: YamlFile, contacts: tuple[Contact, ...]) -> dict[str, Contact]:
        found: dict[str, Contact] = {}
        for number, contact in enumerate(contacts):
            if contact.id in found:
                self._fault(
                    file, ("contacts", number, "id"), f'the contact id "{contact.id}" stands twice', "give each contact an id of its own"
                )
            found[contact.id] = contact
        return found

    # Between files

    def _place(self, control: DocumentControl, contacts: Contacts, parts: list[PartFile]) -> None:
        """Remember what references lead to: the contacts, and the part in which each clause stands."""
        self.control = control
        self.contacts = self._by_id(self.contacts_file, contacts.contacts)
        self.owners = self._clause_owners(control, parts)
        self.part_labels = {part_id: label for _, part_id, label, _, _ in parts} | {DOCUMENT_CONTROL: "document control"}

    def _clause_owners(self, control: DocumentControl, parts: list[PartFile]) -> dict[str, str]:
        owners: dict[str, str] = {}
        first: dict[str, str] = {}
        for file, part_id, clauses in [
            (self.control_file, DOCUMENT_CONTROL, control.clauses),
            *((p[0], p[1], p[4].clauses) for p in parts),
        ]:
            for number, clause in enumerate(clauses):
                place = ("clauses", number, "id")
                here = f"{file.path.name}:{file.line_of(place)}"
                if clause.id in owners:
                    self._fault(
                        file,
                        place,
                        f'the clause id "{clause.id}" stands already at {first[clause.id]}',
                        "give a second printing a letter, as in 15.3b",
                    )
                owners[clause.id], first[clause.id] = part_id, first.get(clause.id, here)
                for role in (*clause.binds, *(role for further in clause.also for role in further.binds)):
                    if role not in control.roles:
                        self._fault(
                            file,
                            ("clauses", number, "binds"),
                            f'"{role}" is not a role of this edition',
                            f"use one of {', '.join(control.roles)}, or add it to `roles` in edition.yml",
                            needle=role,
                        )
        return owners

    def _check_references(
        self, confirmations_file: YamlFile, confirmations: Any, notes_file: YamlFile, notes: Any, parameters: Any
    ) -> None:
        for number, confirmation in enumerate(confirmations):
            if confirmation.contact not in self.contacts:
                self._fault(
                    confirmations_file, (number, "contact"), f'there is no contact "{confirmation.contact}"', "use an id of contacts.yml"
                )
        for number, note in enumerate(notes):
            self._expect_clause(notes_file, (number, "clause"), note.clause)
        for number, contact in enumerate(self.contacts.values()):
            self._expect_clause(self.contacts_file, ("contacts", number, "clause"), contact.clause)
        for group, entries in parameters.items():
            for name, parameter in entries.items():
                self._expect_clause(self.parameters_file, (group, name, "clause"), parameter.clause)

    def _expect_clause(self, file: YamlFile, place: tuple[Any, ...], clause_id: str) -> None:
        if clause_id not in self.owners and self.control.complete:
            self._fault(file, place, f'there is no clause "{clause_id}"', "use an id of this edition's clauses")

    def _check_decisions(self, decisions: Any, cases: Any) -> None:
        for calculator, (file, words) in decisions.items():
            self.faults += faults_of_fact_words(calculator, file, words)
            for group in ("actions", "reasons", "cautions", "facts"):
                for name, entry in getattr(words, group).items():
                    for clause_id in entry.clauses:
                        self._expect_clause(file, (group, name, "clauses"), clause_id)
        for name, (file, entries) in cases.items():
            if name not in decisions:
                self._fault(file, (), f'there is no calculator "{name}"', "name the file after a file of decisions/")
            for number, case in enumerate(entries):
                self._expect_clause(file, (number, "clause"), case.clause)

    def _check_glossary(self, file: YamlFile, glossary: tuple[GlossaryEntry, ...]) -> None:
        seen: dict[str, str] = {}
        for number, entry in enumerate(glossary):
            for name in (entry.term, *entry.also):
                if name.lower() in seen:
                    wrong = f'"{name}" is an entry already, under "{seen[name.lower()]}"'
                    self._fault(file, (number,), wrong, "join the two, or give one a name of its own", needle=name)
                seen[name.lower()] = entry.term

    def _check_topics(self, file: YamlFile, topics: tuple[Topic, ...]) -> None:
        names = {topic.topic for topic in topics}
        for number, topic in enumerate(topics):
            for clause_id in topic.clauses:
                self._expect_clause(file, (number, "clauses"), clause_id)
            for name in topic.see:
                if name not in names:
                    self._fault(file, (number, "see"), f'there is no topic "{name}"', "name a topic of this file", needle=name)

    def _check_hazards(self, file: YamlFile, log: HazardLog | None) -> None:
        seen: set[str] = set()
        for number, hazard in enumerate(log.hazards if log else ()):
            for clause_id in hazard.clauses:
                self._expect_clause(file, ("hazards", number, "clauses"), clause_id)
            if hazard.id in seen:
                self._fault(file, ("hazards", number, "id"), f'the hazard id "{hazard.id}" stands twice', "give it a number of its own")
            seen.add(hazard.id)

    def _check_search(self, synonyms_file: YamlFile, synonyms: tuple[SynonymGroup, ...], missing_file: YamlFile, missing: Missing) -> None:
        self.faults += faults_of_synonyms(synonyms_file, synonyms)
        self.faults += faults_of_missing(missing_file, missing, self.contacts)
        for number, entry in enumerate(missing.entries):
            for clause_id in entry.nearest:
                self._expect_clause(missing_file, ("entries", number, "nearest"), clause_id)

    def _check_cards(self, file: YamlFile, cards: Cards) -> None:
        for number, card in enumerate(cards.cards):
            for place, step in enumerate(card.steps):
                at = ("cards", number, "steps", place)
                for clause_id in step.clauses:
                    self._expect_clause(file, (*at, "clauses"), clause_id)
                for contact in step.contacts:
                    if contact not in self.contacts:
                        self._fault(
                            file, (*at, "contacts"), f'there is no contact "{contact}"', "use an id of contacts.yml", needle=contact
                        )

    # Filling

    def _parts(self, control: DocumentControl, parts: list[PartFile]) -> tuple[Part, ...]:
        def filled(file: YamlFile, part_id: str, label: str, page: str, part: DocumentControl | Section | Appendix) -> Part:
            return Part(part_id, label, part.title, page, self._clauses(file, part_id, part.clauses), part.removed)

        return (
            filled(self.control_file, DOCUMENT_CONTROL, "Document control", "document-control.html", control),
            *(filled(file, part_id, label, f"{folder}/{file.path.stem}.html", part) for file, part_id, label, folder, part in parts),
        )

    def _sources(self) -> Sources:
        def threshold(name: str, bare: bool) -> str:
            group, _, key = name.partition(".")
            parameter = self.parameters[group][key]
            if bare and parameter.value is None:
                raise KeyError(name)
            return str(parameter.value) if bare else parameter.words

        def contact(name: str) -> Number:
            return Number(name, self.contacts[name].number)

        names = {
            "threshold": lambda: [f"{group}.{key}" for group, entries in self.parameters.items() for key in entries],
            "contact": lambda: self.contacts,
            "clause": lambda: [*self.part_labels, *self.owners],
        }
        return Sources(threshold, contact, self._reference, lambda kind: names[kind]())

    def _reference(self, name: str) -> Reference:
        if name in self.part_labels:
            label = self.part_labels[name]
            return Reference(name, label[0].lower() + label[1:] if label.startswith("Section") else label, name)
        if name in self.owners:
            return Reference(name, clause_label(name), name)
        if self.control.complete:
            raise KeyError(name)
        return Reference(name, clause_label(name) if "." in name or "-" in name else f"section {name}", None)

    def _fill(self, file: YamlFile, place: tuple[Any, ...], text: str | None) -> Filled:
        if text is None:
            return ()
        typed = self._typed_number(text)
        if typed:
            number, contact = typed
            right = f'write {{{{ contact("{contact}") }}}}' if contact else "add it to contacts.yml and draw it from there"
            self._fault(file, place, f'the telephone number "{number}" is typed into the text', right, needle=number)
        try:
            return fill(text, self._sources())
        except Unfilled as unfilled:
            needle = unfilled.slot if "\n" not in unfilled.slot else None
            self._fault(file, place, unfilled.wrong, unfilled.right, needle=needle)
            return ()

    def _typed_number(self, text: str) -> tuple[str, str | None] | None:
        """Return a telephone number typed into a text, and the contact that has it."""
        for contact in self.contacts.values():
            digits = contact.number.replace(" ", "")
            found = re.search(r"(?<![\d.])" + r"[ -]?".join(digits) + r"(?![\d.]\d|\d)", text)
            if found:
                return found.group(0), contact.id
        found = PHONE.search(text)
        return (found.group(0), None) if found else None

    def _clauses(self, file: YamlFile, part: str, clauses: tuple[Clause, ...]) -> tuple[FilledClause, ...]:
        return tuple(self._clause(file, part, ("clauses", number), clause) for number, clause in enumerate(clauses))

    def _clause(self, file: YamlFile, part: str, place: tuple[Any, ...], clause: Clause) -> FilledClause:
        return FilledClause(
            clause,
            part,
            self._fill(file, (*place, "text"), clause.text),
            self._points(file, (*place, "points"), clause.points),
            self._fill(file, (*place, "then"), clause.then),
        )

    def _points(self, file: YamlFile, place: tuple[Any, ...], points: tuple[Point | str, ...]) -> tuple[FilledPoint, ...]:
        return tuple(
            FilledPoint(self._fill(file, (*place, number), point))
            if isinstance(point, str)
            else FilledPoint(
                self._fill(file, (*place, number, "text"), point.text), self._points(file, (*place, number, "points"), point.points)
            )
            for number, point in enumerate(points)
        )

    def _notes(self, file: YamlFile, notes: tuple[Note, ...]) -> tuple[Note, ...]:
        """Return the notes with their texts filled to plain words."""
        return tuple(
            note.model_copy(update={"text": plain(self._fill(file, (number, "text"), note.text))}) for number, note in enumerate(notes)
        )

    def _words(self, file: YamlFile, words: Any) -> Any:
        """Return a calculator's words with every text filled to plain words."""

        def filled(place: tuple[Any, ...], value: Any) -> Any:
            if isinstance(value, str):
                return plain(self._fill(file, place, value)) if SLOT_OR_DIGIT.search(value) else value
            if isinstance(value, dict):
                return {key: filled((*place, key), item) for key, item in value.items()}
            return [filled((*place, number), item) for number, item in enumerate(value)] if isinstance(value, list) else value

        data = filled((), file.data)
        return words if self.faults else type(words).model_validate(tuples(data))


SLOT_OR_DIGIT = re.compile(r"\{\{|\}\}|\d")
