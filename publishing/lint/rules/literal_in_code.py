"""A number, a date, a wording or an id that no edition declares is typed into the code of a calculator.

Why: rules are Python, numbers and words are data. A 3 in the code stays a 3 when the clause says four, and nobody who reads the
YAML can see it; a sentence in the code is one that no author can mend.

Read: every module of the calculators and their core but the command line, the proof, the search for a short table and what
reads a file of many children. A rule's texts must be ids of its words,
of the shared words, of a parameter, of its own table of answers, or names of its enums and arguments or of the outcome; the keys of its
dictionaries also fields that its words have, such as {count}. The core knows no calculator; there any single name will do.

Fix: put the number into policy/parameters.yml or the decision's `additions`, the words into companion/decisions, and read them
from there. What only puts a text together stands in publishing/lint/structural.py, each with its reason.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from publishing.calculator_files import STEPS
from publishing.lint import calculator_code
from publishing.lint.code_literals import Literal, literals_in, names_in
from publishing.lint.context import Context
from publishing.lint.declared import SHARED, fields_in, ids_in, words_of
from publishing.lint.finding import Finding
from publishing.lint.structural import EVERYWHERE, STRUCTURAL

CODE = "L603"
NAME = re.compile(r"[a-z][A-Za-z_]*")
# Doors to a terminal; what searches for a short table; what takes a file of rows apart; the steps of cases. None of it decides anything.
LEFT_OUT = (
    *("__main__.py", "screen_command.py", "proof.py", "table.py", "cubes.py", "due.py", "first_match.py"),
    *("rows.py", "cells.py", "screening.py", "screening_door.py", "screening_result.py"),
    STEPS,
)


def check(context: Context) -> Iterator[Finding]:
    """Yield each literal that has no business in the code, and each that structural.py allows in vain."""
    words = words_of(context)
    for name, path in calculator_code.source_files().items():
        if path.name not in LEFT_OUT:
            yield from _in_module(path, f"calculators/{name}", words)


def _in_module(path: Path, name: str, words: Mapping[str, list[Any]]) -> Iterator[Finding]:
    source, allowed = path.read_text(encoding="utf-8"), STRUCTURAL.get(name, {})
    found = literals_in(source)
    ids = _ids_for(_calculator_of(path.stem, words), source, words)
    for literal in found:
        if literal.value not in allowed and literal.value not in EVERYWHERE and not _declared(literal, ids):
            yield _finding(path, name, literal)
    for value in allowed.keys() - {literal.value for literal in found}:
        wrong = f'structural.py allows "{value}", which does not stand here'
        yield Finding(CODE, path, 1, f"code {name}", wrong, "take it off structural.py", about=str(value))


def _calculator_of(stem: str, words: Mapping[str, list[Any]]) -> str:
    """Return the calculator to which a module belongs: the one whose name it has, or begins with (escalation_reasons)."""
    name = stem.replace("_", "-")
    held = [calculator for calculator in words if name == calculator or name.startswith(f"{calculator}-")]
    return max(held, key=len, default=name)


def _ids_for(calculator: str, source: str, words: Mapping[str, list[Any]]) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the ids that a rule's code may name, and those its dictionaries may have as keys; None for what is no rule."""
    if calculator not in words:
        return None
    read = [data for group in words if group in (calculator, SHARED) for data in words[group]]
    ids = frozenset(entry for data in read for entry in ids_in(data)) | names_in(source) | words.keys() | _names_of_the_outcome()
    return ids, ids | frozenset(field for data in read for field in fields_in(data))


def _names_of_the_outcome() -> frozenset[str]:
    """Return the names under which the core hands out the outcome: the keys of its dictionaries."""
    sources = (path.read_text(encoding="utf-8") for path in (calculator_code.FOLDER / "core").glob("*.py"))
    return frozenset(literal.value for source in sources for literal in literals_in(source) if literal.kind == "key")


def _declared(literal: Literal, ids: tuple[frozenset[str], frozenset[str]] | None) -> bool:
    if literal.kind in ("number", "date"):
        return False
    if ids is None:
        return bool(NAME.fullmatch(literal.value.strip("_")))
    if literal.kind == "piece":
        return any(name.endswith(literal.value) for name in ids[0] if NAME.fullmatch(name))
    return literal.value in ids[literal.kind == "key"]


def _finding(path: Path, name: str, literal: Literal) -> Finding:
    wrong, right = {
        "number": (f"the number {literal.shown} is typed", "read it from a parameter"),
        "date": (f"the date {literal.shown} is typed", "a rule knows no date of its own; read it from the answers or the edition"),
    }.get(literal.kind, (f"no YAML declares {literal.shown}", "declare the id, correct it, or put the wording into the decision's words"))
    return Finding(CODE, path, literal.line, f"code {name} {literal.function}", wrong, right, about=literal.shown)
