"""The command `redline`: two names in, what differs between them out."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from publishing.redline.as_json import as_json
from publishing.redline.markdown import as_markdown
from publishing.redline.page import redline_page
from publishing.redline.report import Report, report

FORMATS: Mapping[str, Callable[[Report], str]] = {"html": redline_page, "markdown": as_markdown, "json": as_json}


def run_redline(old: str, new: str | None, data: Path, form: str, output: Path | None, with_impact: bool) -> int:
    """Print what differs between two states, or write it to a file, whole or not at all.

    form: one of FORMATS; with_impact: also what the changes do to the calculators. Raises `RuntimeError` or `FaultsFound`,
    and nothing is written then.
    """
    text = FORMATS[form](report(old, new, data, with_impact))
    if output is None:
        sys.stdout.write(text)
    else:
        _write(output, text)
    return 0


def _write(output: Path, text: str) -> None:
    fresh = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(output)
    except OSError as error:
        raise RuntimeError(f"{output} could not be written ({error.strerror}); nothing is left of it") from None
    finally:
        fresh.unlink(missing_ok=True)
