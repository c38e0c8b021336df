"""What a calculator is given of an edition: its numbers and its words, as plain data.

The publishing side reads the YAML, checks it and hands over one JSON-able dictionary; the browser receives the same
dictionary inside the page. Nothing here reads a file or a clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import ge, gt, le, lt
from typing import Any

from calculators.core.clock import ClockChange
from calculators.core.working_days import BankHolidays

COMPARISONS = {"at least": ge, "more than": gt, "under": lt, "at most": le}


@dataclass(frozen=True)
class Threshold:
    """A number of the edition (or of the law beside it) with its comparison word.

    value: the bare number; compare: one of COMPARISONS; months: the rolling window in months, where there is one;
    words: how the edition says it.
    """

    value: int
    compare: str
    words: str
    months: int | None = None

    def met_by(self, number: int) -> bool:
        """Say whether `number` meets the test, e.g. 16 does not meet "under 16"."""
        return COMPARISONS[self.compare](number, self.value)

    @property
    def first_met(self) -> int:
        """The smallest whole number that meets an `at least` or `more than`."""
        return self.value if self.met_by(self.value) else self.value + 1


@dataclass(frozen=True)
class Band:
    """Ages in whole years from `lowest` to the end of the year of being `highest`."""

    lowest: int
    highest: int

    def holds(self, age: int) -> bool:
        """Say whether someone of this age is in the band."""
        return self.lowest <= age <= self.highest

    @property
    def edges(self) -> tuple[int, int]:
        """The age at which the band begins and the first age after it."""
        return self.lowest, self.highest + 1


@dataclass(frozen=True)
class Edition:
    """One edition as a calculator sees it.

    name: "3.0"; in_force_from: first day it may be used; lapsed_from: first day after its review date;
    draft: not approved; parameters, words: the edition's numbers and wording for this calculator;
    bank_holidays, clock_changes: the calendar of England for the years that the edition's words name; None and
    empty where they name none.
    """

    name: str
    in_force_from: date | None
    lapsed_from: date | None
    draft: bool
    parameters: Mapping[str, Mapping[str, Any]]
    words: Mapping[str, Any]
    bank_holidays: BankHolidays | None
    clock_changes: tuple[ClockChange, ...]
    _thresholds: dict[tuple[str, str], Threshold] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Edition":
        """Build from the dictionary that `publishing` exports (dates as YYYY-MM-DD or null)."""
        day = {key: date.fromisoformat(data[key]) if data[key] else None for key in ("in_force_from", "lapsed_from")}
        return cls(
            data["edition"],
            day["in_force_from"],
            day["lapsed_from"],
            data["draft"],
            data["parameters"],
            data["words"],
            BankHolidays.from_data(data["bank_holidays"]) if data["bank_holidays"] else None,
            tuple(map(ClockChange.from_data, data["clock_changes"])),
        )

    @property
    def oldest_age(self) -> int:
        """The age, in whole years, above which an age or a date of birth is taken as a slip of the keyboard."""
        age: int = self.words["shared"]["oldest_age"]
        return age

    def threshold(self, group: str, name: str) -> Threshold:
        """Return the parameter `group`.`name`, which must be a number with a comparison word."""
        threshold = self._thresholds.get((group, name))
        if threshold is None:
            entry = self.parameters[group][name]
            within = entry.get("within") or {}
            threshold = Threshold(entry["value"], entry["compare"], entry["words"], within.get("months"))
            self._thresholds[group, name] = threshold
        return threshold

    def band(self, group: str, name: str) -> Band:
        """Return the parameter `group`.`name`, which must be a band of ages."""
        entry = self.parameters[group][name]
        return Band(entry["lowest"], entry["highest"])

    def values(self, group: str, name: str) -> tuple[str, ...]:
        """Return the parameter `group`.`name`, which must be a list of values of an answer."""
        return tuple(self.parameters[group][name]["values"])
