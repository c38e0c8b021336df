"""What the PDF of an edition takes: seconds on the clock, seconds of processor time and memory, of the process that writes it."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publishing.pdf.book import print_pages
from publishing.shelf import load_shelf


@dataclass(frozen=True)
class Written:
    """One PDF or set of PDFs that one process wrote. memory: its most, in MB; size: of the files, in MB."""

    seconds: float
    processor: float
    memory: float
    size: float


def written(edition: str, rounds: int) -> Iterator[tuple[str, list[Written]]]:
    """Yield what was written by its name, with a measurement a round: the whole edition, and its cards together."""
    pages = print_pages(load_shelf().sites[edition])
    whole, *cards = pages
    for name, paths in (("the whole edition", [whole]), (f"{len(cards)} cards", cards)):
        yield name, [_write({path: pages[path] for path in paths}) for _ in range(rounds)]


def _write(pages: dict[str, str]) -> Written:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / path for path in pages]
        for file, html in zip(files, pages.values(), strict=True):
            file.parent.mkdir(exist_ok=True)
            file.write_text(html, encoding="utf-8")
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "publishing.pdf.write", *files], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError("the PDF could not be written")
        size = sum(file.with_suffix(".pdf").stat().st_size for file in files)
        return Written(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, size / 1024**2)
