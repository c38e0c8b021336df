"""Begins a new edition as a draft: a copy of an edition that is there, without its approval and its seal."""

import os
import re
import shutil
from pathlib import Path

from publishing.load import ROOT, load_edition, load_library
from publishing.yaml_edit import with_key, without
from publishing.yaml_files import read_yaml

USABLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
TAKEN = ("assets",)  # the site lays what editions share into a folder of this name, beside those of the editions
COPIED = ("policy", "companion")
OF_THE_SOURCE_ALONE = ("based_on", "restates", "issued", "review_due", "removed")


def new_edition(source: str, name: str, root: Path = ROOT) -> Path:
    """Copy the edition `source` to a draft called `name`, add it to the library and return its folder.

    Raises `RuntimeError` with one line where there is no such source, the name cannot be had or a file cannot be written,
    `FaultsFound` where the source cannot be loaded. Nothing is left behind then: the copy gets its name only when it is
    whole and can be loaded.
    """
    library = load_library(root)
    editions = root / "editions"
    if source not in library.editions:
        raise RuntimeError(f'there is no edition "{source}" to copy; name one of {", ".join(library.editions)}')
    if not USABLE.fullmatch(name) or name.lower() in TAKEN:
        raise RuntimeError(f'"{name}" cannot be the name of a folder of the site; use letters, digits, dots and hyphens, as in 4.0-draft')
    if name.lower() in {folder.name.lower() for folder in editions.iterdir()} or name in library.editions:
        raise RuntimeError(f"there is an edition {name} already; choose another name, or change that one")
    load_edition(source, root)
    making = editions / f".{name}.{os.getpid()}"
    try:
        _copy(editions / source, making, source, name)
        load_edition(making.name, root)
        return _put_in_place(making, editions / name, root / "library.yml")
    except OSError as error:
        raise RuntimeError(f"edition {name} could not be written ({error}); nothing is left of it") from None
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _copy(source: Path, folder: Path, based_on: str, name: str) -> None:
    for part in COPIED:
        shutil.copytree(source / part, folder / part)
    for path in sorted((folder / "policy").rglob("*.yml")):
        path.write_text(_without_changes(path), encoding="utf-8")
    control = folder / "policy" / "edition.yml"
    control.write_text(_as_draft(control, based_on, name), encoding="utf-8")


def _without_changes(path: Path) -> str:
    """Return a file's text without what it tells of its changes: they are against another edition than this one will be."""
    file = read_yaml(path)
    changed = {place for place in file.lines if len(place) == 3 and place[0] == "clauses" and place[2] == "change"}
    return without(path.read_text(encoding="utf-8"), changed | ({("removed",)} & set(file.lines)))


def _as_draft(path: Path, based_on: str, name: str) -> str:
    file = read_yaml(path)
    text = without(path.read_text(encoding="utf-8"), [(key,) for key in OF_THE_SOURCE_ALONE if key in file.data])
    for key, written in {
        "edition": f'edition: "{name}"\nbased_on: "{based_on}"',
        "reference": f'reference: "none yet; based on {file.data["reference"]}"',
        "complete": "complete: true",
        "status": "status: {state: draft}",
        "reviewers": "reviewers: []",
        "approvals": "approvals: []",
    }.items():
        text = with_key(text, key, written)
    return text


def _put_in_place(made: Path, folder: Path, library: Path) -> Path:
    """Give the copy its name and add it to the library, both or neither."""
    editions = [*read_yaml(library).data["editions"], folder.name]
    listed = ", ".join(f'"{name}"' for name in editions)
    fresh = library.with_suffix(".new")
    try:
        fresh.write_text(with_key(library.read_text(encoding="utf-8"), "editions", f"editions: [{listed}]"), encoding="utf-8")
        made.rename(folder)
        try:
            fresh.replace(library)
        except OSError:
            shutil.rmtree(folder)
            raise
    finally:
        fresh.unlink(missing_ok=True)
    return folder
