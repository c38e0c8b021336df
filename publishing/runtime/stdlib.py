"""Python's library as the browser gets it: bytecode of its own Python, and only what the calculators import."""

import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

from publishing.runtime.compile_library import DAY


def compiled_library(sources: Path, target: Path) -> None:
    """Write Python's whole library in bytecode, from the zip of its sources; raises `RuntimeError` where that fails."""
    script = Path(__file__).with_name("compile_library.py")
    done = subprocess.run([sys.executable, "-I", str(script), str(sources), str(target)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Python's library could not be compiled: {done.stderr.strip().splitlines()[-1]}")


def cut_library(compiled: Path, modules: Iterable[str], target: Path) -> None:
    """Write a zip of the modules named, and of the packages they stand in, from the zip of the whole library in bytecode.

    modules: dotted names; those that are built into the interpreter are passed over.
    """
    wanted = {name.rpartition(".")[0] for name in modules} | set(modules)
    with zipfile.ZipFile(compiled) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as cut:
        for path in sorted(source.namelist()):
            if path.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".") in wanted:
                entry = zipfile.ZipInfo(path, DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                cut.writestr(entry, source.read(path))
