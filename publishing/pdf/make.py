"""Makes the PDFs of an edition, the whole and its cards, where what they are made from has changed, in a process of its own."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from publishing.load import load_edition, load_guides, load_library
from publishing.pages import Site
from publishing.pdf.book import STYLES, print_pages
from publishing.progress import show_progress

ROOT = Path(__file__).resolve().parent.parent.parent
MADE = ROOT / "build" / "pdf"
FONTS = ROOT / "node_modules" / "@fontsource" / "source-sans-3" / "package.json"
WRITER = "publishing.pdf.write"
WITHOUT = "build without the PDF with: make site PDF=no"
STAMP, LOG = "sources.sha256", "writer.log"


@dataclass(frozen=True)
class Making:
    """PDFs that are being made. folder: where; stamp: what they are made from; process: None where that has not changed."""

    edition: str
    folder: Path
    stamp: str
    process: subprocess.Popen[str] | None

    @property
    def files(self) -> list[Path]:
        """The PDFs as paths from the edition's folder, the same here and on the site."""
        return sorted(file.relative_to(self.folder) for file in self.folder.rglob("*.pdf"))


def begin_pdf(name: str, made: Path = MADE) -> Making:
    """Begin to make the PDFs of an edition, if what they are made from has changed; `finish_pdf` waits for them."""
    if not FONTS.exists():
        raise RuntimeError(f"the PDF's fonts are not there; run `make pdf`, which sets them up, or {WITHOUT}")
    pages = print_pages(Site(load_library(), load_edition(name), load_guides()))
    folder, stamp = made / name, _stamp(pages)
    if (folder / STAMP).exists() and (folder / STAMP).read_text() == stamp:
        return Making(name, folder, stamp, None)
    shutil.rmtree(folder, ignore_errors=True)
    for path, html in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(html, encoding="utf-8")
    command = [sys.executable, "-m", WRITER, *(str(folder / path) for path in pages)]
    with (folder / LOG).open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)
    return Making(name, folder, stamp, process)


def finish_pdf(making: Making) -> Making:
    """Wait for the PDFs, showing how far they are; raises RuntimeError with the reason where there are none."""
    if making.process:
        with making.process as process:
            show_progress(f"PDF of edition {making.edition}", _shares(process))
        if process.returncode:
            complaints = (making.folder / LOG).read_text(encoding="utf-8").strip()
            raise RuntimeError(f"the PDF of edition {making.edition} could not be made: {complaints}\n{WITHOUT}")
        (making.folder / STAMP).write_text(making.stamp)
    return making


def stop_pdf(making: Making) -> None:
    """End the process where it still runs, after something else has failed."""
    if making.process and making.process.poll() is None:
        making.process.terminate()


def make_pdfs() -> int:
    """Make the PDFs of every edition; returns the exit status."""
    for name in load_library().editions:
        making = finish_pdf(begin_pdf(name))
        folder = making.folder.relative_to(ROOT)
        print(f"{folder}/ is {'made' if making.process else 'up to date'}: {', '.join(map(str, making.files))}")
    return 0


def _shares(process: subprocess.Popen[str]) -> Iterator[int]:
    for line in process.stdout:
        yield int(line)


def _stamp(pages: dict[str, str]) -> str:
    """Return the SHA-256 of everything that PDFs are made from: pages, styles, fonts' version, the program and our part of it."""
    digest = hashlib.sha256(f"{sys.version} {version('weasyprint')} {version('pydyf')}".encode())
    for file in (*sorted(STYLES.glob("*.css")), FONTS, *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(file.read_bytes())
    for path, html in pages.items():
        digest.update(f"{path}\0{html}\0".encode())
    return digest.hexdigest()
