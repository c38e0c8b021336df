"""Builds each edition, its pages with MkDocs and its PDFs, those that have to be in processes beside one another; keeps the others."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from publishing.load import ROOT as DATA
from publishing.mkdocs_hooks import EDITION_VARIABLE, WITH_PDF_VARIABLE
from publishing.pdf.make import Making, begin_pdf, finish_pdf, stop_pdf
from publishing.place import BUILD, POLICY, PROJECT, RULES, VARIABLE, WRITTEN
from publishing.shelf import Shelf
from publishing.sources import hash_of

PAGES = BUILD / "pages"
RUNTIME_FILES = BUILD / "runtime.json"
CODE = ("calculators", "publishing", "mkdocs.yml", "requirements.lock", "package-lock.json")
LOOK = ("templates", "theme", "styles", "javascript")


def build_editions(shelf: Shelf, with_pdf: bool) -> dict[str, Path]:
    """Return the folder with the pages and PDFs of each edition, built where what they are made from has changed.

    Prints what was kept and what was built. Raises `RuntimeError` for the first edition that cannot be built; what could be
    is kept for the next time.
    """
    began = time.monotonic()
    stamps = {name: stamp(shelf, name, with_pdf) for name in shelf.editions.by_name}
    PAGES.mkdir(parents=True, exist_ok=True)
    _forget(set(stamps))
    due = [name for name in stamps if not _is_kept(name, stamps[name])]
    for name in stamps:
        if name not in due:
            print(f"      edition {name}: kept, nothing it is made from has changed", flush=True)
    making: list[Making] = []
    try:
        with ThreadPoolExecutor(os.process_cpu_count() or 1) as pool:
            pages = [pool.submit(_build_pages, name, with_pdf, making) for name in due]
        for built in pages:
            built.result()
        for made in making:
            for file in finish_pdf(made).files:
                (PAGES / made.edition / made.edition / file).parent.mkdir(exist_ok=True)
                shutil.copyfile(made.folder / file, PAGES / made.edition / made.edition / file)
    finally:
        for made in making:
            stop_pdf(made)
    for name in due:
        _stamp_file(name).write_text(stamps[name])
    if due:
        print(f"      built in {time.monotonic() - began:.0f} s: edition {', '.join(due)}", flush=True)
    return {name: PAGES / name for name in stamps}


def stamp(shelf: Shelf, name: str, with_pdf: bool, data: Path = DATA) -> str:
    """Return the hash of all that an edition is made from: its own data, code and look, and what its pages say of other editions."""
    around = shelf.sites[name].surroundings
    library = shelf.editions.library
    line = [edition.name for edition in shelf.editions.line(name)]
    return hash_of(_sources(line, data), library.model_dump_json(exclude={"editions"}), around.as_text() if around else "", str(with_pdf))


def _sources(line: Iterable[str], data: Path) -> Iterator[Path]:
    """Yield what an edition is made from; it tells its changes, and so also what those say that it was made from."""
    yield from (data / "editions" / name / part for name in line for part in ("policy", "companion"))
    yield data / "guidance"
    yield from (RULES, WRITTEN, RUNTIME_FILES)
    yield from (PROJECT / part for part in CODE)
    yield from (PROJECT / "docs" / part for part in LOOK)


def mkdocs_command(*arguments: str) -> list[str]:
    """Return the command that runs MkDocs in this Python."""
    return [sys.executable, "-m", "mkdocs", *arguments]


def mkdocs_environment(edition: str, with_pdf: bool) -> dict[str, str]:
    """Return the environment in which MkDocs builds an edition."""
    pdf = "yes" if with_pdf else "no"
    chosen = {EDITION_VARIABLE: edition, WITH_PDF_VARIABLE: pdf, VARIABLE: str(POLICY)}
    return os.environ | chosen | {"PYTHONPATH": str(PROJECT), "NO_MKDOCS_2_WARNING": "1"}


def _build_pages(name: str, with_pdf: bool, making: list[Making]) -> None:
    """Build the pages of an edition; its PDFs are begun before, in processes of their own, and put on the list to be finished."""
    _stamp_file(name).unlink(missing_ok=True)
    if with_pdf:
        making.append(begin_pdf(name))
    done = subprocess.run(
        mkdocs_command("build", "--site-dir", str(PAGES / name)),
        cwd=PROJECT,
        env=mkdocs_environment(name, with_pdf),
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode or "WARNING" in done.stdout:
        print(done.stdout, file=sys.stderr)
        raise RuntimeError(f"the pages of edition {name} could not be built; see the lines above")


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
