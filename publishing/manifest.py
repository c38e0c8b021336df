"""The seal of an approved edition: a SHA-256 for every file of its `policy/`, written once and checked ever after."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from publishing.faults import Fault, FaultsFound
from publishing.load import ROOT

MANIFEST = "manifest.json"
SHORT = 12


@dataclass(frozen=True)
class Difference:
    """A file that is not as the manifest has it. what: "differs", "is missing" or "is new"."""

    file: Path
    what: str


def folder_hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its path from there, in order."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def short_hash(hashes: dict[str, str]) -> str:
    """Return the short hash of an edition: it changes when any file's name or content does."""
    return hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()[:SHORT]


def edition_hash(name: str, root: Path = ROOT) -> str:
    """Return the short hash of an edition's `policy/` as it stands."""
    return short_hash(folder_hashes(root / "editions" / name / "policy"))


def tool_hash(name: str, root: Path = ROOT) -> str:
    """Return the short hash of an edition's `companion/`, which may improve any day."""
    return short_hash(folder_hashes(root / "editions" / name / "companion"))


def freeze(name: str, root: Path = ROOT) -> Path:
    """Write an edition's manifest and return its path; refuses where there is one, because a frozen edition never changes."""
    path = root / "editions" / name / MANIFEST
    if path.exists():
        raise FaultsFound([Fault(path, 1, f"edition {name} is frozen already", "make a new edition instead of changing this one")])
    write_manifest(path.parent, name)
    return path


def write_manifest(folder: Path, name: str) -> None:
    """Write the manifest of the edition in a folder, under the edition's name."""
    hashes = folder_hashes(folder / "policy")
    (folder / MANIFEST).write_text(
        json.dumps({"edition": name, "hash": short_hash(hashes), "files": hashes}, indent=2) + "\n", encoding="utf-8"
    )


def differences(name: str, root: Path = ROOT) -> list[Difference] | None:
    """Return how an edition's `policy/` differs from its manifest; None where the edition has no manifest yet."""
    path = root / "editions" / name / MANIFEST
    if not path.exists():
        return None
    try:
        sealed = json.loads(path.read_text(encoding="utf-8"))["files"]
        sealed = {str(file): str(digest) for file, digest in sealed.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise FaultsFound([Fault(path, 1, "this manifest cannot be read", "restore it from Git")]) from None
    policy = path.parent / "policy"
    found = folder_hashes(policy)
    changed = [(file, "differs") for file in sealed if file in found and found[file] != sealed[file]]
    changed += [(file, "is missing") for file in sealed if file not in found]
    changed += [(file, "is new") for file in found if file not in sealed]
    return [Difference(policy / file, what) for file, what in sorted(changed)]


def verify(name: str, root: Path = ROOT) -> None:
    """Raise `FaultsFound` for every file of a frozen edition that differs, is missing or is new."""
    changed = differences(name, root)
    if changed:
        right = f"restore it from Git; edition {name} is approved and frozen, a change needs a new edition"
        raise FaultsFound([Fault(change.file, 1, f"this file {change.what} (see {MANIFEST})", right) for change in changed])
