"""Builds the pages of each edition with MkDocs, those that have to be in processes beside one another; keeps the others."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from publishing.load import ROOT as DATA
from publishing.mkdocs_hooks import EDITION_VARIABLE
from publishing.shelf import Shelf
from publishing.sources import ROOT, hash_of

PAGES = ROOT / "build" / "pages"
RUNTIME_FILES = ROOT / "build" / "runtime.json"
CODE = ("calculators", "publishing", "mkdocs.yml", "requirements.lock", "package-lock.json")
LOOK = ("pages", "templates", "theme", "styles", "javascript")


def build_editions(shelf: Shelf) -> dict[str, Path]:
    """Return the folder with the pages of each edition, built where what they are made from has changed.

    Prints what was kept and what was built. Raises `RuntimeError` for the first edition that cannot be built; those that
    could are kept for the next time.
    """
    stamps = {name: stamp(shelf, name) for name in shelf.editions.by_name}
    PAGES.mkdir(parents=True, exist_ok=True)
    _forget(set(stamps))
    due = [name for name in stamps if not _is_kept(name, stamps[name])]
    for name in stamps:
        if name not in due:
            print(f"      edition {name}: kept, nothing it is made from has changed", flush=True)
    with ThreadPoolExecutor(os.process_cpu_count() or 1) as pool:
        for told in [pool.submit(_build, name, stamps[name]) for name in due]:
            told.result()
    return {name: PAGES / name for name in stamps}


def stamp(shelf: Shelf, name: str) -> str:
    """Return the hash of all that an edition's pages are made from: its own data, code and look, and what they say of other editions."""
    around = shelf.sites[name].surroundings
    library = shelf.editions.library
    return hash_of(_sources(name), library.model_dump_json(exclude={"editions"}), around.as_text() if around else "")


def _sources(name: str) -> Iterator[Path]:
    yield from (DATA / "editions" / name / part for part in ("policy", "companion"))
    yield DATA / "guidance"
    yield from (ROOT / part for part in CODE)
    yield from (ROOT / "docs" / part for part in LOOK)
    yield RUNTIME_FILES


def run_mkdocs(edition: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs for one edition and return what it said."""
    return subprocess.run(
        mkdocs_command(*arguments),
        cwd=ROOT,
        env=mkdocs_environment(edition),
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def mkdocs_command(*arguments: str) -> list[str]:
    """Return the command that runs MkDocs in this Python."""
    return [sys.executable, "-m", "mkdocs", *arguments]


def mkdocs_environment(edition: str) -> dict[str, str]:
    """Return the environment in which MkDocs builds an edition."""
    return os.environ | {EDITION_VARIABLE: edition, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}


def _build(name: str, made_from: str) -> None:
    began = time.monotonic()
    _stamp_file(name).unlink(missing_ok=True)
    done = run_mkdocs(name, "build", "--site-dir", str(PAGES / name))
    if done.returncode or "WARNING" in done.stdout:
        print(done.stdout, file=sys.stderr)
        raise RuntimeError(f"the pages of edition {name} could not be built; see the lines above")
    _stamp_file(name).write_text(made_from)
    print(f"      edition {name}: built in {time.monotonic() - began:.0f} s", flush=True)


def _is_kept(name: str, made_from: str) -> bool:
    file = _stamp_file(name)
    return file.exists() and file.read_text() == made_from and (PAGES / name / name / "index.html").exists()


def _stamp_file(name: str) -> Path:
    return PAGES / f"{name}.sha256"


def _forget(names: set[str]) -> None:
    """Take out the pages of editions that are no longer in the library."""
    for path in PAGES.iterdir():
        if path.is_dir() and path.name not in names:
            shutil.rmtree(path)
            _stamp_file(path.name).unlink(missing_ok=True)
