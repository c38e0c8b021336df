"""An edition as one JSON document with a published JSON Schema: every file of it as its author wrote it, and each clause as it is read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import Field

from publishing.cards import Cards
from publishing.companion import Confirmation, GlossaryEntry, Note, PaperForm, Topic
from publishing.decision_words import Case, DecisionWords, SharedWords
from publishing.edition import anchor_of, clause_words
from publishing.editions import Editions
from publishing.elsewhere import page_of
from publishing.hazards import HazardLog
from publishing.lint.shapes import Accepted, Superseded
from publishing.load import ROOT
from publishing.manifest import edition_hash, tool_hash
from publishing.model import Appendix, ClauseId, Contacts, DocumentControl, Parameter, Section, Shape, Words
from publishing.moments import Moments
from publishing.roles import Roles
from publishing.search_words import Missing, Question, SynonymGroup
from publishing.shapes import shaped, tuples
from publishing.status import statuses
from publishing.yaml_files import read_yaml

DATA, SCHEMA = "edition.json", "edition.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class DecisionFiles(Shape):
    """The words that all calculators share, and those of each, by its name."""

    shared: SharedWords
    calculators: dict[str, DecisionWords]


class PolicyFiles(Shape):
    """`policy/`, frozen once approved. sections, appendices: name of the file -> what is in it."""

    edition: DocumentControl
    contacts: Contacts
    parameters: dict[str, dict[str, Parameter]] = {}
    sections: dict[str, Section] = {}
    appendices: dict[str, Appendix] = {}


class CompanionFiles(Shape):
    """`companion/`, what stands beside the policy and is no part of it. cases: calculator -> its worked cases."""

    confirmations: tuple[Confirmation, ...] = ()
    notes: tuple[Note, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    topics: tuple[Topic, ...] = ()
    forms: tuple[PaperForm, ...] = ()
    hazards: HazardLog | None = None
    decisions: DecisionFiles
    cases: dict[str, tuple[Case, ...]] = {}
    cards: Cards | None = None
    synonyms: tuple[SynonymGroup, ...] | None = None
    questions: tuple[Question, ...] | None = None
    not_in_edition: Missing | None = None
    moments: Moments | None = None
    roles: Roles | None = None
    accepted: Accepted | None = None
    superseded: tuple[Superseded, ...] | None = None


class ClauseAsRead(Shape):
    """A clause with its numbers, contacts and references filled in. address: below the edition's folder. status: as on the page."""

    id: ClauseId
    address: Words
    words: str
    status: Words


class ExportedEdition(Shape):
    """An edition of the policy. policy, companion: its files, texts with {{ … }} as written; clauses: each as a reader sees it.

    hash: of what the edition says; tool_hash: of what stands beside it.
    """

    form: Literal[1] = Field(description="The form of this document; another number is another form.")
    name: Words
    hash: Words
    tool_hash: Words
    policy: PolicyFiles
    companion: CompanionFiles
    clauses: tuple[ClauseAsRead, ...]


def exported(editions: Editions, name: str, root: Path = ROOT) -> ExportedEdition:
    """Return an edition as it is exported.

    Raises `FaultsFound` where a file cannot be read, `RuntimeError` where a file has no place in the form: nothing is left
    out without a word.
    """
    folder = root / "editions" / name
    left = {path.relative_to(folder).as_posix() for part in ("policy", "companion") for path in (folder / part).rglob("*.yml")}
    policy = PolicyFiles(**_files(folder / "policy", PolicyFiles, left, "policy"))
    companion = CompanionFiles(**_files(folder / "companion", CompanionFiles, left, "companion"))
    if left:
        raise RuntimeError(f"edition {name} has {sorted(left)[0]}, which has no place in the export; give it one in publishing/export.py")
    edition, found = editions.by_name[name], statuses(editions, name)
    clauses = tuple(
        ClauseAsRead(
            id=clause.id,
            address=f"{page_of(edition, clause.id)}#{anchor_of(clause.id)}",
            words=clause_words(clause),
            status=str(found[clause.id]),
        )
        for clause in edition.clauses.values()
    )
    return ExportedEdition(
        form=1,
        name=name,
        hash=edition_hash(name, root),
        tool_hash=tool_hash(name, root),
        policy=policy,
        companion=companion,
        clauses=clauses,
    )


def _files(folder: Path, shape: type[Shape], left: set[str], at: str) -> dict[str, Any]:
    """Return the files of a folder in the fields of a shape, and take them off the list of those that are left."""
    found: dict[str, Any] = {}
    for name, field in shape.model_fields.items():
        kind = field.annotation
        if kind is DecisionFiles:
            words = _each(folder / name, SharedWords, left, f"{at}/{name}", only="shared")
            calculators = _each(folder / name, DecisionWords, left, f"{at}/{name}")
            found[name] = DecisionFiles(shared=words["shared"], calculators=calculators)
        elif (folder / name).is_dir():
            found[name] = _each(folder / name, get_args(kind)[1], left, f"{at}/{name}")
        elif (folder / f"{name}.yml").exists() or field.is_required():
            left.discard(f"{at}/{name}.yml")
            found[name] = shaped(read_yaml(folder / f"{name}.yml"), _there(kind))
    return found


def _each(folder: Path, shape: Any, left: set[str], at: str, only: str | None = None) -> dict[str, Any]:
    """Return every file of a folder that is still left, or one of them, by its name."""
    found = {}
    for path in sorted(folder.glob(f"{only or '*'}.yml")):
        if f"{at}/{path.name}" in left:
            left.discard(f"{at}/{path.name}")
            found[path.stem] = shaped(read_yaml(path), shape)
    return found


def _there(kind: Any) -> Any:
    """Return the shape of a file that may be missing, without the None that stands for that."""
    shapes = [shape for shape in get_args(kind) if shape is not type(None)]
    return shapes[0] if type(None) in get_args(kind) and get_origin(kind) is not tuple else kind


def as_json(edition: ExportedEdition) -> str:
    """Return the JSON document, for programs to read: keys as in the files, and none that an author did not write."""
    return json.dumps(edition.model_dump(mode="json", by_alias=True, exclude_unset=True), ensure_ascii=False, separators=(",", ":")) + "\n"


def from_json(text: str) -> ExportedEdition:
    """Return the edition of a JSON document; raises pydantic's `ValidationError` where it is not of this form."""
    return ExportedEdition.model_validate(tuples(json.loads(text)))


def schema() -> str:
    """Return the JSON Schema of the document."""
    told = ExportedEdition.model_json_schema(by_alias=True)
    return json.dumps({"$schema": DIALECT, **told}, ensure_ascii=False, indent=1) + "\n"


def files_of(edition: ExportedEdition) -> Iterator[tuple[str, Any]]:
    """Yield each file of an exported edition: its path below the edition's folder, and its data as an author wrote them."""
    data = edition.model_dump(mode="json", by_alias=True, exclude_unset=True)
    decisions = data["companion"].pop("decisions")
    data["companion"]["decisions"] = decisions["calculators"] | {"shared": decisions["shared"]}
    for part, folders in (("policy", ("sections", "appendices")), ("companion", ("decisions", "cases"))):
        for name, found in data[part].items():
            inside = found.items() if name in folders else ()
            yield from ((f"{part}/{name}/{file}.yml", held) for file, held in inside)
            if name not in folders:
                yield f"{part}/{name}.yml", found


def write_export(edition: ExportedEdition, folder: Path) -> Path:
    """Write an edition and the schema into a folder of its name and return the document's path; raises `OSError`."""
    folder = folder / edition.name
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ((SCHEMA, schema()), (DATA, as_json(edition))):
        fresh = folder / f".{name}.new"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(folder / name)
    return folder / DATA
