"""The part of Python's library that the calculators import, in bytecode of the browser's Python."""

import py_compile
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

DAY = (2020, 1, 1, 0, 0, 0)  # the same bytes whenever it is made


def cut_library(whole: Path, modules: Iterable[str], target: Path) -> None:
    """Write a zip of the modules named, and of the packages they stand in, from the zip of the whole library.

    modules: dotted names; those that are built into the interpreter are passed over.
    """
    wanted = {name.rpartition(".")[0] for name in modules} | set(modules)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as cut:
        for path in sorted(source.namelist()):
            name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            if path.endswith(".py") and name in wanted:
                entry = zipfile.ZipInfo(f"{path}c", DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                cut.writestr(entry, _bytecode(source.read(path), path))


def _bytecode(source: bytes, path: str) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "module.py"
        file.write_bytes(source)
        made = py_compile.compile(
            str(file),
            cfile=str(file) + "c",
            dfile=path,
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        return Path(str(made)).read_bytes()
