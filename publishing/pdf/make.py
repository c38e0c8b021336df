"""Makes the PDF of an edition where what it is made from has changed, in a process of its own."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from publishing.load import load_edition, load_library
from publishing.pages import Site, pdf_name
from publishing.pdf.book import book_html
from publishing.progress import show_progress

ROOT = Path(__file__).resolve().parent.parent.parent
MADE = ROOT / "build" / "pdf"
STYLES = ROOT / "docs" / "styles" / "print"
FONTS = ROOT / "node_modules" / "@fontsource" / "source-sans-3" / "package.json"
WRITER = "publishing.pdf.write"
WITHOUT = "build without the PDF with: make site PDF=no"


@dataclass(frozen=True)
class Making:
    """A PDF that is being made. stamp: what it is made from; process: None where that has not changed."""

    edition: str
    target: Path
    stamp: str
    process: subprocess.Popen[str] | None


def begin_pdf(name: str, folder: Path = MADE) -> Making:
    """Begin to make the PDF of an edition, if what it is made from has changed; `finish_pdf` waits for it."""
    if not FONTS.exists():
        raise RuntimeError(f"the PDF's fonts are not there; run `make site`, which sets them up, or {WITHOUT}")
    edition = load_edition(name)
    html = book_html(Site(load_library(), edition))
    styles = [STYLES / "book.css", *([STYLES / "draft.css"] if edition.draft else [])]
    stamp = _stamp(html, styles)
    target = folder / pdf_name(name)
    page = target.with_suffix(".html")
    if target.exists() and _stamp_file(target).exists() and _stamp_file(target).read_text() == stamp:
        return Making(name, target, stamp, None)
    folder.mkdir(parents=True, exist_ok=True)
    _stamp_file(target).unlink(missing_ok=True)
    page.write_text(html, encoding="utf-8")
    command = [sys.executable, "-m", WRITER, *map(str, (page, target, *styles))]
    with _log(target).open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)
    return Making(name, target, stamp, process)


def finish_pdf(making: Making) -> Path:
    """Wait for a PDF, show how far it is, and return its path; raises RuntimeError with the reason where there is none."""
    if making.process:
        with making.process as process:
            show_progress(f"PDF of edition {making.edition}", _shares(process))
        if process.returncode:
            complaints = _log(making.target).read_text(encoding="utf-8").strip()
            raise RuntimeError(f"the PDF of edition {making.edition} could not be made: {complaints}\n{WITHOUT}")
        _stamp_file(making.target).write_text(making.stamp)
    return making.target


def stop_pdf(making: Making) -> None:
    """End a PDF's process where it still runs, after something else has failed."""
    if making.process and making.process.poll() is None:
        making.process.terminate()


def make_pdfs() -> int:
    """Make the PDF of every edition; returns the exit status."""
    for name in load_library().editions:
        making = begin_pdf(name)
        path = finish_pdf(making)
        print(f"{path.relative_to(ROOT)} is {'made' if making.process else 'up to date'}")
    return 0


def _shares(process: subprocess.Popen[str]) -> Iterator[int]:
    for line in process.stdout:
        yield int(line)


def _log(target: Path) -> Path:
    return target.with_suffix(".log")


def _stamp_file(target: Path) -> Path:
    return target.with_suffix(".sha256")


def _stamp(html: str, styles: list[Path]) -> str:
    """Return the SHA-256 of everything that a PDF is made from: page, styles, fonts' version, the program and our own part of it."""
    digest = hashlib.sha256(f"{sys.version} {version('weasyprint')} {version('pydyf')}".encode())
    for file in (*styles, FONTS, *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(file.read_bytes())
    digest.update(html.encode())
    return digest.hexdigest()
