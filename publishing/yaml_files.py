"""Reads a YAML file as authors mean it, and remembers on which line everything stands.

Only `true`, `false`, `null` and whole or decimal numbers have a meaning of their own; `yes`, `no` and dates are text.
A key that stands twice, an alias and a tag are faults, because each would change meaning silently.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from publishing.faults import Fault, FaultsFound

PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}
WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
Path_in_file = tuple[str | int, ...]
_KEPT = 500  # files; two editions have about half as many


@dataclass(frozen=True)
class YamlFile:
    """One file as read. data: plain Python; lines: path of keys and positions -> line, counted from 1."""

    path: Path
    data: Any
    lines: dict[Path_in_file, int]

    def line_of(self, place: Path_in_file) -> int:
        """Return the line of a place, or of the nearest place around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    @cached_property
    def _text_lines(self) -> list[str]:
        return self.path.read_text(encoding="utf-8").splitlines()

    def line_with(self, needle: str, place: Path_in_file) -> int:
        """Return the line, from `place` on, on which `needle` stands; the line of `place` where it is not found."""
        start = self.line_of(place)
        return next((number for number, text in enumerate(self._text_lines[start - 1 :], start) if needle in text), start)

    def fault(self, place: Path_in_file, wrong: str, right: str, needle: str | None = None) -> Fault:
        """Return a fault at `place`, or on the line from there on that holds `needle`."""
        line = self.line_with(needle, place) if needle else self.line_of(place)
        return Fault(self.path, line, wrong, right)


def read_yaml(path: Path) -> YamlFile:
    """Read one file; raises `FaultsFound` with file and line where it is missing, not UTF-8, not YAML or ambiguous."""
    try:
        root = _composed(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FaultsFound([Fault(path, 1, "this file is missing", "write it, or restore it from Git")]) from None
    except UnicodeDecodeError as error:
        raise FaultsFound([Fault(path, 1, f"not UTF-8 text ({error.reason})", "save it as UTF-8")]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        wrong = f"not YAML: {getattr(error, 'problem', None) or error}"
        raise FaultsFound(
            [Fault(path, mark.line + 1 if mark else 1, wrong, "check indentation, colons and quotation marks here")]
        ) from None
    reader = _Reader(path)
    data = reader.build(root, ()) if root is not None else None
    if reader.faults:
        raise FaultsFound(reader.faults)
    return YamlFile(path, data, reader.lines)


@lru_cache(maxsize=_KEPT)
def _composed(text: str) -> yaml.Node | None:
    """Return the nodes of a text, which nobody changes. Kept: one command reads the same files for several editions and checks."""
    return yaml.compose(text, Loader=yaml.CSafeLoader)


class _Reader:
    def __init__(self, path: Path):
        self.path = path
        self.lines: dict[Path_in_file, int] = {}
        self.faults: list[Fault] = []
        self.seen: set[int] = set()

    def build(self, node: yaml.Node, place: Path_in_file) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self.seen:
            self._fault(node, "an alias (*) repeats another part of the file", "write the part out")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*place, number)) for number, child in enumerate(node.value)]
        return self._mapping(node, place)

    def _mapping(self, node: yaml.MappingNode, place: Path_in_file) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(key_node, "a key is a list or a mapping", "use one word as key")
                continue
            if key in data:
                self._fault(key_node, f'the key "{key}" stands twice here', "keep one of them")
            self.lines[(*place, key)] = key_node.start_mark.line + 1
            data[key] = self.build(value_node, (*place, key))
        return data

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = node.value
        if node.style:  # quoted or folded: text, whatever it looks like
            return text
        if text in PLAIN:
            return PLAIN[text]
        if WHOLE.fullmatch(text):
            return int(text)
        return float(text) if DECIMAL.fullmatch(text) else text

    def _fault(self, node: yaml.Node, wrong: str, right: str) -> None:
        self.faults.append(Fault(self.path, node.start_mark.line + 1, wrong, right))
