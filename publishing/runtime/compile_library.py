"""Puts a zip of Python's sources into bytecode without docstrings, which nobody reads in a calculator.

    python -I compile_library.py SOURCES TARGET

Runs by itself, in a Python that has done nothing else: what else is in memory changes the bytes that `marshal` writes.
"""

import ast
import marshal
import sys
import zipfile
from importlib.util import MAGIC_NUMBER, source_hash

DAY = (2020, 1, 1, 0, 0, 0)  # the same bytes whenever it is made
UNCHECKED = (0b01).to_bytes(4, "little")  # of bytecode named by its source's hash, which is not looked for
OWNERS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
# Pyodide gives its own objects the docstrings that stand there.
WITH_DOCSTRINGS = ("_pyodide/_core_docs.py",)


def bytecode(source: bytes, path: str) -> bytes:
    """Return what a `.pyc` holds for a module's source."""
    tree = ast.parse(source, path)
    if path not in WITH_DOCSTRINGS:
        for node in ast.walk(tree):
            if isinstance(node, OWNERS) and ast.get_docstring(node, clean=False) is not None:
                node.body[:1] = [] if len(node.body) > 1 else [ast.copy_location(ast.Pass(), node.body[0])]
    code = compile(tree, path, "exec", dont_inherit=True)
    return MAGIC_NUMBER + UNCHECKED + source_hash(source) + marshal.dumps(code)


def main(sources: str, target: str) -> None:
    """Write the zip TARGET."""
    with zipfile.ZipFile(sources) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for path in sorted(source.namelist()):
            if path.endswith(".py"):
                made.writestr(zipfile.ZipInfo(f"{path}c", DAY), bytecode(source.read(path), path))


if __name__ == "__main__":
    main(*sys.argv[1:])
