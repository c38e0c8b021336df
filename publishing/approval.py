"""Writes an approval into a draft's files and puts the approved edition in the draft's place. What may be approved is no matter here."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

from publishing.yaml_edit import with_entry, with_key, with_value, without
from publishing.yaml_files import read_yaml

CONTROL = Path("policy") / "edition.yml"


@dataclass(frozen=True)
class Approved:
    """What an approval says. day, review_due: as in 2027-01-16 and 2030-01. by: who approved it. name: the edition's from now on."""

    reference: str
    day: str
    name: str
    by: str | None = None
    review_due: str | None = None


def write_approval(folder: Path, draft: str, approved: Approved) -> None:
    """Write an approval into the files of a draft; every line that does not speak of it stays as it was.

    A clause that was to stand until then goes, and what stands beside the policy refers to its heir.
    """
    path = folder / CONTROL
    goes = {clause["id"]: clause["until_approved"] for clause in read_yaml(path).data["clauses"] if "until_approved" in clause}
    path.write_text(_control(path, draft, approved), encoding="utf-8")
    for noted in sorted((folder / "companion").rglob("*.yml")):
        text = noted.read_text(encoding="utf-8")
        for clause_id, heir in goes.items():
            text = re.sub(rf"(?<![\w.-]){re.escape(clause_id)}(?![\w.-])", heir, text)
        noted.write_text(text, encoding="utf-8")


def _control(path: Path, draft: str, approved: Approved) -> str:
    """Return the text of `edition.yml` with the approval in it, every other line as it was."""
    file, month = read_yaml(path), approved.day[:7]
    text = path.read_text(encoding="utf-8")
    for number, entry in enumerate(file.data["amendments"]):
        if entry["version"] == draft:
            text = with_value(text, ("amendments", number, "version"), _quoted(approved.reference))
            text = with_value(text, ("amendments", number, "date"), _quoted(month))
    text = without(text, [("clauses", number) for number, clause in enumerate(file.data["clauses"]) if "until_approved" in clause])
    if approved.by:
        text = with_entry(
            text, "approvals", f"{{by: {_quoted(approved.by)}, date: {_quoted(month)}, version: {_quoted(approved.reference)}}}"
        )
    by = f"by: {_quoted(approved.by)}, " if approved.by else ""
    status = [f"status: {{state: approved, {by}date: {_quoted(approved.day)}}}"]
    status += [] if "issued" in file.data else [f"issued: {_quoted(month)}"]
    if approved.review_due:
        text = without(text, [("review_due",)] if "review_due" in file.data else [])
        status.append(f"review_due: {_quoted(approved.review_due)}")
    text = with_key(text, "status", "\n".join(status))
    text = with_key(text, "reference", f"reference: {_quoted(approved.reference)}")
    return with_key(text, "edition", f"edition: {_quoted(approved.name)}")


def _quoted(text: str) -> str:
    return str(yaml.dump(text, default_style='"', allow_unicode=True, width=10_000)).strip()


def put_in_place(made: Path, draft: Path, name: str, library: Path, current: bool) -> Path:
    """Let the approved edition take the draft's place, in the library too, both or neither; return its folder.

    current: the library then names it as the edition in force. Raises `OSError`; the draft is then as it was.
    """
    text = library.read_text(encoding="utf-8")
    listed = [name if other == draft.name else other for other in read_yaml(library).data["editions"]]
    if name != draft.name:
        text = with_key(text, "editions", f"editions: [{', '.join(map(_quoted, listed))}]")
    if current:
        text = with_key(text, "current", f"current: {_quoted(name)}")
    target, aside, fresh = draft.with_name(name), draft.with_name(f".{draft.name}.before.{os.getpid()}"), library.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    try:
        draft.rename(aside)
        try:
            made.rename(target)
            fresh.replace(library)
        except OSError:
            shutil.rmtree(target, ignore_errors=True)
            aside.rename(draft)
            raise
    finally:
        fresh.unlink(missing_ok=True)
    shutil.rmtree(aside)
    return target
