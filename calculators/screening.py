"""Which children of a list reach the threshold of clause 13.3: a table with one row a contact, read piece by piece.

Every child is counted by the calculator's own code (`emergency_attendance`), so that a verdict here is the one that the
form would give. What cannot be read is said with its line, and is then not known, never left out. In memory is one piece of
the file and, for each contact, its date, service, reference, time and line.
"""

from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Any

from calculators import emergency_attendance
from calculators.core.ages import too_long_ago
from calculators.core.answers import AS_OF, NOT_KNOWN, UNKNOWN, Answers, shown
from calculators.core.cells import by_name, folded, read_date, read_time
from calculators.core.edition import Edition
from calculators.core.explanation import Speaker, problem_text
from calculators.core.rows import Row, Rows
from calculators.emergency_attendance import ANSWERS, DECISION, NAME
from calculators.screening_count import Count, count_contacts

CHILD, DATE, SERVICE, REFERENCE, TIME = "child", "date", "service", "reference", "time"
BIRTH, EXTENDED = "date_of_birth", "learning_disability_or_care_leaver"
NEEDED = (CHILD, DATE)
REACHED, NOT_RULED_OUT, BELOW = "reached", "not_ruled_out", "below"
NOTHING_TO_COUNT, OUTSIDE_POLICY = "nothing_to_count", "outside_policy"
NAMED_AT_MOST = 20  # columns named in one line
_MIXED = object()


class UnusableFile(Exception):
    """The file cannot be screened at all; its text is one line that says what was found and what is needed."""


class _Child:
    """What is kept of one child: its contacts as (date, service, reference, time, line), and what was told of the child itself."""

    __slots__ = ("contacts", "told")

    def __init__(self) -> None:
        self.contacts: list[tuple[date | None, str | None, str | None, str | None, int]] = []
        self.told: dict[str, tuple[Any, int]] = {}


class Screening:
    """One file being screened: `feed` it piece by piece, `end` it, `conclude` child after child, then take the result.

    `feed`, `end` and `conclude` return what is wrong in the rows, each as {"line", "text"}. as_of: the day of the decision,
    YYYY-MM-DD; raises `Unusable` where it is no day.
    """

    def __init__(self, edition: Edition, as_of: Any):
        self.edition = edition
        self.as_of = DECISION.read({AS_OF: as_of}, edition).as_of
        self.words = edition.words[NAME]["screen"]
        self.say = Speaker(edition.words["shared"])
        self.preview: list[dict[str, str]] = []
        self.groups: dict[str, list[tuple[str, Count]]] = {REACHED: [], NOT_RULED_OUT: []}
        self.numbers = dict.fromkeys(("rows", "children", "unassigned", "repeats", BELOW, NOTHING_TO_COUNT, OUTSIDE_POLICY, "age"), 0)
        self.cautions: dict[str, None] = {}
        self._names = by_name({name: entry["values"] for name, entry in self.words["columns"].items()})
        self._values = self._ways_to_write()
        self._rows = Rows(lambda cells: sum(folded(cell) in self._names for cell in cells))
        self._columns: dict[str, int] | None = None
        self._width = 0
        self._children: dict[str, _Child] = {}
        self._problems: list[dict[str, Any]] = []

    def _ways_to_write(self) -> dict[str, dict[str, str]]:
        """Return, for each column with a choice, folded name -> value: the value, its label, other names, and not known."""
        questions = self.edition.words[NAME]["questions"]
        labels = {SERVICE: questions["attendances"]["questions"][SERVICE]["options"], EXTENDED: questions[EXTENDED]["options"]}
        not_known = by_name({UNKNOWN: self.words["not_known"]["values"]})
        written = {REFERENCE: not_known, TIME: not_known, BIRTH: not_known, DATE: not_known}
        for column, options in labels.items():
            others = self.words["values"].get(column, {})
            ways = {value: (label, *others.get(value, {}).get("values", ())) for value, label in options.items()}
            written[column] = not_known | by_name(ways)
        return written

    # Reading

    def feed(self, piece: bytes) -> list[dict[str, Any]]:
        """Read the next piece of the file; raises `UnusableFile` where the header is not one."""
        return self._take(piece)

    def end(self) -> list[dict[str, Any]]:
        """Read what is left of the file."""
        problems = self._take(b"", last=True)
        if self._columns is None:
            raise UnusableFile(self.words["unusable"]["empty"])
        self.numbers["children"] = len(self._children)
        return problems

    def _take(self, piece: bytes, last: bool = False) -> list[dict[str, Any]]:
        for row in self._rows.feed(piece, last):
            if not any(map(str.strip, row.cells)):
                continue
            if self._columns is None:
                self._columns = self._header(row)
                self._width = len(row.cells)
            else:
                self._contact(row)
        return self._told()

    def _told(self) -> list[dict[str, Any]]:
        problems, self._problems = self._problems, []
        return problems

    def _problem(self, line: int, column: str, text: str) -> None:
        label = self.words["columns"][column]["label"]
        self._problems.append({"line": line, "text": self.say(self.words["place"], {"line": line, "column": label, "text": text})})

    def _wrong(self, line: int, column: str, kind: str, values: Mapping[str, Any]) -> None:
        self._problem(line, column, self.say(self.words["problems"][kind], values))

    def _header(self, row: Row) -> dict[str, int]:
        """Return where each column stands; raises `UnusableFile` where a needed one is missing or one stands twice."""
        words, columns = self.words["unusable"], self.words["columns"]
        if any("\0" in cell for cell in row.cells):
            raise UnusableFile(words["not_a_table"])
        places: dict[str, int] = {}
        for number, cell in enumerate(row.cells):
            name = self._names.get(folded(cell))
            if name in places:
                twice = [f'"{shown(row.cells[place].strip())}"' for place in (places[name], number)]
                raise UnusableFile(self.say(words["twice"], {"found": twice, "column": columns[name]["label"]}))
            if name:
                places[name] = number
        missing = [name for name in NEEDED if name not in places]
        if missing:
            named = [f'"{shown(cell.strip())}"' for cell in row.cells if cell.strip()]
            found = named[:NAMED_AT_MOST] + (["\N{HORIZONTAL ELLIPSIS}"] if len(named) > NAMED_AT_MOST else [])
            names = {name: ", ".join(columns[name]["values"][1:]) for name in NEEDED}
            values = {"found": ", ".join(found), "child": names[CHILD], "date": names[DATE]}
            raise UnusableFile(self.say(words["missing"], values | {"missing": [columns[name]["label"] for name in missing]}))
        return places

    def _contact(self, row: Row) -> None:
        self.numbers["rows"] += 1
        fault = row.fault or ("too_many_cells" if any(map(str.strip, row.cells[self._width :])) else None)
        name = self._cell(row, CHILD)
        if fault:
            self._wrong(row.line, CHILD, fault, {})
        if not name:
            self.numbers["unassigned"] += 1
            self._wrong(row.line, CHILD, "no_child", {})
            return
        child = self._children.get(name)
        if child is None:
            child = self._children[name] = _Child()
        if fault:  # the cells may have slipped, so that only whose row it is can be taken from it
            child.contacts.append((NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, row.line))
            return
        day, service = self._date(row, DATE), self._service(row)
        child.contacts.append((day, service, self._reference(row), self._time(row), row.line))
        self._about_child(row, child)
        if len(self.preview) < self.words["first_rows"]:
            self._preview(row, name, day, service)

    def _cell(self, row: Row, column: str) -> str:
        place = self._columns.get(column)  # type: ignore[union-attr]
        return row.cells[place].strip() if place is not None and place < len(row.cells) else ""

    def _says_not_known(self, text: str, column: str) -> bool:
        return not text or self._values[column].get(folded(text)) == UNKNOWN

    def _date(self, row: Row, column: str) -> date | None:
        text = self._cell(row, column)
        day = read_date(text) if text else NOT_KNOWN
        if isinstance(day, date):
            return day
        if not self._says_not_known(text, column):
            self._wrong(row.line, column, day, {"found": shown(text)})
        elif column == DATE:
            self._wrong(row.line, DATE, "no_date", {})
        return NOT_KNOWN

    def _reference(self, row: Row) -> str | None:
        text = self._cell(row, REFERENCE)
        return NOT_KNOWN if self._says_not_known(text, REFERENCE) else text

    def _service(self, row: Row) -> str | None:
        if SERVICE not in self._columns:  # type: ignore[operator]
            return NOT_KNOWN
        text = self._cell(row, SERVICE)
        service = self._values[SERVICE].get(folded(text), NOT_KNOWN)
        if service not in (NOT_KNOWN, UNKNOWN):
            return service
        self._wrong(row.line, SERVICE, "no_such_service" if text and not service else "no_service", {"found": shown(text)})
        return NOT_KNOWN

    def _time(self, row: Row) -> str | None:
        text = self._cell(row, TIME)
        time = read_time(text) if text else NOT_KNOWN
        if time is NOT_KNOWN and not self._says_not_known(text, TIME):
            self._wrong(row.line, TIME, "not_a_time", {"found": shown(text)})
        return time

    def _about_child(self, row: Row, child: _Child) -> None:
        """Take in what a row says of the child itself. What two rows say differently is not known."""
        birth = self._date(row, BIRTH)
        if birth and birth > self.as_of:
            self._wrong(row.line, BIRTH, "birth_after_as_of", {"day": birth, "as_of": self.as_of})
        elif birth and too_long_ago(birth, self.as_of, self.edition):
            values = {"day": birth, "years": self.edition.oldest_age, "as_of": self.as_of}
            self._wrong(row.line, BIRTH, "birth_too_long_ago", values)
        elif birth:
            self._tell(row, child, BIRTH, birth)
        text = self._cell(row, EXTENDED)
        if text:
            value = self._values[EXTENDED].get(folded(text))
            if value is None:
                self._wrong(row.line, EXTENDED, "not_yes_or_no", {"found": shown(text)})
            self._tell(row, child, EXTENDED, value or UNKNOWN)

    def _tell(self, row: Row, child: _Child, column: str, value: Any) -> None:
        before, line = child.told.get(column, (UNKNOWN, row.line))
        if before == UNKNOWN:
            child.told[column] = (value, row.line)
        elif value not in (before, UNKNOWN) and before is not _MIXED:
            self._wrong(row.line, column, "differs", {"found": shown(self._cell(row, column)), "other": line})
            child.told[column] = (_MIXED, line)

    def _preview(self, row: Row, name: str, day: date | None, service: str | None) -> None:
        not_known = self.words["table"]["not_known"]
        options = self.edition.words[NAME]["questions"]["attendances"]["questions"][SERVICE]["options"]
        self.preview.append(
            {
                "line": str(row.line),
                "child": shown(name),
                "written": shown(self._cell(row, DATE)),
                "date": self.say.shown(day) if day else not_known,
                "service": options[service] if service else not_known,
            }
        )

    # Deciding

    @property
    def other_encoding(self) -> int:
        """How many lines were not in Unicode."""
        return self._rows.lines.other_encoding

    def has_column(self, name: str) -> bool:
        """Say whether the file has a column for an answer."""
        return name in (self._columns or ())

    @property
    def left(self) -> int:
        """How many children are not yet decided."""
        return len(self._children)

    def conclude(self, most: int | None = None) -> list[dict[str, Any]]:
        """Decide the next children, at most so many, and forget their contacts."""
        for name in list(islice(self._children, most)):
            count = self._count(self._children.pop(name))
            self.numbers["repeats"] += count.repeats
            self.cautions |= dict.fromkeys(count.cautions)
            group = _group(count)
            if group in self.groups:
                self.groups[group].append((name, count))
            else:
                self.numbers[group] += 1
            self.numbers["age"] += count.child is None
        return self._told()

    def _count(self, child: _Child) -> Count:
        values = {answer.name: answer.default for answer in ANSWERS}
        for column, (value, _) in child.told.items():
            values[column] = NOT_KNOWN if value in (_MIXED, UNKNOWN) else value
        entries = [dict(zip((DATE, SERVICE, REFERENCE, TIME), contact)) for contact in child.contacts]
        answers = Answers({**values, "attendances": entries}, set(), [], self.as_of)
        emergency_attendance.check(answers, self.edition)
        lines = [contact[-1] for contact, entry in zip(child.contacts, entries) if contact[0] and not entry[DATE]]
        for line, warning in zip(lines, answers.warnings, strict=True):
            self._problem(line, DATE, problem_text(warning, self.edition)["text"])
        return count_contacts(answers, self.edition)


def _group(count: Count) -> str:
    if count.reached is not False:
        return REACHED if count.reached else NOT_RULED_OUT
    if count.child is False:
        return OUTSIDE_POLICY
    return BELOW if count.counted else NOTHING_TO_COUNT
