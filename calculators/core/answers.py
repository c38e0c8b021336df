"""Reads what a person answered: a table of answers per calculator, faults by name, nothing guessed.

An answer that is left out, null or "unknown" is not known (`NOT_KNOWN`), never no, unless the table gives a default
for an answer that is left out. A single answer that cannot be used is a fault. An entry of a list that cannot be
used becomes a warning and its date is then not known: one slip of the keyboard must not take a child off the list.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, auto
from typing import Any

NOT_KNOWN = None
UNKNOWN = "unknown"
AS_OF = "as_of"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Given(StrEnum):
    """What was given in place of a value that can be shown: a key of the edition's words for it."""

    NOTHING = auto()
    LIST = auto()
    OBJECT = auto()
    ENDLESS_NUMBER = auto()


@dataclass(frozen=True)
class Problem:
    """Something wrong with an answer: its name, the kind (a key of the edition's error words) and what fills the words."""

    answer: str
    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)


class Unusable(Exception):
    """The answers cannot be used; `problems` holds one `Problem` for each fault."""

    def __init__(self, problems: list[Problem]):
        super().__init__(problems)
        self.problems = problems


class _Wrong(Exception):
    def __init__(self, kind: str, **values: Any):
        super().__init__(kind)
        self.kind, self.values = kind, values


@dataclass(frozen=True)
class Choice:
    """One of a list of values. `default` is taken when the answer is left out, `not_known` when it is "unknown".

    A default that is none of the values says that there is nothing to choose, such as no stage being worked on.
    """

    name: str
    values: tuple[str, ...]
    default: str | None = NOT_KNOWN
    not_known: str | None = NOT_KNOWN

    def read(self, raw: Any) -> str:
        return _one_of(self.values, raw)

    def schema(self) -> dict[str, Any]:
        return {"enum": [*_plain(self.values), UNKNOWN]} | ({"default": self.default} if self.default in self.values else {})


@dataclass(frozen=True)
class Several:
    """Any number of a list of values, also none; kept in the order of `values`, each once. `default` as for a choice."""

    name: str
    values: tuple[str, ...]
    default: tuple[str, ...] | None = NOT_KNOWN
    not_known = NOT_KNOWN

    def read(self, raw: Any) -> tuple[str, ...]:
        if not isinstance(raw, list):
            raise _Wrong("not_a_list", found=shown(raw))
        ticked = {_one_of(self.values, value) for value in raw}
        return tuple(value for value in self.values if value in ticked)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "array", "items": {"enum": _plain(self.values)}}, {"const": UNKNOWN}]}


def _one_of(values: tuple[str, ...], raw: Any) -> str:
    """Return the value that was given, also where it is a number and was given as one: 3 for "3"."""
    text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) and raw < _LARGE else raw
    if not isinstance(text, str) or text not in values:
        raise _Wrong("not_in_list", found=shown(raw), allowed=", ".join((*values, UNKNOWN)))
    return text


def _plain(values: tuple[str, ...]) -> list[str | int]:
    """Return values as JSON has them: numbers as numbers."""
    return [int(value) if value.isdecimal() else value for value in values]


@dataclass(frozen=True)
class Day:
    """A date YYYY-MM-DD, or one of `words` (such as "open")."""

    name: str
    words: tuple[str, ...] = ()
    default = not_known = NOT_KNOWN

    def read(self, raw: Any) -> date | str:
        if isinstance(raw, str) and raw in self.words:
            return raw
        return read_day(raw)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "format": "date"}, {"enum": [*self.words, UNKNOWN]}]}


@dataclass(frozen=True)
class WholeNumber:
    """A whole number, zero or more. wrong: the kind of problem of anything else."""

    name: str
    wrong: str = "not_a_whole_number"
    default = not_known = NOT_KNOWN

    def read(self, raw: Any) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
            raise _Wrong(self.wrong, found=shown(raw))
        return raw

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "integer", "minimum": 0}, {"const": UNKNOWN}]}


@dataclass(frozen=True)
class Clock:
    """A time of day HH:MM, kept as text."""

    name: str
    default = not_known = NOT_KNOWN

    def read(self, raw: Any) -> str:
        if not isinstance(raw, str) or not _CLOCK.fullmatch(raw):
            raise _Wrong("not_a_time", found=shown(raw))
        return raw

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "pattern": f"^{_CLOCK.pattern}$"}, {"const": UNKNOWN}]}


@dataclass(frozen=True)
class Text:
    """Free text that is only compared, such as a reference; blanks around it do not count, blank is left out."""

    name: str
    default = not_known = NOT_KNOWN

    def read(self, raw: Any) -> str | None:
        if not isinstance(raw, str):
            raise _Wrong("not_text", found=shown(raw))
        return raw.strip() or NOT_KNOWN

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True)
class Entries:
    """A list of entries; `soft` names those of their answers whose fault is a warning, not an error.

    An entry is an object with answers of its own or, with `bare`, the one answer itself. `none_if_left_out`: a list
    that is left out has no entries; else it is not known.
    """

    name: str
    fields: tuple[Any, ...]
    soft: tuple[str, ...]
    bare: bool = False
    none_if_left_out: bool = False
    default = not_known = NOT_KNOWN

    def schema(self) -> dict[str, Any]:
        parts = {part.name: part.schema() for part in self.fields}
        entry = {"type": "object", "additionalProperties": False, "properties": parts}
        if self.bare:
            (entry,) = parts.values()
        return {"anyOf": [{"type": "array", "items": entry, "maxItems": _MOST_ENTRIES}, {"const": UNKNOWN}]}


class Entry(dict[str, Any]):
    """One entry of a list: its answers by name. given: the names of those that were given and not left to the table."""

    given: frozenset[str] = frozenset()


@dataclass
class Answers:
    """Answers as read: `values` by name (NOT_KNOWN where not known), which were `given`, and `warnings` on list entries.

    memo: results that are dear to work out from a long list, kept while variants of the same answers are tried.
    """

    values: dict[str, Any]
    given: set[str]
    warnings: list[Problem]
    as_of: date
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def having(self, name: str, value: Any) -> "Answers":
        """Return the same answers with one of them changed: given, or where the value is not known, not given."""
        given = self.given - {name} if value is NOT_KNOWN else self.given | {name}
        return Answers({**self.values, name: value}, given, [], self.as_of, self.memo)

    def once(self, edition: Any, key: tuple[Any, ...], make: Callable[[], Any], *held: Any) -> Any:
        """Return what `make` gives, worked out once for these answers and their variants in an edition.

        key: what else it hangs on. held: what the key names by its `id` alone, kept as long as the result is, as the edition is.
        """
        whole = (id(edition), *key)
        if whole not in self.memo:
            self.memo[whole] = (make(), edition, held)
        return self.memo[whole][0]


def read_day(raw: Any) -> date:
    """Return the date that YYYY-MM-DD names; anything else, and a day that does not exist, is refused by kind."""
    if not isinstance(raw, str) or not _DAY.fullmatch(raw):
        raise _Wrong("not_a_date", found=shown(raw))
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise _Wrong("no_such_day", found=shown(raw)) from None


def shown(raw: Any) -> str:
    """Return an answer as it may be shown in a message: one line, printable, not too long; or what it is (`Given`)."""
    for kind, given in _KINDS.items():
        if isinstance(raw, kind):
            return given
    if not isinstance(raw, str | bool) and not abs(raw) < _LARGE:
        return Given.ENDLESS_NUMBER
    text = raw if isinstance(raw, str) else repr(raw)
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:_LONGEST])
    return text if len(text) < _LONGEST else text + "\N{HORIZONTAL ELLIPSIS}"


_KINDS = {type(None): Given.NOTHING, (list, tuple): Given.LIST, Mapping: Given.OBJECT}
# Where a fault of an entry's answer is a warning, its words say what becomes of the entry.
_OF_AN_ENTRY = {"not_a_date": "entry_not_a_date", "no_such_day": "entry_no_such_day", "not_a_time": "entry_not_a_time"}
_LARGE = 1e30
_LONGEST = 60
_MOST_ENTRIES = 1000


def read_answers(raw: Any, table: tuple[Any, ...], check: Callable[[Answers], list[Problem]]) -> Answers:
    """Read one object of answers against a calculator's `table`.

    `check` sees the answers that could be read and returns the problems between them (birth after start and the like);
    it may add warnings. Raises `Unusable` with every problem found, each by the answer's name.
    """
    if not isinstance(raw, Mapping):
        raise Unusable([Problem("answers", "not_an_object", {"found": shown(raw)})])
    problems: list[Problem] = []
    by_name = {answer.name: answer for answer in table}
    for name in raw:
        if name not in by_name and name != AS_OF:
            problems.append(Problem(shown(name), "no_such_answer", {"allowed": ", ".join([AS_OF, *by_name])}))
    answers = Answers({}, set(), [], date.min)
    try:
        answers.as_of = read_day(raw.get(AS_OF))
    except _Wrong as wrong:
        problems.append(Problem(AS_OF, wrong.kind, wrong.values))
    for answer in table:
        given = raw.get(answer.name)
        answers.values[answer.name] = NOT_KNOWN
        try:
            if isinstance(answer, Entries):
                answers.values[answer.name] = _read_entries(answer, given, problems, answers.warnings)
            else:
                answers.values[answer.name] = _read_one(answer, given)
        except _Wrong as wrong:
            problems.append(Problem(answer.name, wrong.kind, wrong.values))
        if given is not None and given != UNKNOWN:
            answers.given.add(answer.name)
    if not problems:
        problems = check(answers)
    if problems:
        raise Unusable(problems)
    return answers


def _read_one(answer: Any, raw: Any) -> Any:
    if raw is None:
        return answer.default
    return answer.not_known if raw == UNKNOWN and isinstance(raw, str) else answer.read(raw)


def _read_entries(answer: Entries, raw: Any, problems: list[Problem], warnings: list[Problem]) -> list[Entry] | None:
    if raw is None and answer.none_if_left_out:
        return []
    if raw is None or raw == UNKNOWN:
        return NOT_KNOWN
    if not isinstance(raw, list):
        raise _Wrong("not_a_list", found=shown(raw))
    if len(raw) > _MOST_ENTRIES:
        raise _Wrong("too_many_entries", count=len(raw), most=_MOST_ENTRIES)
    if answer.bare:
        (part,) = answer.fields
        raw = [{part.name: entry} for entry in raw]
    return [_read_entry(answer, entry, number, problems, warnings) for number, entry in enumerate(raw)]


def _read_entry(answer: Entries, raw: Any, number: int, problems: list[Problem], warnings: list[Problem]) -> Entry:
    name = f"{answer.name}[{number}]"
    values = Entry.fromkeys((part.name for part in answer.fields), NOT_KNOWN)
    if not isinstance(raw, Mapping):
        problems.append(Problem(name, "not_an_object", {"found": shown(raw)}))
        return values
    for key in raw:
        if key not in values:
            problems.append(Problem(f"{name}.{shown(key)}", "no_such_answer", {"allowed": ", ".join(values)}))
    for part in answer.fields:
        try:
            values[part.name] = _read_one(part, raw.get(part.name))
        except _Wrong as wrong:
            place = name if answer.bare else entry_name(answer.name, number, part.name)
            if part.name in answer.soft:
                warnings.append(Problem(place, _OF_AN_ENTRY[wrong.kind], wrong.values))
            else:
                problems.append(Problem(place, wrong.kind, wrong.values))
    values.given = frozenset(key for key in values if raw.get(key) not in (None, UNKNOWN) and values[key] is not NOT_KNOWN)
    return values


def entry_name(entries: str, number: int, part: str) -> str:
    """Return the name by which a fault calls one answer of a list entry, counted from 0: "attendances[0].date"."""
    return f"{entries}[{number}].{part}"


def answers_schema(name: str, table: tuple[Any, ...]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one object of answers."""
    properties: dict[str, Any] = {AS_OF: {"type": "string", "format": "date"}}
    properties |= {answer.name: {"anyOf": [answer.schema(), {"type": "null"}]} for answer in table}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
