"""The command `lint`: prints a report as lines or as one JSON object, and says by its exit status what came of it."""

import json
from datetime import date
from pathlib import Path

from publishing.lint.run import Report, lint

CLEAN, FOUND = 0, 1


def run_lint(edition: str, as_of: date, root: Path, as_json: bool) -> int:
    """Lint one edition and print the report. 0: nothing but accepted findings and warnings; 1: a finding that nobody accepts."""
    report = lint(edition, as_of, root)
    print(json.dumps(report.as_data(), ensure_ascii=False, indent=2) if as_json else "\n".join(lines_of(report)))
    return FOUND if report.findings else CLEAN


def lines_of(report: Report) -> list[str]:
    """Return the report as a compiler would print it: findings, warnings, the reading age of each part, a summary."""
    figures = [
        f"  {part.label:<16} {figure.age:>4}  {figure.words:>4} words in {figure.sentences} sentences"
        for part, figure in report.reading.items()
    ]
    counts = (
        f"edition {report.edition} as of {report.as_of}: {_counted(len(report.findings), 'finding')}, "
        f"{len(report.accepted)} accepted, {_counted(len(report.warnings), 'warning')}"
    )
    return [*map(str, report.findings), *map(str, report.warnings), "reading age (Flesch-Kincaid grade plus five)", *figures, counts]


def _counted(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"
