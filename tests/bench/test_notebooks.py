"""The lines that both notebooks run."""

import ast

from tests.bench.notebooks import LINES, SHOWN_BY_MARIMO, as_a_notebook


def test_lines_become_one_cell_of_a_notebook_that_python_can_read():
    tree = ast.parse(as_a_notebook(LINES + SHOWN_BY_MARIMO))
    (cell,) = (node for node in tree.body if isinstance(node, ast.AsyncFunctionDef))
    lines = ast.parse(LINES + SHOWN_BY_MARIMO).body
    assert [ast.unparse(node) for node in cell.body[:-1]] == [ast.unparse(node) for node in lines]
    assert isinstance(cell.body[-1], ast.Return)
