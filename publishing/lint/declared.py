"""What the YAML declares for the calculators: ids, and the fields that texts have."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from publishing.lint.context import Context
from publishing.yaml_files import read_yaml

FIELD = re.compile(r"(?<!\{)\{([a-z_]+)\}(?!\})")
HOLDS_IDS = ("values", "compare", "until_known")
SHARED, PARAMETERS, DECISIONS = "shared", Path("policy/parameters.yml"), Path("companion/decisions")


def words_of(context: Context) -> dict[str, list[Any]]:
    """Return what the YAML of every edition holds for a calculator, or for "shared"; a parameter is shared."""
    files = dict(context.files)
    for edition in context.folder.parent.glob("*/policy"):
        if edition.parent != context.folder:
            files |= {str(path): read_yaml(path) for path in (edition / PARAMETERS.name, *edition.parent.glob(f"{DECISIONS}/*.yml"))}
    words: dict[str, list[Any]] = {SHARED: []}
    for file in files.values():
        if file.path.name == PARAMETERS.name:
            words[SHARED].append(file.data)
        elif file.path.parent.name == DECISIONS.name:
            words.setdefault(file.path.stem, []).append(file.data)
    return words


def ids_in(data: Any, inside: str = "") -> Iterator[str]:
    """Yield every key of nested YAML, and the values of what holds ids."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield str(key)
            yield from ids_in(value, str(key))
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from ids_in(value, inside)
    elif inside in HOLDS_IDS:
        yield str(data)


def fields_in(data: Any) -> Iterator[str]:
    """Yield the names of the fields that texts have."""
    if isinstance(data, Mapping):
        data = list(data.values())
    if isinstance(data, (list, tuple)):
        for value in data:
            yield from fields_in(value)
    elif isinstance(data, str):
        yield from FIELD.findall(data)
