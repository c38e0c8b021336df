"""Makes the browser's runtime, the same for both doors; every file is named by its hash, and FILES says which is which.

Over http the worker takes the files one by one. From a folder, where a page may fetch nothing, `embedded` brings in one
classic script what starts from the kept memory, and `embedded-plain` what a start without it needs beside that.
"""

import base64
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from calculators import DECISIONS
from publishing.calculator_files import browser_files
from publishing.place import BUILD
from publishing.place import PROJECT as ROOT
from publishing.runtime.stdlib import compiled_library, cut_library
from publishing.runtime.wheel import make_wheel

PYODIDE = ROOT / "node_modules" / "pyodide"
WORKER = ROOT / "docs" / "javascript" / "worker.js"
RUNTIME = BUILD / "runtime"
FILES = BUILD / "runtime.json"
STAMP = BUILD / "runtime.sha256"
LOCK, LIBRARY, WHEEL, SNAPSHOT = "pyodide-lock.json", "python_stdlib.zip", "calculators.whl", "snapshot.bin"
LOADED = "loaded.json"
FROM_PYODIDE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm")
TO_START = (*FROM_PYODIDE, SNAPSHOT)
TO_START_PLAINLY = (LOCK, LIBRARY, WHEEL)


def make_bundle() -> bool:
    """Make the runtime where its sources have changed; return whether anything was made. A policy without calculators has none.

    Raises `RuntimeError` where Pyodide's tool or Node refuses, or where a file of Pyodide is not the one that the lock of npm's
    packages brought.
    """
    if not DECISIONS:
        return False
    stamp = _sources_hash()
    if STAMP.exists() and STAMP.read_text() == stamp and RUNTIME.is_dir() and FILES.exists():
        return False
    STAMP.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=_build_folder()) as name:
        work = Path(name)
        whole = _named_as_pyodide_wants(work)
        folder = work / "runtime"
        folder.mkdir()
        files = {path.name: _by_hash(path, folder) for path in whole}
        program = f"self.policyWorker = {json.dumps(WORKER.read_text(encoding='utf-8'))};\n"
        scripts = {"embedded.js": (program, TO_START), "embedded-plain.js": ("", TO_START_PLAINLY)}
        for script, (before, parts) in scripts.items():
            path = work / script
            path.write_text(before + _embedded({part: folder / files[part] for part in parts}), encoding="ascii")
            files[script] = _by_hash(path, folder)
        kept = json.loads((work / LOADED).read_text(encoding="utf-8"))["kept"]
        shutil.rmtree(RUNTIME, ignore_errors=True)
        folder.rename(RUNTIME)
    FILES.write_text(json.dumps({"files": files, "integrity": _integrity(files), "kept": kept}, indent=1))
    STAMP.write_text(stamp)
    return True


def runtime_files() -> dict[str, Any]:
    """Return what a page must know of the runtime.

    `files`: name -> name by hash; `integrity`: name -> digest, of those fetched; `kept`: how Pyodide starts for the kept memory.
    """
    if not DECISIONS:
        return {"files": {}, "integrity": {}, "kept": {}}
    told: dict[str, Any] = json.loads(FILES.read_text(encoding="utf-8"))
    return told


def _named_as_pyodide_wants(work: Path) -> list[Path]:
    """Return every file of the runtime under the name by which it is asked for."""
    folder = work / "whole"
    folder.mkdir()
    for file in FROM_PYODIDE:
        shutil.copyfile(PYODIDE / file, folder / file)
    wheels = work / "wheels"
    wheels.mkdir()
    wheel, lock = make_wheel(wheels, PYODIDE / LOCK)
    for made, name in ((wheel, wheel.name), (lock, LOCK)):
        shutil.copyfile(made, folder / name)
    loaded = work / LOADED
    library = work / "library.zip"
    compiled_library(PYODIDE / LIBRARY, library)
    _snapshot(folder, library, folder / SNAPSHOT, loaded)
    (folder / wheel.name).rename(folder / WHEEL)
    cut_library(library, json.loads(loaded.read_text(encoding="utf-8"))["modules"], folder / LIBRARY)
    shutil.copyfile(WORKER, folder / "worker.js")
    return sorted(folder.iterdir())


def _snapshot(folder: Path, library: Path, target: Path, loaded: Path) -> None:
    script = Path(__file__).with_name("snapshot.mjs")
    command = ["node", str(script), *map(str, (folder, library, target, loaded))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        told = [line[:300] for line in (done.stderr or done.stdout).splitlines() if "Error" in line]
        raise RuntimeError(f"the memory snapshot could not be made: {told[-1] if told else 'Node stopped without a word'}")


def _by_hash(path: Path, folder: Path) -> str:
    """Copy a file into `folder` under its name with its hash in it; return that name."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    stem, _, ending = path.name.rpartition(".")
    name = f"{stem}.{digest}.{ending}"
    shutil.copyfile(path, folder / name)
    return name


def _integrity(files: dict[str, str]) -> dict[str, str]:
    """Return the digests that the browser holds a fetched file against."""

    def digest(name: str) -> str:
        return "sha256-" + base64.b64encode(hashlib.sha256((RUNTIME / files[name]).read_bytes()).digest()).decode("ascii")

    return {name: digest(name) for name in (*TO_START, *TO_START_PLAINLY)}


def _embedded(files: dict[str, Path]) -> str:
    packed = {
        name: base64.b64encode(gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)).decode("ascii") for name, path in files.items()
    }
    return f"self.policyRuntimeFiles = Object.assign(self.policyRuntimeFiles ?? {{}}, {json.dumps(packed, separators=(',', ':'))});\n"


def _build_folder() -> Path:
    BUILD.mkdir(parents=True, exist_ok=True)
    return BUILD


def _sources_hash() -> str:
    digest = hashlib.sha256(sys.version.encode())
    ours = sorted(file for file in Path(__file__).parent.iterdir() if file.is_file())
    theirs = [PYODIDE / name for name in ("package.json", *FROM_PYODIDE, LIBRARY, LOCK)]
    named = {f"calculators/{name}": file for name, file in browser_files().items()}
    named |= {file.relative_to(ROOT).as_posix(): file for file in [WORKER, *ours, *theirs]}
    for name, file in named.items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
