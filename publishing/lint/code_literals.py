"""Finds what is typed into a module of the calculators: numbers, dates and texts, each with its line and its function.

Left out are docstrings, type annotations, imports, and the text of an error raised for a programmer (`TypeError` and the like),
which no reader sees.
"""

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
DATES = ("date", "datetime", "fromisoformat")
ANSWERS = ("Choice", "Several", "Day", "WholeNumber", "Clock", "Text", "Entries")
ALSO_CALLED = "also_called"
PLAIN_NUMBERS = (0, 1)


@dataclass(frozen=True)
class Literal:
    """One literal. kind: "number", "date", "text", "key" of a dictionary, or "piece" of a text that is put together.

    value: what it is; shown: as it stands in the code; function: the function and class around it, "module" outside of any.
    """

    kind: str
    value: Any
    shown: str
    line: int
    function: str


@cache
def literals_in(source: str) -> tuple[Literal, ...]:
    """Return every literal of a module that is not plain: 0, 1, -1, True, False, None and the empty text are."""
    walk = _Walk(source)
    walk.visit(ast.parse(source))
    return tuple(walk.found)


@cache
def names_in(source: str) -> frozenset[str]:
    """Return the names that a module declares: members of enums, arguments of functions, its table of answers, further names."""
    return frozenset(name for node in ast.walk(ast.parse(source)) for name in _names_of(node))


def _names_of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ClassDef) and any(isinstance(base, ast.Name) and base.id.endswith("Enum") for base in node.bases):
        members = [target for entry in node.body if isinstance(entry, ast.Assign) for target in entry.targets]
        yield from (name for member in members if isinstance(member, ast.Name) for name in (member.id, member.id.lower()))
    elif isinstance(node, ast.FunctionDef):
        yield from (argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ANSWERS:
        yield from _texts(node)
    elif isinstance(node, ast.keyword) and node.arg == ALSO_CALLED:
        yield from _texts(node.value)


def _texts(node: ast.AST) -> Iterator[str]:
    return (text.value for text in ast.walk(node) if isinstance(text, ast.Constant) and isinstance(text.value, str))


class _Walk(ast.NodeVisitor):
    def __init__(self, source: str):
        self.source = source
        self.found: list[Literal] = []
        self.around: list[str] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.around.append(node.name)
        for part in (*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults), *node.body):
            self.visit(part)
        self.around.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.around.append(node.name)
        self.generic_visit(node)
        self.around.pop()

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not (isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)):  # a docstring
            self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        raised = node.exc.func if isinstance(node.exc, ast.Call) else None
        if not (isinstance(raised, ast.Name) and hasattr(builtins, raised.id)):
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in DATES and node.args and all(isinstance(argument, ast.Constant) for argument in node.args):
            self._add("date", node, None)
        else:
            self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                self._add("key", key, key.value)
            elif key:
                self.visit(key)
            self.visit(value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)
                if part.format_spec:
                    self.visit(part.format_spec)
            else:
                self._add("piece", node, part.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._add("date" if DATE.search(node.value) else "text", node, node.value)
        elif isinstance(node.value, (int, float, complex)) and not isinstance(node.value, bool) and node.value not in PLAIN_NUMBERS:
            self._add("number", node, node.value)
        elif isinstance(node.value, bytes):
            self._add("text", node, repr(node.value))

    def _add(self, kind: str, node: ast.expr, value: Any) -> None:
        if value != "":
            shown = ast.unparse(node) if value is None else repr(value) if kind == "number" else f'"{value}"'
            self.found.append(Literal(kind, value, shown, node.lineno, ".".join(self.around) or "module"))
