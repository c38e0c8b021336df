"""The command `screen`: a list of contacts from a file; the children found on standard output, all else on standard error.

It reads files, and stays out of the wheel.
"""

import sys
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from calculators.core.answers import Unusable
from calculators.core.edition import Edition
from calculators.core.explanation import problem_text
from calculators.emergency_attendance import NAME
from calculators.screening import Screening, UnusableFile
from calculators.screening_result import result, saved

PIECE = 1 << 18
UNUSABLE = 2


def screen(name: str, as_of: str, edition: Edition) -> int:
    """Screen the file `name` (- is standard input) as of a day YYYY-MM-DD; return 0, or 2 where nothing can be screened."""
    if edition.words[NAME]["screen"] is None:
        _say([f"--edition: edition {edition.name} has no words for a list of contacts; use another edition, or `decide --batch`"])
        return UNUSABLE
    try:
        screening = Screening(edition, as_of)
    except Unusable as unusable:
        _say(f"--as-of: {problem_text(problem, edition)['text']}" for problem in unusable.problems)
        return UNUSABLE
    try:
        with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as file:
            while piece := file.read(PIECE):
                _say(problem["text"] for problem in screening.feed(piece))
        _say(problem["text"] for problem in screening.end())
    except UnusableFile as unusable:
        _say([f"{'standard input' if name == '-' else name}: {unusable}"])
        return UNUSABLE
    _say(problem["text"] for problem in screening.conclude())
    for line in saved(screening):
        sys.stdout.buffer.write(line.encode())
    sys.stdout.flush()
    _say(_summary(screening))
    return 0


def _summary(screening: Screening) -> Iterable[str]:
    page, found = screening.words["page"], result(screening, most=0)
    yield f"{page['preview']}. {page['preview_about']}"
    yield from map(_first_row, screening.preview)
    for part in ("summary", "rest", "notes", "cautions"):
        yield from found[part]
    yield found["rest_note"]
    yield found["about"]


def _first_row(row: dict[str, Any]) -> str:
    return f"  {row['line']}: {row['written']} -> {row['date']}, {row['service']}"


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)
