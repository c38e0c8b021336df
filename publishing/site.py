"""Builds the whole site: checks the data, makes the runtime, builds each edition with MkDocs, lays them and their PDFs together."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from publishing.load import load_edition, load_library
from publishing.manifest import verify
from publishing.mkdocs_hooks import EDITION_VARIABLE, WITH_PDF_VARIABLE
from publishing.pdf.make import begin_pdf, finish_pdf, stop_pdf
from publishing.runtime.bundle import make_bundle

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
BUILD = ROOT / "build"
SOURCES = ("policy_data", "calculators", "publishing", "docs", "mkdocs.yml", "requirements.lock", "package-lock.json")
NEVER_IN_A_PAGE = ("Macro Rendering Error", "{{")


def build_site(with_pdf: bool = True) -> int:
    """Build every edition into site/ where a source has changed; the old site stays until the new one is whole."""
    began = time.monotonic()
    stamp = sources_hash(with_pdf)
    stamp_file = BUILD / "site.sha256"
    if stamp_file.exists() and stamp_file.read_text() == stamp and (SITE / "index.html").exists():
        print("site/ is up to date")
        return 0
    library = load_library()
    _say(1, "Checking the policy data")
    for name in library.editions:
        load_edition(name)
        verify(name)
    fresh = BUILD / "site"
    shutil.rmtree(fresh, ignore_errors=True)
    _say(2, "Making the browser's Python (about 5 seconds, only when it has changed)")
    make_bundle()
    for name in library.editions:
        _build_edition(name, with_pdf, fresh)
    _say(5, "Checking the pages")
    _leave_out(fresh)
    _check_pages(fresh)
    shutil.rmtree(SITE, ignore_errors=True)
    fresh.rename(SITE)
    stamp_file.write_text(stamp)
    print(f"site/ is built in {time.monotonic() - began:.0f} s: open site/index.html")
    return 0


def _build_edition(name: str, with_pdf: bool, fresh: Path) -> None:
    """Build the pages of an edition, and beside them its PDFs, each in processes of their own."""
    making = begin_pdf(name) if with_pdf else None
    try:
        _say(3, f"Building the pages of edition {name}")
        pages = BUILD / "pages" / name  # a folder of its own: MkDocs empties the one it builds into
        _mkdocs(name, with_pdf, "build", "--site-dir", str(pages))
        shutil.copytree(pages, fresh, dirs_exist_ok=True)
        if not making:
            _say(4, "No PDF, as was asked for")
            return
        _say(4, f"Finishing the PDF of edition {name} and its cards (about 10 seconds, only when something has changed)")
        for file in finish_pdf(making).files:
            shutil.copyfile(making.folder / file, fresh / name / file)
    finally:
        if making:
            stop_pdf(making)


def serve_site() -> int:
    """Serve the current edition on this machine, without its PDF, and build it again when an author's file changes."""
    make_bundle()
    return _mkdocs(load_library().current, False, "serve", check=False)


def _say(step: int, what: str) -> None:
    print(f"[{step}/5] {what}", flush=True)


def _mkdocs(edition: str, with_pdf: bool, *arguments: str, check: bool = True) -> int:
    environment = os.environ | {
        EDITION_VARIABLE: edition,
        WITH_PDF_VARIABLE: "yes" if with_pdf else "no",
        "PYTHONPATH": str(ROOT),
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [sys.executable, "-m", "mkdocs", *arguments]
    if not check:
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode or "WARNING" in done.stdout:
        print(done.stdout, file=sys.stderr)
        raise RuntimeError(f"the pages of edition {edition} could not be built; see the lines above")
    return 0


def _leave_out(folder: Path) -> None:
    """Take out what the theme brings and no page uses: its own search, maps for its developers, a map of addresses."""
    for pattern in ("sitemap.xml*", "assets/**/*.map", "assets/images/favicon.png"):
        for file in folder.glob(pattern):
            file.unlink()
    for name in ("assets/javascripts/lunr", "assets/javascripts/workers"):
        shutil.rmtree(folder / name, ignore_errors=True)


def _check_pages(folder: Path) -> None:
    """Refuse a page in which a template was left unfilled: MkDocs can end well with such a page."""
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for mark in NEVER_IN_A_PAGE:
            if mark in text:
                raise RuntimeError(f"{page.relative_to(folder)} holds {mark!r}: a template was left unfilled")


def sources_hash(with_pdf: bool = True) -> str:
    """Return the SHA-256 of everything the site is made from."""
    digest = hashlib.sha256(f"{sys.version} {'with' if with_pdf else 'without'} PDF".encode())
    for file in _source_files():
        digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _source_files() -> Iterator[Path]:
    for name in SOURCES:
        path = ROOT / name
        yield from (
            sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts) if path.is_dir() else [path]
        )
