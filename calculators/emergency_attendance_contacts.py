"""The contacts of a child that count, and how many there can be in one window. Clauses 13.1 and 13.3."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum, auto
from typing import Any

from calculators.core.answers import NOT_KNOWN, Answers
from calculators.core.dates import days_inclusive, earliest_within, latest_within
from calculators.core.edition import Edition
from calculators.core.windows import can_stay_apart, clusters

NAME = "emergency-attendance"


class Contacts(StrEnum):
    """How many contacts with emergency services there have been, against the threshold of 13.3."""

    NONE = auto()
    BELOW_THRESHOLD = auto()
    THRESHOLD_REACHED = auto()


# What tells contacts of one day apart: a service, by which answer, and that answer.
Mark = tuple[str, str, str]


def _same_contact(entry: dict[str, Any]) -> Mark | None:
    """Return what makes two entries of one date one contact: a service with an equal reference, or else an equal time."""
    told_apart_by = "reference" if entry["reference"] else "time"
    mark = entry[told_apart_by]
    return (entry["service"], told_apart_by, mark) if entry["service"] and mark else None


class Counted:
    """The contacts of a list that count: those with a date (sorted, repeats taken once) and those without one.

    dates: a date each. undated: for each, None or the mark that would make it a repeat. sure_dates, sure_undated: those
    of them whose service is known, and so certainly counts. marks: mark -> its dates. repeats: entries left out.
    """

    def __init__(self, entries: Iterable[dict[str, Any]], edition: Edition, earliest: date, as_of: date):
        self.dates: list[date] = []
        self.sure_dates: list[date] = []
        self.undated: list[Mark | None] = []
        self.marks: dict[Mark, set[date]] = {}
        self.sure_undated: list[Mark | None] = []
        self.repeats = 0
        left_out = edition.values(NAME, "services_not_counted")
        for entry in entries:
            if entry["service"] not in left_out:
                self._add(entry, earliest, as_of)
        self.dates.sort()
        self.sure_dates.sort()

    def _add(self, entry: dict[str, Any], earliest: date, as_of: date) -> None:
        mark, day = _same_contact(entry), entry["date"]
        if day is NOT_KNOWN or not earliest <= day <= as_of:
            self.undated.append(mark)
            if entry["service"]:
                self.sure_undated.append(mark)
            return
        if mark and day in self.marks.setdefault(mark, set()):
            self.repeats += 1
            return
        if mark:
            self.marks[mark].add(day)
        self.dates.append(day)
        if entry["service"]:
            self.sure_dates.append(day)

    @property
    def total(self) -> int:
        return len(self.dates) + len(self.undated)

    def fewest_more(self) -> int:
        """Return how many of the undated contacts are certainly further contacts: no repeat, and of a service that counts."""
        marks = {mark for mark in self.sure_undated if mark}
        return sum(mark is None for mark in self.sure_undated) + sum(mark not in self.marks for mark in marks)

    def most_more(self, first: date, last: date) -> int:
        """Return how many of the undated contacts can lie between two days without repeating another."""
        days, most = days_inclusive(first, last), 0
        groups: dict[Mark | None, int] = {}
        for mark in self.undated:
            groups[mark] = groups.get(mark, 0) + 1
        for mark, number in groups.items():
            most += min(number, days - sum(first <= day <= last for day in self.marks.get(mark, ()))) if mark else number
        return most


def counted_contacts(answers: Answers, edition: Edition, earliest: date) -> Counted:
    """Return the counted contacts of these answers, worked out once for each list."""
    entries = answers["attendances"]
    counted: Counted = answers.once(
        edition, (NAME, id(entries), earliest), lambda: Counted(entries or (), edition, earliest, answers.as_of), entries
    )
    return counted


def possible_contacts(answers: Answers, edition: Edition, earliest: date) -> frozenset[Contacts]:
    """Return every count that some completion of the attendances gives, for a child not born before `earliest`."""
    if answers["attendances"] is NOT_KNOWN:
        return frozenset(Contacts)
    threshold = edition.threshold(NAME, "contacts")
    size, months, as_of = threshold.first_met, threshold.months, answers.as_of
    counted = counted_contacts(answers, edition, earliest)
    found = set()
    if next(clusters(counted.dates, size, months), None) or any(
        _reaches(counted, start, size, months, as_of) for start in _window_starts(counted, months, earliest, as_of)
    ):
        found.add(Contacts.THRESHOLD_REACHED)
    fewest = counted.fewest_more()
    if not counted.sure_dates and not fewest:
        found.add(Contacts.NONE)
    if counted.total and can_stay_apart(counted.sure_dates, fewest, size, months, earliest, as_of):
        found.add(Contacts.BELOW_THRESHOLD)
    return frozenset(found)


def _window_starts(counted: Counted, months: int, earliest: date, as_of: date) -> Iterator[date]:
    yield from counted.dates
    yield max(earliest, earliest_within(as_of, months))
    yield from (max(earliest, earliest_within(day, months)) for day in counted.dates)


def _reaches(counted: Counted, start: date, size: int, months: int, as_of: date) -> bool:
    end = min(as_of, latest_within(start, months))
    dated = sum(start <= day <= end for day in counted.dates)
    return dated + counted.most_more(start, end) >= size
