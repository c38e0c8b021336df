"""Makes mutants: copies of a module in each of which one small thing is changed. Nothing is written to a file.

What can be changed comes from mutmut's operators. Two are added: a condition that always or never holds, and a statement
left out. Left alone are docstrings, type annotations, imports, decorators and the arguments of `len`, `isinstance` and a dataclass's `field`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_arg_removal, operator_if_exp, operator_string

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = ("calculators/__main__.py", "calculators/core/proof.py", "calculators/threshold_steps.py")
UNTOUCHED = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom)
UNTOUCHED_CALLS = ("len", "isinstance", "field")


@dataclass(frozen=True)
class Mutant:
    """One change. file: below the root; function: with its class, or "module"; was, now: the changed lines, blanks as one.

    line: where it stands; start, end, text: the characters of the source that `text` takes the place of.
    """

    file: str
    function: str
    was: str
    now: str
    line: int
    start: int
    end: int
    text: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names the change as long as its own line and function stay as they are."""
        return (self.file, self.function, self.was, self.now)

    @property
    def module(self) -> str:
        return self.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def source(self, original: str) -> str:
        """Return the module's source with this change."""
        return original[: self.start] + self.text + original[self.end :]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.function}\n    was  {self.was}\n    now  {self.now}"


def files() -> list[str]:
    """Return the files to be changed: every calculator and the core, but for the command line, the proof and what the linter reads."""
    found = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "calculators").rglob("*.py"))
    return [file for file in found if file not in LEFT_OUT]


def mutants_of(file: str, source: str) -> list[Mutant]:
    """Return every mutant of one module, in the order of its lines; equal changes of one line once."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    finder = _Finder(wrapper.module)
    wrapper.visit(finder)
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    made = {}
    for function, where, text in finder.found:
        mutant = _mutant(file, source, starts, function, where, text)
        if mutant.was != mutant.now:
            made.setdefault((mutant.start, mutant.end, mutant.text), mutant)
    return sorted(made.values(), key=lambda mutant: (mutant.line, mutant.start))


def _mutant(file: str, source: str, starts: list[int], function: str, where: CodeRange, text: str) -> Mutant:
    start = starts[where.start.line - 1] + where.start.column
    end = starts[where.end.line - 1] + where.end.column
    changed = source[:start] + text + source[end:]
    before = source[starts[where.start.line - 1] : starts[where.end.line]].splitlines()
    after = changed[starts[where.start.line - 1] : starts[where.end.line] + len(changed) - len(source)].splitlines()
    while len(before) > 1 and len(after) > 1 and before[-1] == after[-1]:
        del before[-1], after[-1]
    line = where.start.line
    while len(before) > 1 and len(after) > 1 and before[0] == after[0]:
        del before[0], after[0]
        line += 1
    was, now = (" ".join(" ".join(lines).split()) for lines in (before, after))
    return Mutant(file, function, was, now, line, start, end, text)


class _Finder(cst.CSTVisitor):
    """Walks a module and gathers (function, place, new text) of every change."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, module: cst.Module):
        super().__init__()
        self.module = module
        self.names: list[str] = []
        self.found: list[tuple[str, CodeRange, str]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, UNTOUCHED) or _is_docstring(node) or _is_untouched_call(node):
            return False
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            self.names.append(node.name.value)
        for kind, operator in OPERATORS:
            if isinstance(node, kind):
                for old, new in operator(node):
                    self.found.append((".".join(self.names) or "module", self.get_metadata(PositionProvider, old), self._text(new)))
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, (cst.FunctionDef, cst.ClassDef)):
            self.names.pop()

    def _text(self, node: cst.CSTNode) -> str:
        return self.module.code_for_node(node).strip("\n") if isinstance(node, cst.BaseSmallStatement) else self.module.code_for_node(node)


Change = tuple[cst.CSTNode, cst.CSTNode]


def _is_docstring(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Expr) and isinstance(node.value, (cst.SimpleString, cst.ConcatenatedString))


def _is_untouched_call(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in UNTOUCHED_CALLS


def _of_mutmut(operator: Callable[[cst.CSTNode], Iterator[cst.CSTNode]]) -> Callable[[cst.CSTNode], Iterator[Change]]:
    """Return one of mutmut's operators, without what it repeats.

    Of a string's variants the first is enough: an id with other letters is another id. An argument without a name is only
    made None, and not left out as well: that is a `TypeError` and nothing else.
    """
    if operator is operator_string:
        return lambda node: ((node, changed) for changed in islice(operator(node), 1))
    if operator is operator_arg_removal:
        return lambda node: ((node, changed) for changed in operator(node) if _keeps_positions(node, changed))
    return lambda node: ((node, changed) for changed in operator(node))


def _keeps_positions(call: cst.Call, changed: cst.Call) -> bool:
    return sum(not argument.keyword for argument in call.args) == sum(not argument.keyword for argument in changed.args)


def _forced(node: cst.If) -> Iterator[Change]:
    """A condition that never holds, and one that always does."""
    for changed in operator_if_exp(cst.IfExp(test=node.test, body=cst.Name("_"), orelse=cst.Name("_"))):
        yield node.test, changed.test


def _left_out(node: cst.Expr) -> Iterator[Change]:
    """A call or a yield that does not happen."""
    if isinstance(node.value, (cst.Call, cst.Yield)):
        yield node, cst.Pass()


OPERATORS = [(kind, _of_mutmut(operator)) for kind, operator in mutation_operators]
OPERATORS += [(cst.If, _forced), (cst.CompIf, _forced), (cst.Expr, _left_out)]
