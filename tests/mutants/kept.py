"""Keeps what a run found, so that the next one goes on where it ended, as long as code, tests and policy stay as they are."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from tests.mutants.judged import Verdict
from tests.mutants.made import ROOT, Mutant

# Whatever a verdict rests on.
RESTS_ON = ("calculators", "policy_data", "publishing", "tests/calculators", "tests/mutants", "tests/conftest.py", "requirements.lock")
LEFT_OUT = (".pyc",)


def state(root: Path = ROOT) -> str:
    """Return a hash of the files that verdicts rest on."""
    told = sha256()
    for path in sorted(path for name in RESTS_ON for path in _files(root / name)):
        told.update(f"{path.relative_to(root).as_posix()}\0".encode() + sha256(path.read_bytes()).digest())
    return told.hexdigest()[:16]


def _files(path: Path) -> Iterator[Path]:
    yield from (file for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file() and file.suffix not in LEFT_OUT)


class Kept:
    """What earlier runs of one state found: how long each test took, and their verdicts. folder: where it lies."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._times, self._verdicts = folder / "times.json", folder / "verdicts.jsonl"

    def times(self) -> dict[str, float] | None:
        """Return the seconds of each test, or None where none were measured."""
        return json.loads(self._times.read_text(encoding="utf-8")) if self._times.exists() else None

    def keep_times(self, times: Mapping[str, float]) -> None:
        """Keep the seconds of each test."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._times.write_text(json.dumps(times), encoding="utf-8")

    def keep(self, verdict: Verdict) -> None:
        """Keep a verdict; a change that was not reached has none."""
        if verdict.fate != "not reached":
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._verdicts.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(verdict)) + "\n")

    def verdicts(self, made: Iterable[Mutant]) -> list[Verdict]:
        """Return the verdicts on these changes; a line that a run was cut off in is passed over."""
        wanted, found = set(made), {}
        for line in self._verdicts.read_text(encoding="utf-8").splitlines() if self._verdicts.exists() else ():
            try:
                told = json.loads(line)
            except ValueError:
                continue
            mutant = Mutant(**told["mutant"])
            if mutant in wanted:
                found[mutant] = Verdict(mutant, told["fate"], told["seconds"])
        return list(found.values())
