"""Reads one edition by every rule and sorts what was found."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from publishing.edition import Part
from publishing.lint.acceptance import AcceptedFinding, sorted_out
from publishing.lint.context import context_of
from publishing.lint.finding import Finding
from publishing.lint.reading import Reading
from publishing.lint.registry import findings_of
from publishing.lint.rules.reading_age import readings
from publishing.load import ROOT


@dataclass(frozen=True)
class Report:
    """What the linter says of one edition, each list in order of file and line.

    findings: what nobody accepts. accepted: with its reason. warnings: what depends on the clock. reading: part -> figure.
    """

    edition: str
    as_of: date
    findings: tuple[Finding, ...]
    accepted: tuple[AcceptedFinding, ...]
    warnings: tuple[Finding, ...]
    reading: Mapping[Part, Reading]

    def as_data(self) -> dict[str, Any]:
        """Return the report as plain, JSON-able data."""
        return {
            "edition": self.edition,
            "as_of": self.as_of.isoformat(),
            "findings": [finding.as_data() for finding in self.findings],
            "accepted": [accepted.finding.as_data() | {"reason": accepted.reason} for accepted in self.accepted],
            "warnings": [warning.as_data() for warning in self.warnings],
            "reading_age": {part.id: {"label": part.label, "title": part.title, **asdict(figure)} for part, figure in self.reading.items()},
        }


def lint(name: str, as_of: date, root: Path = ROOT) -> Report:
    """Return the report on an edition as of a day; raises `FaultsFound` where the edition cannot be loaded."""
    context = context_of(name, root, as_of)
    found = list(findings_of(context))
    standing, accepted = sorted_out(context, [finding for finding in found if not finding.warning])
    return Report(
        name,
        as_of,
        tuple(sorted(standing, key=_order)),
        tuple(sorted(accepted, key=lambda accepted: _order(accepted.finding))),
        tuple(sorted((finding for finding in found if finding.warning), key=_order)),
        {context.edition.parts_by_id[part_id]: reading for part_id, reading in readings(context).items()},
    )


def _order(finding: Finding) -> tuple[Path, int, str, str]:
    return (finding.file, finding.line, finding.code, finding.wrong)
