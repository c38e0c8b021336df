"""Hours on a clock on the wall, also over a night on which the clocks change. Times carry no zone: all are local."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class ClockChange:
    """The moment at which the clocks change. at: what a clock shows that was not yet changed; to: what it is set to."""

    at: datetime
    to: datetime

    @classmethod
    def from_data(cls, data: Mapping[str, str]) -> "ClockChange":
        """Build from {"at", "to"}, each as YYYY-MM-DDTHH:MM."""
        return cls(datetime.fromisoformat(data["at"]), datetime.fromisoformat(data["to"]))

    @property
    def back(self) -> bool:
        """Say whether the clocks go back, so that an hour comes twice."""
        return self.to < self.at

    def skips(self, moment: datetime) -> bool:
        """Say whether no clock ever shows `moment`, because the clocks go forward over it."""
        return self.at <= moment < self.to


def gone_back(moment: datetime, until: datetime, changes: Iterable[ClockChange]) -> timedelta:
    """Return by how much the clocks go back after `moment` and up to `until`.

    A moment in the hour that comes twice is taken as its first coming: a deadline counted from it is the earlier one.
    """
    return sum((change.at - change.to for change in changes if change.back and moment < change.at <= until), timedelta())


def latest_after(moment: datetime, length: timedelta, changes: Iterable[ClockChange]) -> datetime:
    """Return what the clock shows at the end of `length` after `moment`, by the earlier of two ways to count.

    One way counts the time that passes, the other lets the hands go round. They differ only when the clocks change in
    between: when they go back, time that passes ends first; when they go forward, the hands do. An end that no clock
    shows is moved to the moment at which the clocks go forward, which is earlier still than the time that passes.
    """
    changes = tuple(changes)
    end = moment + length
    end -= gone_back(moment, end, changes)
    return next((change.to for change in changes if change.skips(end)), end)
