"""The folder that is measured: the built site, and the peers that answer the same, all from this machine."""

import base64
import gzip
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from calculators import answer
from calculators.core.edition import Edition
from calculators.private_fostering_facts import NAME
from publishing.load import load_edition, load_library
from publishing.rules import calculator_data
from publishing.runtime.bundle import PYODIDE, RUNTIME, runtime_files

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).parent
INSTALLED = ROOT / "build" / "bench"
CURRENT = load_library().current
FILES = runtime_files()["files"]
FROM_PYODIDE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
EMBEDDED = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json", "calculators.whl")


@contextmanager
def measured_folder() -> Iterator[Path]:
    """Yield a folder with `site` and `peers`: the peers' own pages, plain Pyodide with the same calculators, and the edition's rules."""
    with tempfile.TemporaryDirectory() as name:
        folder, peers = Path(name), Path(name) / "peers"
        (folder / "site").symlink_to(ROOT / "site")
        shutil.copytree(HERE / "peers", peers)
        (peers / "pyodide").mkdir()
        for file in FROM_PYODIDE:
            shutil.copyfile(PYODIDE / file, peers / "pyodide" / file)
        shutil.copyfile(RUNTIME / FILES["calculators.whl"], peers / "pyodide" / "calculators.whl")
        _write(peers / "rules.js", rules=json.dumps(rules()))
        yield folder


def add_peers(folder: Path, pyscript: Path) -> None:
    """Add what only the longer bench has: `plainly`, the site for a start without the kept memory; what the page written by hand says;
    PyScript's own files, from where they are; and plain Pyodide as one script, for a folder."""
    peers = folder / "peers"
    (folder / "plainly").symlink_to(ROOT / "site")
    shutil.copytree(pyscript, peers / "npm", ignore=shutil.ignore_patterns("*.map"))
    _write(peers / "words.js", decision=decision(rules()))
    packed = {name: base64.b64encode(gzip.compress((peers / "pyodide" / name).read_bytes())).decode() for name in EMBEDDED}
    _write(peers / "embedded.js", embedded=packed, program=(peers / "worker.js").read_text(encoding="utf-8"))


def rules() -> dict[str, Any]:
    """Return the current edition's data as the calculators take them."""
    return calculator_data(load_edition(CURRENT))


def _write(path: Path, **values: Any) -> None:
    path.write_text("".join(f"self.{name} = {json.dumps(value)};\n" for name, value in values.items()), encoding="utf-8")


def plain(value: Any) -> Any:
    """Return answers as JSON has them."""
    if hasattr(value, "items"):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def cases(calculator: str) -> list[dict[str, Any]]:
    """Return the answers of every worked case of the current edition."""
    return [plain(case.answers) for case in load_edition(CURRENT).cases[calculator]]


# What the page written by hand asks for, and does not weigh where nobody knows it.
NEEDED = ("date_of_birth", "carer", "arranged_by", "looked_after", "parent_lives_there", "start", "end", "broken_stays")


def known_cases(edition: Edition) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the worked cases that leave nothing open, as answers and what the page written by hand has to say of them."""
    found = []
    for answers in cases(NAME):
        outcome = answer(NAME, answers, edition)
        if all(answers.get(name, "unknown") != "unknown" for name in NEEDED) and len(outcome["possible"]) == 1:
            found.append((answers, told(outcome)))
    return found


def told(outcome: dict[str, Any]) -> dict[str, Any]:
    """Return what the page written by hand says of an outcome."""
    return {
        "outcome": outcome["outcome"],
        "headline": outcome["headline"],
        "actions": [action["text"] for action in outcome["actions"]],
        "recipients": list(outcome["recipients"]),
    }


def decision(rules: dict[str, Any]) -> dict[str, Any]:
    """Return the numbers and words of the decision that the page written by hand has."""
    edition = Edition.from_data(rules)
    limits = {
        "age": edition.threshold(NAME, "age_limit").value,
        "age_disabled": edition.threshold(NAME, "age_limit_disabled").value,
        "stay": edition.threshold(NAME, "stay_in_law").first_met,
        "holiday": edition.threshold(NAME, "school_holiday_stay").first_met,
    }
    outcomes = {found["outcome"]: found for _, found in known_cases(edition)}
    return {"limits": limits, "relatives": list(edition.values(NAME, "close_relatives")), "outcomes": outcomes}
