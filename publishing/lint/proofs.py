"""What the tests' own code says: which tests there are. Read from the source and not by running it, so that it is cheap."""

import ast
import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = re.compile(r"(?P<file>tests/(?:[\w.-]+/)*test_\w+\.py)::(?P<test>(?:Test\w+::)?test_\w+)")
FORM = "tests/…/test_x.py::test_name"


def fault_of(name: str, root: Path = ROOT) -> tuple[str, str] | None:
    """Return what is wrong with a test's name and what would be right, as half-sentences; None where there is such a test.

    A test is a function of the file, or of a class of it (`…::TestX::test_name`), as pytest names it.
    """
    found = NAME.fullmatch(name)
    if not found:
        return f'"{name}" does not name a test', f"write it as {FORM}"
    path = root / found["file"]
    if not path.is_file():
        return f'there is no file "{found["file"]}"', "name the file that holds the test now, or mark the control `not_yet`"
    tests = names_in(path)
    if found["test"] in tests:
        return None
    near = get_close_matches(found["test"], sorted(tests), 1)
    right = f"is it {near[0]}? Else write the test" if near else "write the test"
    return f'{found["file"]} has no test "{found["test"]}"', f"{right}, or mark the control `not_yet`"


@cache
def names_in(path: Path) -> frozenset[str]:
    """Return the names of a file's tests, those of a class after its name."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    classes = [node for node in body if isinstance(node, ast.ClassDef)]
    held = [("", node) for node in body] + [(f"{found.name}::", node) for found in classes for node in found.body]
    functions = [(owner, node) for owner, node in held if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return frozenset(f"{owner}{node.name}" for owner, node in functions if node.name.startswith("test_"))
