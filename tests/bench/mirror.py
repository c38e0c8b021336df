"""Python for the browser as a notebook wants it beside itself: a version of Pyodide, wheels, and the lock file that names them."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from wheel.wheelfile import WheelFile

from publishing.runtime.wheel import source_wheel
from tests.bench.installed import NOT_FOR_THE_BROWSER, node_packages, wheels

FROM_PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
PURE = b"Wheel-Version: 1.0\nGenerator: bench\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def make_mirror(folder: Path, package: str) -> None:
    """Lay the Pyodide of an npm package, the wheels and the calculators' own wheel into `folder`, with a lock file that knows no others.

    The calculators come as source: the notebooks' Python is a later one than that of the site, and reads no bytecode of it.
    """
    folder.mkdir(parents=True)
    pyodide = node_packages() / package
    for file in FROM_PYODIDE:
        shutil.copyfile(pyodide / file, folder / file)
    bare = json.loads((pyodide / LOCK).read_text(encoding="utf-8")) | {"packages": {}}
    (folder / LOCK).write_text(json.dumps(bare), encoding="utf-8")
    for wheel in wheels().glob("*.whl"):
        if wheel.name.startswith(f"{NOT_FOR_THE_BROWSER}-"):
            in_python_alone(wheel, folder)
        else:
            shutil.copyfile(wheel, folder / as_the_tool_knows_it(wheel.name, bare["info"]))
    source_wheel(folder)
    command = [Path(sys.executable), "-m", "pyodide_cli", "lockfile", "add-wheels", "--base-path", folder]
    done = subprocess.run(
        [*command, "--input", folder / LOCK, "--output", folder / LOCK, *sorted(folder.glob("*.whl"))],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the notebooks' wheels do not go together: {(done.stderr or done.stdout).strip().splitlines()[-1]}")


def as_the_tool_knows_it(name: str, info: dict[str, str]) -> str:
    """Return a wheel's name as Pyodide's tool takes it: the tool does not know yet what PyPI calls the browser (PEP 783)."""
    return name.replace(f"pyemscripten_{info['abi_version']}_", f"{info['platform']}_")


def in_python_alone(wheel: Path, folder: Path) -> Path:
    """Write a wheel without the library that was compiled for another machine into `folder`; return it.

    Of PyYAML there is no wheel for the browser at PyPI. It comes with the same in Python, and takes that where the library is not there.
    """
    with WheelFile(wheel) as source:
        name = source.parsed_filename.group("namever")
        made = folder / f"{name}-py3-none-any.whl"
        with WheelFile(made, "w") as target:
            for entry in source.infolist():
                if entry.is_dir() or entry.filename.endswith((".so", ".dist-info/RECORD")):
                    continue
                data = PURE if entry.filename.endswith(".dist-info/WHEEL") else source.read(entry)
                target.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), data)
    return made
