"""Reads tests/mutants.yml: which changes nothing can see, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.mutants.made import Mutant

FILE = Path(__file__).resolve().parent.parent / "mutants.yml"
KEYS = ("file", "function", "was", "now", "why")


class NotReadable(Exception):
    """An entry that cannot be used: which one, what is wrong and what would be right."""


@dataclass(frozen=True)
class Explanation:
    """Why a change cannot be seen. was: the line as it stands, blanks as one; now: the same line changed."""

    file: str
    function: str
    was: str
    now: str
    why: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.file, self.function, self.was, self.now)

    def __str__(self) -> str:
        return f"{self.file} {self.function}\n    was  {self.was}\n    now  {self.now}"


def explanations(path: Path = FILE) -> list[Explanation]:
    """Return every explanation, one a change; an entry may name several changes of one line under `now`."""
    found = []
    for number, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")) or [], 1):
        if not isinstance(entry, dict) or set(entry) != set(KEYS) or not all(entry.values()):
            raise NotReadable(f"{path.name}, entry {number}: it must have {', '.join(KEYS)}, and nothing else")
        changes = entry["now"] if isinstance(entry["now"], list) else [entry["now"]]
        found += [Explanation(entry["file"], entry["function"], _plain(entry["was"]), _plain(now), entry["why"]) for now in changes]
    return found


def in_vain(explained: Iterable[Explanation], made: Iterable[Mutant], killed: Iterable[Mutant]) -> list[tuple[Explanation, str]]:
    """Return each explanation that no longer holds, and why: the change cannot be made any more, or a test sees it."""
    there, seen = {mutant.key for mutant in made}, {mutant.key for mutant in killed}
    gone = [(entry, "there is no such change any more") for entry in explained if entry.key not in there]
    return gone + [(entry, "a test sees it now") for entry in explained if entry.key in seen]


def _plain(text: str) -> str:
    return " ".join(text.split())
