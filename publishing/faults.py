"""What is wrong with an author's file: where, what, and what would be right, one line each."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One fault. file: the author's file; line: counted from 1; wrong, right: half-sentences without a final stop."""

    file: Path
    line: int
    wrong: str
    right: str

    def __str__(self) -> str:
        return f"{os.path.relpath(self.file)}:{self.line}: {self.wrong}; {self.right}"


class FaultsFound(Exception):
    """The policy data cannot be used; `faults` holds every fault found, in order of file and line."""

    def __init__(self, faults: list[Fault]):
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))
