"""Makes the PDFs of an edition where what they are made from has changed: the whole in one process, beside it its cards in another."""

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
from publishing.place import BUILD
from publishing.place import PROJECT as ROOT
from publishing.progress import show_progress

MADE = BUILD / "pdf"
FONTS = ROOT / "node_modules" / "@fontsource" / "source-sans-3" / "package.json"
WRITER = "publishing.pdf.write"
WITHOUT = "build without the PDF with: make site PDF=no"
STAMP = "sources.sha256"
ALMOST = 99


@dataclass(frozen=True)
class Writer:
    """A process that writes PDFs. log: what it complains of."""

    process: subprocess.Popen[str]
    log: Path

    @property
    def complaint(self) -> str:
        said = self.log.read_text(encoding="utf-8").strip()
        return said or f"the process that writes it was ended from outside ({self.process.returncode})"


@dataclass(frozen=True)
class Making:
    """PDFs that are being made. folder: where; stamp: what they are made from; writers: none where that has not changed."""

    edition: str
    folder: Path
    stamp: str
    writers: tuple["Writer", ...] = ()

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
        return Making(name, folder, stamp)
    shutil.rmtree(folder, ignore_errors=True)
    for path, html in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(html, encoding="utf-8")
    whole, *cards = (folder / path for path in pages)
    return Making(name, folder, stamp, tuple(_write(some, folder) for some in ([whole], cards) if some))


def _write(pages: list[Path], folder: Path) -> Writer:
    log = folder / f"{pages[0].stem}.log"
    command = [sys.executable, "-m", WRITER, *map(str, pages)]
    with log.open("w", encoding="utf-8") as complaints:
        return Writer(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=complaints, text=True), log)


def finish_pdf(making: Making) -> Making:
    """Wait for the PDFs, showing how far they are; raises RuntimeError with the reason where there are none."""
    if making.writers:
        show_progress(f"PDF of edition {making.edition}", _shares(making.writers))
        complaints = [writer.complaint for writer in making.writers if writer.process.returncode]
        if complaints:
            raise RuntimeError("\n".join((f"the PDF of edition {making.edition} could not be made:", *complaints, WITHOUT)))
        (making.folder / STAMP).write_text(making.stamp)
    return making


def stop_pdf(making: Making) -> None:
    """End the processes that still run, after something else has failed."""
    for writer in making.writers:
        if writer.process.poll() is None:
            writer.process.terminate()


def make_pdfs() -> int:
    """Make the PDFs of every edition; returns the exit status."""
    for name in load_library().editions:
        making = begin_pdf(name)
        try:
            finish_pdf(making)
        finally:
            stop_pdf(making)
        folder = making.folder.relative_to(ROOT)
        print(f"{folder}/ is {'made' if making.writers else 'up to date'}: {', '.join(map(str, making.files))}")
    return 0


def _shares(writers: tuple[Writer, ...]) -> Iterator[int]:
    """Wait for all writers, yielding the share done in percent: that of the first, who has most to do, and at last that of all."""
    for writer in writers:
        with writer.process as process:
            for line in process.stdout:
                if writer is writers[0]:
                    yield min(ALMOST, int(line))
    if not any(writer.process.returncode for writer in writers):
        yield 100


def _stamp(pages: dict[str, str]) -> str:
    """Return the SHA-256 of everything that PDFs are made from: pages, styles, fonts' version, the program and our part of it."""
    digest = hashlib.sha256(f"{sys.version} {version('weasyprint')} {version('pydyf')}".encode())
    for file in (*sorted(STYLES.glob("*.css")), FONTS, *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(file.read_bytes())
    for path, html in pages.items():
        digest.update(f"{path}\0{html}\0".encode())
    return digest.hexdigest()
