"""Holds data against a JSON Schema: those keywords that ours has, and an error for any other, so that none is passed over."""

import re

SAYS_NOTHING = {"title", "description", "default", "$schema", "$defs"}
KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "null": type(None)}


def faults(schema, data, whole=None, place="$"):
    """Yield each place at which data do not fit a schema."""
    whole = whole or schema
    for keyword, told in schema.items():
        if keyword not in SAYS_NOTHING:
            yield from CHECKS[keyword](told, data, whole, place, schema)


def _fits(schema, data, whole):
    return not any(True for _ in faults(schema, data, whole))


def _reference(told, data, whole, place, schema):
    assert told.startswith("#/$defs/"), told
    yield from faults(whole["$defs"][told.removeprefix("#/$defs/")], data, whole, place)


def _any_of(told, data, whole, place, schema):
    if not any(_fits(one, data, whole) for one in told):
        yield f"{place} fits none of {len(told)}"


def _kind(told, data, whole, place, schema):
    if not isinstance(data, KINDS[told]) or (told == "integer" and isinstance(data, bool)):
        yield f"{place} is no {told}"


def _properties(told, data, whole, place, schema):
    for name in told.keys() & (data.keys() if isinstance(data, dict) else set()):
        yield from faults(told[name], data[name], whole, f"{place}.{name}")


def _others(told, data, whole, place, schema):
    others = set(data) - set(schema.get("properties", ())) if isinstance(data, dict) else ()
    for name in others:
        if told is False:
            yield f"{place} has {name}"
        elif isinstance(told, dict):
            yield from faults(told, data[name], whole, f"{place}.{name}")


def _required(told, data, whole, place, schema):
    yield from (f"{place} lacks {name}" for name in told if isinstance(data, dict) and name not in data)


def _items(told, data, whole, place, schema):
    for number, item in enumerate(data if isinstance(data, list) else ()):
        yield from faults(told, item, whole, f"{place}.{number}")


def _holds(test):
    def check(told, data, whole, place, schema):
        if not test(told, data):
            yield f"{place} is {data!r}, against {told!r}"

    return check


def _names(told, data, whole, place, schema):
    for name in data if isinstance(data, dict) else ():
        yield from faults(told, name, whole, f"{place} name {name}")


CHECKS = {
    "$ref": _reference,
    "anyOf": _any_of,
    "type": _kind,
    "properties": _properties,
    "additionalProperties": _others,
    "required": _required,
    "items": _items,
    "propertyNames": _names,
    "enum": _holds(lambda told, data: data in told),
    "const": _holds(lambda told, data: data == told),
    "pattern": _holds(lambda told, data: not isinstance(data, str) or re.search(told, data) is not None),
    "minLength": _holds(lambda told, data: not isinstance(data, str) or len(data) >= told),
    "minItems": _holds(lambda told, data: not isinstance(data, list) or len(data) >= told),
    "maxItems": _holds(lambda told, data: not isinstance(data, list) or len(data) <= told),
    "minimum": _holds(lambda told, data: not isinstance(data, int) or data >= told),
    "maximum": _holds(lambda told, data: not isinstance(data, int) or data <= told),
    "exclusiveMinimum": _holds(lambda told, data: not isinstance(data, int) or data > told),
}
