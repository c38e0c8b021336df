"""What a rule says: where, what is wrong, and how to fix it."""

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One finding.

    code: "L101". file, line: the author's file, lines counted from 1. wrong, right: half-sentences without a final stop.
    place: what stands there by name, and stays the same when lines move ("clause 13.3", "parameter child.age_limit").
    part: the section or appendix by its label, where there is one. about: the very words found, where a place may hold
    several. warning: True for what depends on the clock, which never turns a build red. rule: its name; the registry
    writes it.
    """

    code: str
    file: Path
    line: int
    place: str
    wrong: str
    right: str
    clause: str | None = None
    part: str | None = None
    about: str | None = None
    warning: bool = False
    rule: str = ""

    def __str__(self) -> str:
        severity = "warning" if self.warning else "finding"
        here = f"{os.path.relpath(self.file)}:{self.line}"
        return f"{here}: {severity} {self.code} {self.rule}: {self.place}: {self.wrong}; {self.right}"

    def as_data(self) -> dict[str, Any]:
        """Return the finding as plain, JSON-able data."""
        data = asdict(self) | {"file": os.path.relpath(self.file), "severity": "warning" if self.warning else "finding"}
        del data["warning"]
        return data
