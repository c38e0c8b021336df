"""What the calculators' own code says: which parameters it reads, and which names it gives to values it fills in.

Read from the source and not by running it: a case that nobody wrote would otherwise make a parameter look unused.
"""

import ast
from collections.abc import Iterator, Mapping
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
    rules = {Path(name).stem: _tree(path) for name, path in source_files().items() if "/" not in name}
    constants = {stem: _constants_in(module) for stem, module in rules.items()}
    return frozenset(pair for stem, module in rules.items() for pair in _read_in(module, constants[stem] | _imported(module, constants)))


@cache
def values_filled(calculator: str | None) -> frozenset[str]:
    """Return the names under which a calculator (None: any of them) hands values to words.

    They are the keys of its dictionaries, and what is said of an answer that cannot be read.
    """
    stem = calculator.replace("-", "_") if calculator else "*"
    patterns = (f"{stem}.py", f"{stem}_*.py", *OF_EVERY_CALCULATOR)
    paths = [path for name, path in source_files().items() if any(fnmatch(name, pattern) for pattern in patterns)]
    return frozenset().union(*map(_filled_in, paths))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _filled_in(path: Path) -> frozenset[str]:
    """Return the names under which one file hands values to words."""
    nodes = list(ast.walk(_tree(path)))
    keys = [key for node in nodes if isinstance(node, ast.Dict) for key in node.keys]
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == REFUSAL]
    named = {keyword.arg for call in calls for keyword in call.keywords if keyword.arg}
    return frozenset(key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)) | named


def _constants_in(module: ast.Module) -> dict[str, str]:
    return {
        target.id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _imported(module: ast.Module, constants: Mapping[str, dict[str, str]]) -> dict[str, str]:
    """Return the texts that a rule's module has from other modules of the rules, by the names under which it has them."""
    imports = [node for node in module.body if isinstance(node, ast.ImportFrom) and node.module]
    pairs = [(constants.get(node.module.rpartition(".")[-1], {}), name) for node in imports if node.module for name in node.names]
    return {name.asname or name.name: held[name.name] for held, name in pairs if name.name in held}


def _read_in(module: ast.Module, constants: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for function in (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)):
        texts = [node.value for node in ast.walk(function) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            if not (isinstance(call.func, ast.Attribute) and call.func.attr in READS and len(call.args) == 2):
                continue
            groups, names = (_possible(argument, constants, texts) for argument in call.args)
            yield from ((group, name) for group in groups for name in names)


def _possible(argument: ast.expr, constants: Mapping[str, str], texts: list[str]) -> list[str]:
    if isinstance(argument, ast.Constant):
        return [str(argument.value)]
    if isinstance(argument, ast.Name) and argument.id in constants:
        return [constants[argument.id]]
    return texts
