"""What the references of an edition lead to: its contacts, its clauses, and the part in which each clause stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from publishing.edition import clause_label
from publishing.faults import Fault
from publishing.fill import Number, Reference
from publishing.model import Appendix, Contact, Contacts, DocumentControl, Section
from publishing.yaml_files import YamlFile

DOCUMENT_CONTROL = "doc-control"

# File, id, label, folder of the page, and what is in it.
PartFile = tuple[YamlFile, str, str, str, Section | Appendix]


@dataclass(frozen=True)
class Named:
    """complete: no clause may be missing; contacts: by id; owners: clause id -> id of its part; labels: part id -> its name."""

    complete: bool
    contacts: Mapping[str, Contact]
    owners: Mapping[str, str]
    labels: Mapping[str, str]

    def faults_of_clause(self, file: YamlFile, place: tuple[Any, ...], clause_id: str) -> Iterator[Fault]:
        """Yield a fault where a file names a clause that the edition has not got."""
        if clause_id not in self.owners and self.complete:
            yield file.fault(place, f'there is no clause "{clause_id}"', "use an id of this edition's clauses")

    def number(self, name: str) -> Number:
        """Return the telephone number of a contact; raises `KeyError`."""
        return Number(name, self.contacts[name].number)

    def reference(self, name: str) -> Reference:
        """Return what a reference to a clause or a part says and leads to; raises `KeyError` where there is none."""
        if name in self.labels:
            label = self.labels[name]
            return Reference(name, label[0].lower() + label[1:] if label.startswith("Section") else label, name)
        if name in self.owners:
            return Reference(name, clause_label(name), name)
        if self.complete:
            raise KeyError(name)
        return Reference(name, clause_label(name) if "." in name or "-" in name else f"section {name}", None)


def named(
    control_file: YamlFile, control: DocumentControl, contacts_file: YamlFile, contacts: Contacts, parts: list[PartFile]
) -> tuple[Named, list[Fault]]:
    """Return what has a name in an edition, and the faults of names that stand twice or are not known."""
    faults: list[Fault] = []
    labels = {part_id: label for _, part_id, label, _, _ in parts} | {DOCUMENT_CONTROL: "document control"}
    by_id = _by_id(contacts_file, contacts.contacts, faults)
    owners = _clause_owners(control_file, control, parts, faults)
    return Named(control.complete, by_id, owners, labels), faults


def _by_id(file: YamlFile, contacts: tuple[Contact, ...], faults: list[Fault]) -> dict[str, Contact]:
    found: dict[str, Contact] = {}
    for number, contact in enumerate(contacts):
        if contact.id in found:
            faults.append(
                file.fault(("contacts", number, "id"), f'the contact id "{contact.id}" stands twice', "give each contact an id of its own")
            )
        found[contact.id] = contact
    return found


def _clause_owners(control_file: YamlFile, control: DocumentControl, parts: list[PartFile], faults: list[Fault]) -> dict[str, str]:
    owners: dict[str, str] = {}
    first: dict[str, str] = {}
    for file, part_id, clauses in [(control_file, DOCUMENT_CONTROL, control.clauses), *((p[0], p[1], p[4].clauses) for p in parts)]:
        for number, clause in enumerate(clauses):
            place = ("clauses", number, "id")
            here = f"{file.path.name}:{file.line_of(place)}"
            if clause.id in owners:
                wrong = f'the clause id "{clause.id}" stands already at {first[clause.id]}'
                faults.append(file.fault(place, wrong, "give a second printing a letter, as in 15.3b"))
            owners[clause.id], first[clause.id] = part_id, first.get(clause.id, here)
            for role in (*clause.binds, *(role for further in clause.also for role in further.binds)):
                if role not in control.roles:
                    right = f"use one of {', '.join(control.roles)}, or add it to `roles` in edition.yml"
                    faults.append(file.fault(("clauses", number, "binds"), f'"{role}" is not a role of this edition', right, role))
    return owners
