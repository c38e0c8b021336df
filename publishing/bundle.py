"""Makes the browser's runtime: Pyodide's own files, and the calculators as a wheel in bytecode of the browser's Python.

One folder serves both doors. Over http the worker takes the files one by one; from a folder `embedded.js` brings the
same files in one classic script, because a page opened from `file:` may fetch nothing.
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

from wheel.wheelfile import WheelFile

ROOT = Path(__file__).resolve().parent.parent
PYODIDE = ROOT / "node_modules" / "pyodide"
CALCULATORS = ROOT / "calculators"
WORKER = ROOT / "docs" / "javascript" / "worker.js"
RUNTIME = ROOT / "build" / "runtime"
STAMP = ROOT / "build" / "runtime.sha256"
PACKAGE, VERSION = "safeguarding-calculators", "1.0"
FROM_PYODIDE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
ONLY_AT_THE_BUILD = ("proof", "table", "first_match", "due", "cubes")
NOT_IN_THE_BROWSER = {"__main__.py", "screen_command.py", *(f"core/{name}.py" for name in ONLY_AT_THE_BUILD)}


def make_bundle() -> bool:
    """Make the runtime where its sources have changed; return whether anything was made."""
    stamp = _sources_hash()
    if STAMP.exists() and STAMP.read_text() == stamp and RUNTIME.is_dir():
        return False
    with tempfile.TemporaryDirectory(dir=_build_folder()) as name:
        folder = Path(name) / "runtime"
        folder.mkdir()
        for file in FROM_PYODIDE:
            shutil.copyfile(PYODIDE / file, folder / file)
        for made in _calculators_and_lock(Path(name)):
            shutil.copyfile(made, folder / made.name)
        shutil.copyfile(WORKER, folder / "worker.js")
        (folder / "embedded.js").write_text(_embedded(folder), encoding="ascii")
        shutil.rmtree(RUNTIME, ignore_errors=True)
        folder.rename(RUNTIME)
    STAMP.write_text(stamp)
    return True


def _build_folder() -> Path:
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    return folder


def _modules() -> list[Path]:
    files = sorted(CALCULATORS.rglob("*.py"))
    return [file for file in files if file.relative_to(CALCULATORS).as_posix() not in NOT_IN_THE_BROWSER]


def _sources_hash() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in [*_modules(), WORKER, Path(__file__), PYODIDE / "package.json", *(PYODIDE / name for name in (*FROM_PYODIDE, LOCK))]:
        digest.update(file.as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _calculators_and_lock(folder: Path) -> list[Path]:
    """Return the calculators' wheel in bytecode, and Pyodide's lock file with that wheel and no other package."""
    wheels = folder / "wheels"
    wheels.mkdir()
    wheel = _source_wheel(wheels)
    bare = folder / "bare-lock.json"
    lock = json.loads((PYODIDE / LOCK).read_text(encoding="utf-8"))
    bare.write_text(json.dumps(lock | {"packages": {}}), encoding="utf-8")
    _pyodide("lockfile", "add-wheels", "--input", str(bare), "--output", str(wheels / LOCK), "--base-path", str(wheels), str(wheel))
    _pyodide("py-compile", "--silent", str(wheels))
    return sorted(wheels.iterdir())


def _source_wheel(folder: Path) -> Path:
    path = folder / f"{PACKAGE.replace('-', '_')}-{VERSION}-py3-none-any.whl"
    about = f"{PACKAGE.replace('-', '_')}-{VERSION}.dist-info"
    with WheelFile(path, "w") as wheel:
        for file in _modules():
            wheel.writestr(file.relative_to(ROOT).as_posix(), file.read_bytes())
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: {VERSION}\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: publishing\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    return path


def _pyodide(*arguments: str) -> None:
    command = [str(Path(sys.executable).with_name("pyodide")), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"`pyodide {' '.join(arguments[:2])}` failed: {(done.stderr or done.stdout).strip()}")


def _embedded(folder: Path) -> str:
    files = {
        path.name: base64.b64encode(gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)).decode("ascii")
        for path in sorted(folder.iterdir())
    }
    return f"self.policyRuntimeFiles = {json.dumps(files, separators=(',', ':'))};\n"
