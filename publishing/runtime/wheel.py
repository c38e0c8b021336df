"""The calculators as a wheel in bytecode of the browser's Python, with the lock file that names it by its hash."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from wheel.wheelfile import WheelFile

from publishing.calculator_files import browser_files
from publishing.runtime.compile_library import DAY

PACKAGE, VERSION = "policy-calculators", "1.0"


def make_wheel(folder: Path, lock: Path) -> tuple[Path, Path]:
    """Write the wheel and Pyodide's lock file, with that wheel and no other package, into an empty folder; return both.

    lock: the lock file that came with Pyodide. Raises `RuntimeError` where Pyodide's tool refuses.
    """
    wheel = source_wheel(folder)
    bare = folder.parent / "bare-lock.json"
    bare.write_text(json.dumps(json.loads(lock.read_text(encoding="utf-8")) | {"packages": {}}), encoding="utf-8")
    made = folder / lock.name
    _pyodide("lockfile", "add-wheels", "--input", str(bare), "--output", str(made), "--base-path", str(folder), str(wheel))
    _pyodide("py-compile", "--silent", str(folder))
    compiled = next(folder.glob("*.whl"))
    _with_one_day(compiled)
    named = json.loads(made.read_text(encoding="utf-8"))
    named["packages"][PACKAGE]["sha256"] = hashlib.sha256(compiled.read_bytes()).hexdigest()
    made.write_text(json.dumps(named), encoding="utf-8")
    return compiled, made


def _with_one_day(wheel: Path) -> None:
    """Give every entry of a wheel the same day in place of the time at which it was made, so that the same sources give the same file."""
    with ZipFile(wheel) as made:
        entries = {entry.filename: made.read(entry) for entry in made.infolist()}
    with ZipFile(wheel, "w", ZIP_DEFLATED, compresslevel=9) as same:
        for name, content in entries.items():
            entry = ZipInfo(name, DAY)
            entry.compress_type = ZIP_DEFLATED
            same.writestr(entry, content)


def source_wheel(folder: Path) -> Path:
    """Write the wheel as source, for any Python, into a folder; return it."""
    path = folder / f"{PACKAGE.replace('-', '_')}-{VERSION}-py3-none-any.whl"
    about = f"{PACKAGE.replace('-', '_')}-{VERSION}.dist-info"
    with WheelFile(path, "w") as wheel:
        for name, file in browser_files().items():
            wheel.writestr(f"calculators/{name}", file.read_bytes())
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: {VERSION}\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: publishing\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    return path


def _pyodide(*arguments: str) -> None:
    command = [str(Path(sys.executable).with_name("pyodide")), *arguments]
    named_by_hash = os.environ | {"SOURCE_DATE_EPOCH": "0"}  # bytecode then holds its source's hash, and not the time of its file
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=named_by_hash)
    if done.returncode:
        raise RuntimeError(f"`pyodide {' '.join(arguments[:2])}` failed: {(done.stderr or done.stdout).strip()}")
