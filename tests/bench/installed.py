"""What only the bench needs: packages of npm and of PyPI, installed into build/bench as their locks have them, where they are not there."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench.peers import HERE, INSTALLED

NOTEBOOKS, WHEELS = HERE / "notebooks.lock", HERE / "notebook-wheels.lock"
QUIET = ("-qq", "--no-input", "--disable-pip-version-check")
PINNED = ("--require-hashes", "--only-binary", ":all:", "--no-deps")

# The browser's Python as PyPI names it; PyYAML alone has no wheel for it there, see `mirror.in_python_alone`.
FOR_THE_BROWSER = ("--python-version", "314", "--implementation", "cp", "--abi", "cp314", "--platform", "pyemscripten_2026_0_wasm32")
FOR_ANY_MACHINE = ("--python-version", "314")
NOT_FOR_THE_BROWSER = "pyyaml"


def node_packages() -> Path:
    """Return the folder of npm's packages."""
    there, ours = INSTALLED / "package-lock.json", HERE / "package-lock.json"
    if not (INSTALLED / "node_modules").is_dir() or there.read_bytes() != ours.read_bytes():
        INSTALLED.mkdir(parents=True, exist_ok=True)
        for file in ("package.json", "package-lock.json"):
            shutil.copyfile(HERE / file, INSTALLED / file)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=INSTALLED, check=True)
    return INSTALLED / "node_modules"


def programs() -> Path:
    """Return the folder of the programs that make the notebooks: an environment of Python of their own."""
    folder = INSTALLED / "notebooks"
    if not _is_made(folder, NOTEBOOKS):
        print("Installing JupyterLite and marimo into build/bench", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([folder / "bin" / "python", "-m", "pip", "install", *QUIET, *PINNED, "--requirement", NOTEBOOKS], check=True)
        shutil.copyfile(NOTEBOOKS, folder / NOTEBOOKS.name)
    return folder / "bin"


def wheels() -> Path:
    """Return the folder of the wheels that the notebooks load in the browser, as they come from PyPI."""
    folder = INSTALLED / "wheels"
    if not _is_made(folder, WHEELS):
        print("Fetching into build/bench what the notebooks load", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, lines in divided(WHEELS.read_text(encoding="utf-8")).items():
            (folder / name).write_text(lines, encoding="utf-8")
            kind = FOR_ANY_MACHINE if name == NOT_FOR_THE_BROWSER else FOR_THE_BROWSER
            subprocess.run(
                [sys.executable, "-m", "pip", "download", *QUIET, *PINNED, *kind, "--dest", folder, "--requirement", folder / name],
                check=True,
            )
        shutil.copyfile(WHEELS, folder / WHEELS.name)
    return folder


def version(lock: Path, package: str) -> str:
    """Return the version of a package of PyPI that a lock file has."""
    (found,) = re.findall(rf"^{re.escape(package)}==(\S+)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return str(found)


def npm_version(package: str) -> str:
    """Return the version of a package of npm that the lock file has."""
    return str(json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"][f"node_modules/{package}"]["version"])


def divided(lock: str) -> dict[str, str]:
    """Return a lock file's requirements in two parts: those that have a wheel for the browser, and the one that has not."""
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)
    apart = [entry for entry in entries if entry.startswith(f"{NOT_FOR_THE_BROWSER}==")]
    return {"others": "".join(entry for entry in entries if entry not in apart), NOT_FOR_THE_BROWSER: "".join(apart)}


def _is_made(folder: Path, lock: Path) -> bool:
    """Say whether a folder was made from the lock file as it is now: the copy is laid there when all is done."""
    copy = folder / lock.name
    return copy.exists() and copy.read_bytes() == lock.read_bytes()
