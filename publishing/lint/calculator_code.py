"""What the calculators' own code says: which parameters it reads, and which names it gives to values it fills in.

Read from the source and not by running it: a case that nobody wrote would otherwise make a parameter look unused.
"""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from publishing.calculator_files import PACKAGE, calculator_files
from publishing.place import OWN, RULES

FOLDER = PACKAGE
READS = ("threshold", "values", "band")
REFUSAL = "_Wrong"
OF_EVERY_CALCULATOR = ("core/*.py", "screening*.py")


def source_files() -> dict[str, Path]:
    """Return the calculators' source files by their places in the package."""
    return calculator_files(FOLDER, FOLDER if OWN else RULES)


@cache
def parameters_read() -> frozenset[tuple[str, str]]:
    """Return (group, name) of every parameter that a calculator reads by `threshold(…)`, `values(…)` or `band(…)`.

    A name that comes from a variable is any of the texts of the function around it.
    """
    rules = [path for name, path in source_files().items() if "/" not in name]
    return frozenset(pair for path in rules for pair in _read_in(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def values_filled(calculator: str | None) -> frozenset[str]:
    """Return the names under which a calculator (None: any of them) hands values to words.

    They are the keys of its dictionaries, and what is said of an answer that cannot be read.
    """
    patterns = (f"{calculator.replace('-', '_') if calculator else '*'}.py", *OF_EVERY_CALCULATOR)
    paths = [path for name, path in source_files().items() if any(fnmatch(name, pattern) for pattern in patterns)]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    keys = [key for node in nodes if isinstance(node, ast.Dict) for key in node.keys]
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == REFUSAL]
    named = {keyword.arg for call in calls for keyword in call.keywords if keyword.arg}
    return frozenset(key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)) | named


def _read_in(module: ast.Module) -> Iterator[tuple[str, str]]:
    constants = {
        target.id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for function in (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)):
        texts = [node.value for node in ast.walk(function) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            if not (isinstance(call.func, ast.Attribute) and call.func.attr in READS and len(call.args) == 2):
                continue
            groups, names = (_possible(argument, constants, texts) for argument in call.args)
            yield from ((group, name) for group in groups for name in names)


def _possible(argument: ast.expr, constants: dict[str, str], texts: list[str]) -> list[str]:
    if isinstance(argument, ast.Constant):
        return [str(argument.value)]
    if isinstance(argument, ast.Name) and argument.id in constants:
        return [constants[argument.id]]
    return texts
