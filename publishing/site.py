"""Builds the whole site: checks the data, makes the runtime, has each edition's pages and PDFs built, lays them together."""

import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from publishing.edition_pages import build_editions, mkdocs_command, mkdocs_environment
from publishing.editions_page import with_editions
from publishing.load import load_library
from publishing.manifest import verify
from publishing.offline import make_service_worker
from publishing.page import EDITIONS
from publishing.place import BUILD, DATA, PROJECT, RULES, SITE, WRITTEN
from publishing.runtime.bundle import make_bundle
from publishing.search import learn_words
from publishing.shelf import load_shelf
from publishing.sources import hash_of

CODE = ("calculators", "publishing", "docs", "mkdocs.yml", "requirements.lock", "package-lock.json")
NEVER_IN_A_PAGE = ("Macro Rendering Error", "{{")


def build_site(with_pdf: bool = True) -> int:
    """Build site/ where a source has changed, of it the editions that are concerned; the old site stays until the new one is whole."""
    began = time.monotonic()
    stamp = sources_hash(with_pdf)
    stamp_file = BUILD / "site.sha256"
    if stamp_file.exists() and stamp_file.read_text() == stamp and (SITE / "index.html").exists():
        print(f"{_named(SITE)}/ is up to date")
        return 0
    _say(1, "Checking the policy data")
    shelf = load_shelf(with_pdf=with_pdf)
    for name in shelf.editions.by_name:
        verify(name)
    _say(2, "Making the browser's Python and the meanings of words (about 10 seconds, only when they have changed)")
    with ThreadPoolExecutor(1) as pool:
        learning = pool.submit(learn_words, shelf.sites.values())
        make_bundle()
        learning.result()
    _say(3, f"Building the pages{' and PDFs' if with_pdf else ''} of {len(shelf.sites)} editions")
    fresh = _laid_together(build_editions(shelf, with_pdf), shelf.editions.current.name)
    page = fresh / EDITIONS
    page.write_text(with_editions(page.read_text(encoding="utf-8"), shelf), encoding="utf-8")
    _say(4, "Checking the pages")
    _leave_out(fresh)
    _check_pages(fresh)
    make_service_worker(fresh)
    shutil.rmtree(SITE, ignore_errors=True)
    SITE.parent.mkdir(parents=True, exist_ok=True)
    fresh.rename(SITE)
    stamp_file.write_text(stamp)
    print(f"{_named(SITE)}/ is built in {time.monotonic() - began:.0f} s: open {_named(SITE)}/index.html")
    return 0


def serve_site() -> int:
    """Serve the current edition on this machine, without its PDF, and build it again when an author's file changes."""
    make_bundle()
    current = load_library().current
    return subprocess.run(mkdocs_command("serve"), cwd=PROJECT, env=mkdocs_environment(current, False), check=False).returncode


def _laid_together(pages: dict[str, Path], current: str) -> Path:
    """Return a folder with the current edition's pages, what editions share, and the folder of each other edition."""
    fresh = BUILD / "together"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(pages[current], fresh)
    for name, folder in pages.items():
        if name != current:
            shutil.copytree(folder / name, fresh / name)
    return fresh


def _named(folder: Path) -> Path:
    """Return a folder as the messages name it: from the project's own."""
    return folder.relative_to(PROJECT) if folder.is_relative_to(PROJECT) else folder


def _say(step: int, what: str) -> None:
    print(f"[{step}/4] {what}", flush=True)


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
    return hash_of([DATA, RULES, WRITTEN, *(PROJECT / name for name in CODE)], f"{'with' if with_pdf else 'without'} PDF")
