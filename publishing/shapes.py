"""Holds a file against a shape of the model, and says in an author's words what does not fit."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from publishing.faults import Fault, FaultsFound
from publishing.yaml_files import YamlFile


def shaped[Shape](file: YamlFile, shape: type[Shape]) -> Shape:
    """Return a file's data in a shape of the model; raises `FaultsFound` with every place that does not fit."""
    try:
        return TypeAdapter(shape).validate_python(tuples(file.data))
    except ValidationError as error:
        raise FaultsFound([_shape_fault(file, item) for item in error.errors()]) from None


def tuples(data: Any) -> Any:
    """Return data with every list as a tuple: the model is frozen, and strict about it."""
    if isinstance(data, list):
        return tuple(map(tuples, data))
    return {key: tuples(value) for key, value in data.items()} if isinstance(data, dict) else data


def _shape_fault(file: YamlFile, error: Mapping[str, Any]) -> Fault:
    place = tuple(step for step in error["loc"] if not (isinstance(step, str) and step[:1].isupper()))
    key = (error.get("ctx") or {}).get("key")
    if error["type"] == "unknown_key":
        place = (*place, key)
    name = ".".join(map(str, place)) or "the file"
    found = error["input"]
    rights = {
        "missing": ("is missing", "add it"),
        "string_type": (f"is {found!r}, which is not text", f'write it in quotation marks: "{found}"'),
        "string_too_short": ("is empty", "write its text, or take the key out"),
        "string_pattern_mismatch": (f"is {found!r}", f"the form is {(error.get('ctx') or {}).get('pattern')}"),
        "literal_error": (f"is {found!r}", f"use one of {(error.get('ctx') or {}).get('expected')}"),
        "bool_type": (f"is {found!r}", "write true or false"),
        "int_type": (f"is {found!r}, which is not a whole number", "write digits without quotation marks"),
        "tuple_type": (f"is {found!r}, which is not a list", "write a list: one line each, beginning with a hyphen"),
        "dict_type": (f"is {found!r}, which is not a mapping", "write keys and values"),
    }
    if error["type"] in rights:
        wrong, right = rights[error["type"]]
        return file.fault(place, f"`{name}` {wrong}", right)
    wrong, _, right = error["msg"].partition("; ")
    return file.fault(place, f"`{name}`: {wrong}", right or "see the files beside it for the form")
