"""What the contacts of one child come to, whatever the other answers are: for a list of many children. Clause 13.3."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from calculators.core.answers import Answers
from calculators.core.dates import latest_within
from calculators.core.edition import Edition
from calculators.core.windows import clusters
from calculators.emergency_attendance import DECISION, decide
from calculators.emergency_attendance_contacts import NAME, Contacts, counted_contacts
from calculators.emergency_attendance_facts import child_and_contacts, earliest_birth
from calculators.emergency_attendance_reasons import cautions


@dataclass(frozen=True)
class Count:
    """What one child's contacts come to, whatever the other answers are.

    possible: names of the outcomes still possible, most protective first. reached: whether the threshold of 13.3 is
    reached, None where that is not known (a child beyond the policy's age reaches nothing). child: whether the policy
    applies, None where that is not known. first, last: the first run of contacts that reaches the threshold on known
    dates, None where there is none; number: the contacts in the period that begins with `first`. counted: contacts that
    count, repeats once; undated, without_service: those of them whose date or service is not known. repeats: entries left out.
    """

    possible: tuple[str, ...]
    reached: bool | None
    child: bool | None
    first: date | None
    last: date | None
    number: int | None
    counted: int
    undated: int
    without_service: int
    repeats: int
    cautions: tuple[str, ...]


def count_contacts(answers: Answers, edition: Edition) -> Count:
    """Return what the contacts of one child come to; `check` must have seen the answers."""
    values = child_and_contacts(answers, edition)
    # A concern and a social worker change what is done, never the outcome's name.
    names = {decide(child=child, contacts=contacts, concern=False, social_worker=False).name for child, contacts in values}
    counted = counted_contacts(answers, edition, earliest_birth(answers, edition))
    threshold = edition.threshold(NAME, "contacts")
    first, last = next(clusters(counted.dates, threshold.first_met, threshold.months), (None, None))
    period = (first, latest_within(first, threshold.months)) if first else None
    return Count(
        possible=tuple(name for name in DECISION.outcomes if name in names),
        reached=_one_truth(contacts is Contacts.THRESHOLD_REACHED for child, contacts in values if child),
        child=_one_truth(child for child, _ in values),
        first=first,
        last=last,
        number=sum(period[0] <= day <= period[1] for day in counted.dates) if period else None,
        counted=counted.total,
        undated=len(counted.undated),
        without_service=counted.total - len(counted.sure_dates) - len(counted.sure_undated),
        repeats=counted.repeats,
        cautions=cautions(answers, {"child": values}, edition),
    )


def _one_truth(truths: Iterable[bool]) -> bool | None:
    found = set(truths) or {False}
    return found.pop() if len(found) == 1 else None
