"""Loads an edition: reads its files, checks shapes, then everything between files, and fills the texts.

All faults of a step are gathered and raised together as `FaultsFound`, each with file, line, what is wrong and what
would be right. Nothing half-loaded is ever returned.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publishing.cards import Cards
from publishing.changes import faults_of_changes
from publishing.companion import Confirmation, GlossaryEntry, Guide, Note, PaperForm, Topic
from publishing.companion_faults import (
    faults_of_cards,
    faults_of_confirmations,
    faults_of_contacts,
    faults_of_decisions,
    faults_of_forms,
    faults_of_glossary,
    faults_of_hazards,
    faults_of_notes,
    faults_of_parameters,
    faults_of_readers_questions,
    faults_of_search,
    faults_of_shared_words,
    faults_of_topics,
)
from publishing.decision_words import Case, DecisionWords, SharedWords
from publishing.edition import Edition, Part, Policy
from publishing.faults import Fault, FaultsFound
from publishing.filling import Filling
from publishing.hazards import HazardLog
from publishing.model import Addition, Appendix, Contacts, DocumentControl, Library, Parameter, Section
from publishing.moments import Moments
from publishing.named import DOCUMENT_CONTROL, Named, PartFile, named
from publishing.place import DATA
from publishing.role_pages import faults_of_roles
from publishing.roles import Roles
from publishing.search_words import Missing, Question, SynonymGroup
from publishing.shapes import shaped
from publishing.ways import faults_of_moments
from publishing.yaml_files import YamlFile, read_yaml

ROOT = DATA
REFERRAL_TIMES = "referral-times"


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

    def edition(self) -> Edition:
        control, contacts, parameters = self._read_control()
        confirmations_file, confirmations = self._read_if_there("companion/confirmations.yml", tuple[Confirmation, ...])
        notes_file, notes = self._read_if_there("companion/notes.yml", tuple[Note, ...])
        glossary_file, glossary = self._read_if_there("companion/glossary.yml", tuple[GlossaryEntry, ...])
        topics_file, topics = self._read_if_there("companion/topics.yml", tuple[Topic, ...])
        forms_file, forms = self._read_if_there("companion/forms.yml", tuple[PaperForm, ...])
        hazards_file, hazards = self._read_if_there("companion/hazards.yml", HazardLog, or_none=True)
        synonyms_file, synonyms = self._read_if_there("companion/synonyms.yml", tuple[SynonymGroup, ...])
        questions_file, questions = self._read_if_there("companion/questions.yml", tuple[Question, ...])
        missing_file, missing = self._read_if_there("companion/not_in_edition.yml", Missing)
        cards_file, cards = self._read_if_there("companion/cards.yml", Cards)
        moments_file, moments = self._read_if_there("companion/moments.yml", Moments)
        roles_file, roles = self._read_if_there("companion/roles.yml", Roles)
        shared_file, shared = self._read("companion/decisions/shared.yml", SharedWords)
        decisions = dict(self._read_all("companion/decisions", DecisionWords, skip="shared"))
        cases = dict(self._read_all("companion/cases", tuple[Case, ...]))
        parts = self._read_parts()
        self._stop()

        numbers = self._with_additions(parameters, shared, decisions)
        names = self._named(control, contacts, parts)
        told = [(file, part.clauses, part.removed) for file, part in [(self.control_file, control), *((p[0], p[4]) for p in parts)]]
        self.faults += faults_of_changes(self.control_file, control, told, self.folder.parent)
        self._stop()

        filling = Filling(names, numbers, self.faults)
        filled = self._parts(control, parts, filling)
        self.faults += faults_of_confirmations(confirmations_file, confirmations, names)
        self.faults += faults_of_notes(notes_file, notes, names)
        self.faults += faults_of_contacts(self.contacts_file, names)
        self.faults += faults_of_parameters(self.parameters_file, parameters, names)
        edition = Edition(
            control=control,
            parts=filled,
            contacts=names.contacts,
            contacts_as_printed=contacts.as_printed,
            confirmations={confirmation.contact: confirmation for confirmation in confirmations},
            parameters=parameters,
            notes=filling.notes(notes_file, notes),
            glossary=glossary,
            topics=topics,
            forms=forms,
            hazards=filling.words(hazards_file, hazards) if hazards else None,
            synonyms=synonyms,
            questions=questions,
            missing=filling.words(missing_file, missing),
            shared=filling.words(shared_file, shared),
            decisions={name: filling.words(file, words) for name, (file, words) in decisions.items()},
            cases={name: cases for name, (file, cases) in cases.items()},
            cards=filling.words(cards_file, cards).cards,
            moments=filling.words(moments_file, moments),
            roles=filling.words(roles_file, roles).roles,
        )
        self.faults += faults_of_decisions(decisions, cases, names)
        self.faults += faults_of_shared_words(shared_file, shared, names)
        self.faults += faults_of_glossary(glossary_file, glossary)
        self.faults += faults_of_topics(topics_file, topics, names)
        self.faults += faults_of_hazards(hazards_file, hazards, names)
        self.faults += faults_of_search(synonyms_file, synonyms, missing_file, missing, names)
        self.faults += faults_of_readers_questions(questions_file, questions, edition, names)
        self.faults += faults_of_cards(cards_file, cards, names)
        self.faults += faults_of_moments(moments_file, notes_file, edition, self._guides())
        self.faults += faults_of_roles(roles_file, edition)
        self.faults += faults_of_forms(forms_file, forms, names)
        self._stop()
        return edition

    def policy(self) -> Policy:
        control, contacts, parameters = self._read_control()
        parts = self._read_parts()
        self._stop()
        names = self._named(control, contacts, parts)
        self._stop()
        filled = self._parts(control, parts, Filling(names, parameters, self.faults))
        self._stop()
        return Policy(control, filled, names.contacts, parameters)

    def _stop(self) -> None:
        if self.faults:
            raise FaultsFound(self.faults)

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

    # Putting together

    def _named(self, control: DocumentControl, contacts: Contacts, parts: list[PartFile]) -> Named:
        names, faults = named(self.control_file, control, self.contacts_file, contacts, parts)
        self.faults += faults
        return names

    def _with_additions(
        self, parameters: dict[str, dict[str, Parameter]], shared: SharedWords, decisions: dict[str, tuple[YamlFile, DecisionWords]]
    ) -> dict[str, dict[str, Parameter | Addition]]:
        """Return the edition's numbers with those that law or safety adds to the calculators."""
        times = shared.referral_times
        numbers = {**parameters, **({REFERRAL_TIMES: times.additions} if times else {})}
        for name, (file, words) in decisions.items():
            own = parameters.get(name, {})
            for addition in words.additions:
                if addition in own:
                    wrong = f"`{addition}` is a parameter of the edition already"
                    self.faults.append(file.fault(("additions", addition), wrong, "give it another name"))
            numbers[name] = {**own, **words.additions}
        return numbers

    def _parts(self, control: DocumentControl, parts: list[PartFile], filling: Filling) -> tuple[Part, ...]:
        def filled(file: YamlFile, part_id: str, label: str, page: str, part: DocumentControl | Section | Appendix) -> Part:
            return Part(part_id, label, part.title, page, filling.clauses(file, part_id, part.clauses), part.removed)

        return (
            filled(self.control_file, DOCUMENT_CONTROL, "Document control", "document-control.html", control),
            *(filled(file, part_id, label, f"{folder}/{file.path.stem}.html", part) for file, part_id, label, folder, part in parts),
        )
