"""Writes one PDF from a print page with WeasyPrint. Run in a process of its own, so that its memory is given back:

    python -m publishing.pdf.write PAGE.html OUT.pdf STYLE.css...

Each line of standard output is the share done, in percent. What is wrong with the page goes to standard error, and no
PDF is then written: a link that leads nowhere, a property that WeasyPrint does not know, a word that runs over the edge.
"""

import logging
import sys
from pathlib import Path
from typing import Any

LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# How the work is spread, in percent, measured: before the first page is laid out, after the last, before the file is written
LAID_OUT_FROM, LAID_OUT_TO, DRAWN = 20, 70, 92
CHARACTERS_A_PAGE = 4100


def main(arguments: list[str]) -> int:
    """Write a PDF; 0 done, 1 the page has faults, 2 a library of the system is missing."""
    page, target, *styles = map(Path, arguments)
    try:
        import weasyprint
    except OSError as error:
        print(f"WeasyPrint lacks a library of the system ({error}); install it with: sudo apt-get install {LIBRARIES}", file=sys.stderr)
        return 2
    from publishing.pdf.overflow import overflowing
    from publishing.pdf.tags import mend_tags

    def finish(document: Any, pdf: Any) -> None:
        faults.extend(overflowing(document))
        mend_tags(document, pdf)

    faults = _listen(1 + page.stat().st_size // CHARACTERS_A_PAGE)
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("file", "data"))
    html = weasyprint.HTML(filename=page, url_fetcher=fetcher)
    unfinished = target.with_suffix(".part")
    html.write_pdf(unfinished, stylesheets=styles, pdf_variant="pdf/ua-1", finisher=finish)
    if faults:
        unfinished.unlink()
        print("\n".join(faults), file=sys.stderr)
        return 1
    unfinished.replace(target)
    print(100, flush=True)
    return 0


def _listen(pages: int) -> list[str]:
    """Print how far WeasyPrint is, and return the list to which its complaints are added. pages: about how many there will be."""
    faults: list[str] = []

    class Faults(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            faults.append(record.getMessage())

    class Progress(logging.Handler):
        laid_out = 0

        def emit(self, record: logging.LogRecord) -> None:
            if record.msg.endswith("Page %d"):
                self.laid_out = max(self.laid_out, record.args[0])
                share = LAID_OUT_FROM + (LAID_OUT_TO - LAID_OUT_FROM) * min(1, self.laid_out / pages)
                print(int(share), flush=True)
            elif record.msg.startswith("Step 6"):
                print(LAID_OUT_TO, flush=True)
            elif record.msg.startswith("Step 7"):
                print(DRAWN, flush=True)

    logger, progress = logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")
    logger.setLevel(logging.WARNING)
    logger.addHandler(Faults())
    progress.setLevel(logging.INFO)
    progress.propagate = False
    progress.addHandler(Progress())
    return faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
