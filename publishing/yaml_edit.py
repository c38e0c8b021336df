"""Changes a YAML file's text at a place and leaves every other line, comments among them, as its author wrote it."""

from collections.abc import Iterable

import yaml

from publishing.yaml_files import Path_in_file


def with_key(text: str, key: str, written: str) -> str:
    """Return the text with the lines of a top-level key, which must be there, replaced by `written`."""
    first, last = _lines_of(text, (key,))
    lines = text.splitlines(keepends=True)
    return "".join([*lines[:first], f"{written}\n", *lines[last + 1 :]])


def with_entry(text: str, key: str, written: str) -> str:
    """Return the text with an entry, one line, at the end of the list of a top-level key, which must be there."""
    first, last = _lines_of(text, (key,))
    lines = text.splitlines(keepends=True)
    if yaml.compose("".join(lines[first : last + 1]), Loader=yaml.SafeLoader).value[0][1].value:
        return "".join([*lines[: last + 1], f"  - {written}\n", *lines[last + 1 :]])
    return with_key(text, key, f"{key}:\n  - {written}")


def with_value(text: str, place: Path_in_file, written: str) -> str:
    """Return the text with the value at a place, which must be there and on one line, replaced by `written`."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for step in place:
        node = node.value[step] if isinstance(step, int) else next(value for key, value in node.value if key.value == step)
    return text[: node.start_mark.index] + written + text[node.end_mark.index :]


def without(text: str, places: Iterable[Path_in_file]) -> str:
    """Return the text without the lines of these keys or entries, each of which must be there and begin a line of its own."""
    gone = {number for first, last in (_lines_of(text, place) for place in places) for number in range(first, last + 1)}
    return "".join(line for number, line in enumerate(text.splitlines(keepends=True)) if number not in gone)


def _lines_of(text: str, place: Path_in_file) -> tuple[int, int]:
    """Return the first and the last line, counted from 0, of the key at a place with its value."""
    node, first = yaml.compose(text, Loader=yaml.SafeLoader), 0
    for step in place:
        if isinstance(step, int):
            node = node.value[step]
            first = node.start_mark.line
        else:
            key, node = next((key, value) for key, value in node.value if key.value == step)
            first = key.start_mark.line
    return first, max(first, _last_line(node, text))


def _last_line(node: yaml.Node, text: str) -> int:
    """Return the last line of a value; what a parser counts as its end may lie after blank lines and comments."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last, text)
    end = node.end_mark
    line = end.line - 1 if end.column == 0 and end.line > node.start_mark.line else end.line
    lines = text.splitlines()
    while line > node.start_mark.line and (line >= len(lines) or not lines[line].strip()):
        line -= 1
    return int(line)
