"""What every rule is given: the loaded edition, its files as written, and the day the clock is read as."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from publishing.edition import Edition, Part
from publishing.lint.finding import Finding
from publishing.lint.shapes import Accepted, Superseded
from publishing.lint.texts import Text, texts_in
from publishing.load import load_edition
from publishing.named import DOCUMENT_CONTROL
from publishing.shapes import shaped
from publishing.yaml_files import Path_in_file, YamlFile, read_yaml

ACCEPTED, SUPERSEDED = "companion/accepted.yml", "companion/superseded.yml"


@dataclass(frozen=True)
class Context:
    """One edition to be read.

    folder: the edition's own. files: name below it (guides: "guidance/…") -> file as read. as_of: the day on which what lapses is judged.
    accepted, superseded: the linter's own two files; empty where an edition has none.
    """

    edition: Edition
    folder: Path
    files: dict[str, YamlFile]
    as_of: date
    accepted: Accepted
    superseded: tuple[Superseded, ...]

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the edition's files but those of the linter's own two."""
        return tuple(
            text
            for name, file in self.files.items()
            if name not in (ACCEPTED, SUPERSEDED)
            for text in texts_in(name.removesuffix(".yml"), file, self.part_of(name), self.edition)
        )

    def texts_of(self, *kinds: str) -> Iterator[Text]:
        """Yield the texts of these kinds."""
        return (text for text in self.texts if text.kind in kinds)

    def part_of(self, name: str) -> Part | None:
        """Return the section, the appendix or the document control that a file holds."""
        data = self.files[name].data
        if name == "policy/edition.yml":
            return self.edition.parts_by_id[DOCUMENT_CONTROL]
        if not name.startswith(("policy/sections/", "policy/appendices/")):
            return None
        return self.edition.parts_by_id[data.get("section") or f"app{data['appendix']}"]

    @cached_property
    def part_files(self) -> dict[str, YamlFile]:
        """The file of each part, by the part's id."""
        return {part.id: file for name, file in self.files.items() if (part := self.part_of(name))}

    def in_text(self, code: str, text: Text, needle: str | None, wrong: str, right: str) -> Finding:
        """Return a finding in a text, on the line on which `needle` begins."""
        about = " ".join(needle.split()) if needle else None
        return Finding(
            code, text.file.path, text.line_of(needle), text.place, wrong, right, clause=text.clause, part=text.part, about=about
        )

    def in_file(self, code: str, name: str, at: Path_in_file, place: str, wrong: str, right: str, **more: Any) -> Finding:
        """Return a finding at a place of a file. name: below the edition's folder."""
        file = self.files[name]
        return Finding(code, file.path, file.line_of(at), place, wrong, right, **more)

    def at_clause(self, code: str, clause_id: str, wrong: str, right: str, key: str = "id", about: str | None = None) -> Finding:
        """Return a finding at a clause, on the line of one of its keys."""
        part = self.edition.parts_by_id[self.edition.clauses[clause_id].part]
        file = self.part_files[part.id]
        number = [clause.id for clause in part.clauses].index(clause_id)
        line = file.line_of(("clauses", number, key))
        return Finding(code, file.path, line, f"clause {clause_id}", wrong, right, clause=clause_id, part=part.label, about=about)


def context_of(name: str, root: Path, as_of: date) -> Context:
    """Load an edition to be read; raises `FaultsFound` where it cannot be loaded."""
    edition = load_edition(name, root)
    folder = root / "editions" / name
    files = {path.relative_to(folder).as_posix(): read_yaml(path) for path in sorted(folder.rglob("*.yml"))}
    files |= {path.relative_to(root).as_posix(): read_yaml(path) for path in sorted((root / "guidance").glob("*.yml"))}
    accepted = shaped(files[ACCEPTED], Accepted) if ACCEPTED in files else Accepted()
    superseded = shaped(files[SUPERSEDED], tuple[Superseded, ...]) if SUPERSEDED in files else ()
    return Context(edition, folder, files, as_of, accepted, superseded)
