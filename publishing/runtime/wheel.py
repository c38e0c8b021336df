"""The calculators as a wheel in bytecode of the browser's Python, with the lock file that names it by its hash."""

import json
import subprocess
import sys
from pathlib import Path

from wheel.wheelfile import WheelFile

from publishing.calculator_files import browser_files

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
    return next(folder.glob("*.whl")), made


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
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"`pyodide {' '.join(arguments[:2])}` failed: {(done.stderr or done.stdout).strip()}")
