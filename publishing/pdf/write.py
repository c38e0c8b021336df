"""Writes PDFs from print pages with WeasyPrint. Run in a process of its own, so that its memory is given back:

    python -m publishing.pdf.write PAGE.html...

Each PDF is written beside its page. Each line of standard output is the share done, in percent. What is wrong with a page
goes to standard error, and no PDF of it is then written: a link that leads nowhere, a property that WeasyPrint does not
know, a word that runs over the edge, a card that does not fit on its sheets.

A page may ask to be fitted: <meta name="sizes" content="11 10"> names sizes of type in points, <meta name="sheets"
content="1"> how many sheets of paper it may take. The largest size that needs the fewest sheets is taken.
"""

import ctypes.util
import gc
import logging
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from publishing.pdf.references import keep_page_references

LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
VARIANT = {"pdf_variant": "pdf/ua-1"}
# How the work on a page is spread, in percent, measured: when the first sheet is laid out, when the last is, when all are drawn
LAID_OUT_FROM, LAID_OUT_TO, DRAWN = 20, 70, 92
CHARACTERS_A_SHEET = 4100


class Faults(logging.Handler):
    """Gathers what WeasyPrint complains of, and what we do."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


class Progress(logging.Handler):
    """Tells the share done of one page, in percent. sheets: about how many it will take."""

    def __init__(self, tell: Callable[[int], None], sheets: int) -> None:
        super().__init__()
        self.tell, self.sheets = tell, sheets

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.endswith("Page %d"):
            self.tell(LAID_OUT_FROM + (LAID_OUT_TO - LAID_OUT_FROM) * min(self.sheets, record.args[0]) // self.sheets)
        elif record.msg.startswith("Step 6"):
            self.tell(LAID_OUT_TO)
        elif record.msg.startswith("Step 7"):
            self.tell(DRAWN)


@dataclass(frozen=True)
class Tools:
    """What all pages share, so that fonts are unpacked once. fetcher: reads files and nothing else."""

    fetcher: Any
    fonts: Any

    @classmethod
    def ready(cls) -> "Tools":
        """Load WeasyPrint; raises OSError where a library of the system is missing."""
        # Where a library has another name, cffi has the C compiler look for it, again and again; the names here are the true ones.
        with_compiler, ctypes.util.find_library = ctypes.util.find_library, lambda name: None
        try:
            # What it prints about a missing library is no share that is done.
            with redirect_stdout(sys.stderr):
                import weasyprint
                from weasyprint.text import ffi, fonts
        finally:
            ctypes.util.find_library = with_compiler
        if ffi.harfbuzz_subset is None:
            raise OSError("cannot load library 'libharfbuzz-subset'")
        return cls(weasyprint.urls.URLFetcher(allowed_protocols=("file", "data")), fonts.FontConfiguration())


def main(arguments: list[str]) -> int:
    """Write the PDF of each page; 0 done, 1 a page has faults, 2 a library of the system is missing."""
    pages = [Path(argument) for argument in arguments]
    try:
        tools = Tools.ready()
    except OSError as error:
        print(f"WeasyPrint lacks a library of the system ({error}); install it with: sudo apt-get install {LIBRARIES}", file=sys.stderr)
        return 2
    keep_page_references()
    # What a page leaves behind is given back once, after it: looking for it all the time costs a fifth of the whole.
    gc.disable()
    logging.getLogger("weasyprint").setLevel(logging.WARNING)
    told = logging.getLogger("weasyprint.progress")
    told.setLevel(logging.INFO)
    told.propagate = False
    sizes = [page.stat().st_size for page in pages]
    for number, page in enumerate(pages):
        before, all_of_it = sum(sizes[:number]), sum(sizes)

        def tell(share: int, before: int = before, size: int = sizes[number], whole: int = all_of_it) -> None:
            print((100 * before + share * size) // whole, flush=True)

        progress = Progress(tell, 1 + sizes[number] // CHARACTERS_A_SHEET)
        told.addHandler(progress)
        faults = write(page, tools)
        told.removeHandler(progress)
        gc.collect()
        if faults:
            print("\n".join(f"{page.name}: {fault}" for fault in faults), file=sys.stderr)
            return 1
    print(100, flush=True)
    return 0


def write(page: Path, tools: Tools) -> list[str]:
    """Write the PDF of a page beside it; returns what is wrong with the page, and then writes nothing."""
    import weasyprint

    from publishing.pdf.overflow import overflowing
    from publishing.pdf.tags import mend_tags

    faults = Faults()
    logging.getLogger("weasyprint").addHandler(faults)
    html = weasyprint.HTML(filename=page, url_fetcher=tools.fetcher)
    document = _fitted(html, tools)
    if document is None:
        faults.lines.append("does not fit on its sheets even in the smallest type; shorten it")
    else:
        faults.lines += overflowing(document)
        unfinished = page.with_suffix(".part")
        document.write_pdf(unfinished, finisher=mend_tags, **VARIANT)
        if faults.lines:
            unfinished.unlink()
        else:
            unfinished.replace(page.with_suffix(".pdf"))
    logging.getLogger("weasyprint").removeHandler(faults)
    return faults.lines


def _fitted(html: Any, tools: Tools) -> Any:
    """Return a page laid out; None where it asks for so many sheets and does not fit on them."""
    import weasyprint

    asked = {meta.get("name"): meta.get("content") for meta in html.etree_element.iter("meta")}
    if "sizes" not in asked:
        return html.render(font_config=tools.fonts, **VARIANT)

    @cache
    def set_in(size: str) -> Any:
        style = weasyprint.CSS(string=f"html {{ font-size: {size}pt }}", url_fetcher=tools.fetcher)
        return html.render(stylesheets=[style], font_config=tools.fonts, **VARIANT)

    sizes = asked["sizes"].split()
    tried = sizes[len(sizes) // 2]
    taken = _sheets_taken(set_in(tried))
    for sheets in range(1, int(asked["sheets"]) + 1):
        likely = (place for place, size in enumerate(sizes) if taken * (float(size) / float(tried)) ** 2 <= sheets)
        found = _largest_that_fits(sizes, lambda size: len(set_in(size).pages) <= sheets, next(likely, len(sizes) - 1))  # noqa: B023
        if found:
            return set_in(found)
    return None


def _sheets_taken(document: Any) -> float:
    """Return how many sheets a page takes that is laid out, the last one counted by how far it is filled."""
    last = document.pages[-1]._page_box
    return len(document.pages) - 1 + last.children[0].margin_height() / last.height


def _largest_that_fits(sizes: list[str], fits: Callable[[str], bool], place: int) -> str | None:
    """Return the first of sizes that fits, None where none does; `place` is where to begin, which only saves time."""
    while place < len(sizes) and not fits(sizes[place]):
        place += 1
    while 0 < place < len(sizes) and fits(sizes[place - 1]):
        place -= 1
    return sizes[place] if place < len(sizes) else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
