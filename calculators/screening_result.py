"""What a screening comes to, as plain data for a page and as a table to save; holds no wording itself."""

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from calculators.core.answers import AS_OF, shown
from calculators.emergency_attendance import DECISION, NAME
from calculators.screening import BELOW, CHILD, NOTHING_TO_COUNT, OUTSIDE_POLICY, SERVICE, Screening
from calculators.screening_count import Count

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet program may run a cell that begins so
FROM_COUNT = ("first", "last", "number", "counted", "undated", "without_service")
AGE, GROUP = "age", "group"


def result(screening: Screening, most: int) -> dict[str, Any]:
    """Return the result with the edition's words as plain, JSON-able data; of each group at most so many children."""
    words, say = screening.edition.words[NAME], screening.say
    screen, numbers = words["screen"], screening.numbers
    empty = DECISION.answer({AS_OF: screening.as_of.isoformat(), "attendances": []}, screening.edition)
    return {
        "as_of": screening.as_of.isoformat(),
        "about": say(screen["about_result"], {"edition": screening.edition.name, "as_of": screening.as_of}),
        "emergency": empty["emergency"],
        "summary": [_counted(screening, group, len(found)) for group, found in screening.groups.items()],
        "groups": [_group(screening, group, most) for group in screening.groups],
        "rest": [_counted(screening, name, numbers[name]) for name in (BELOW, NOTHING_TO_COUNT, OUTSIDE_POLICY)],
        "rest_note": words["outcomes"]["share"]["note"],
        "notes": list(_notes(screening)),
        "cautions": [
            *(entry["text"] for name, entry in words["cautions"].items() if name in screening.cautions),
            *(entry["text"] for entry in empty["cautions"]),
        ],
    }


def _group(screening: Screening, group: str, most: int) -> dict[str, Any]:
    screen, found = screening.words, _latest_first(screening.groups[group])
    return {
        "title": screen["groups"][group]["title"],
        "note": screen["groups"][group]["note"],
        "count": len(found),
        "headings": [screen["table"][column] for column in (CHILD, *FROM_COUNT, AGE)],
        "rows": [
            [shown(name), *(_in_words(screening, getattr(count, part)) for part in FROM_COUNT), _age(screening, count)]
            for name, count in found[:most]
        ],
    }


def _in_words(screening: Screening, value: Any) -> str:
    return screening.words["table"]["not_known"] if value is None else screening.say.shown(value)


def _age(screening: Screening, count: Count) -> str:
    table: dict[str, str] = screening.words["table"]
    return table["not_known" if count.child is None else "known"]


def _counted(screening: Screening, name: str, number: int) -> str:
    return screening.say(screening.words["counts"][name], {"count": number})


def _notes(screening: Screening) -> Iterator[str]:
    numbers = screening.numbers | {"encoding": screening.other_encoding}
    yield from (_counted(screening, name, numbers[name]) for name in ("rows", "children"))
    if not screening.has_column(SERVICE):
        yield screening.words["no_service_column"]
    yield from (_counted(screening, name, numbers[name]) for name in ("unassigned", "repeats", "age", "encoding") if numbers[name])


def saved(screening: Screening) -> Iterator[str]:
    """Yield the lines of the result as a table to save: a header, then one line a child, made safe for spreadsheet programs."""
    table, written = screening.words["table"], _Written()
    writer = csv.writer(written)
    writer.writerow([table[column] for column in (CHILD, GROUP, *FROM_COUNT, AGE)])
    yield written.text
    for group, found in screening.groups.items():
        title = screening.words["groups"][group]["title"]
        for name, count in _latest_first(found):
            cells = [name, title, *(_plain(getattr(count, part)) for part in FROM_COUNT), _age(screening, count)]
            writer.writerow(map(safe, cells))
            yield written.text


def _latest_first(found: list[tuple[str, Count]]) -> list[tuple[str, Count]]:
    return sorted(found, key=lambda entry: entry[1].last or date.min, reverse=True)


def _plain(value: Any) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def safe(cell: str) -> str:
    """Return a cell that a spreadsheet program shows as text, whatever it begins with."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


class _Written:
    """Holds the line that the csv writer wrote last."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text
