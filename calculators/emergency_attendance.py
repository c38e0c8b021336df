"""Must a child's records be reviewed after emergency attendances, and who is told now? Clauses 13.1 to 13.5 and 3.4.

A count below the threshold is never an all-clear: a concern outranks the count from the first attendance (13.4).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import Any

from calculators.core.ages import age_shown, birth_problems, births_allowed
from calculators.core.answers import NOT_KNOWN, Answers, Choice, Clock, Day, Entries, Problem, Text, WholeNumber, entry_name
from calculators.core.choices import BOTH, NO, YES, yes_or_no
from calculators.core.dates import age_on, birthday, day_after, day_before, days_inclusive, earliest_within, latest_birth, latest_within
from calculators.core.decision import Decision, Part
from calculators.core.edition import Edition, Threshold
from calculators.core.events import change_within
from calculators.core.explanation import Change, Reason
from calculators.core.facts import Fact, Known, Value, combine
from calculators.core.outcome import Outcome, Settled
from calculators.core.windows import can_stay_apart, clusters, largest_cluster, openings

NAME = "emergency-attendance"

SERVICES = (
    "emergency_department",
    "walk_in_centre",
    "nhs_111",
    "urgent_treatment_centre",
    "ambulance_999",
    "gp_out_of_hours",
    "gp_in_hours",
    "abroad",
    "other",
)

ANSWERS = (
    Day("date_of_birth"),
    WholeNumber("age_years"),
    Choice("learning_disability_or_care_leaver", (YES, NO), default=NO),
    Entries(
        "attendances",
        (
            Day("date"),
            Choice("service", SERVICES),
            Text("reference"),
            Clock("time"),
        ),
        soft=("date", "time"),
    ),
    Choice("concern", (YES, NO, "unsure")),
    Choice("social_worker", (YES, NO)),
)


class Contacts(StrEnum):
    """How many contacts with emergency services there have been, against the threshold of 13.3."""

    NONE = auto()
    BELOW_THRESHOLD = auto()
    THRESHOLD_REACHED = auto()


def decide(*, child: bool, contacts: Contacts, concern: bool, social_worker: bool) -> Outcome:
    """13.2 to 13.4. A concern outranks the count: 13.4 applies from the first attendance."""
    if not child:
        return Outcome("outside_policy", "outside_policy")  # 3.4
    due = []
    if concern:
        due.append("refer_now")  # 13.4
    if social_worker:
        due.append("tell_social_worker")  # 13.2: immediately
    if contacts is Contacts.THRESHOLD_REACHED:
        due.append("review_records")  # 13.3
    told = []
    if contacts is not Contacts.NONE:
        due.append("share_attendance")  # 13.2: every attendance
        told += ["gp", "health_visitor_or_school_nurse"]
    if social_worker:
        told.append("social_worker")
    name = {Contacts.NONE: "no_contact", Contacts.BELOW_THRESHOLD: "share", Contacts.THRESHOLD_REACHED: "review"}[contacts]
    return Outcome(name, name, tuple(due), tuple(told))


# From answers to facts

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


def _counted(answers: Answers, edition: Edition, earliest: date) -> Counted:
    """Return the counted contacts of these answers, worked out once for each list."""
    entries = answers["attendances"]
    key = (NAME, id(entries), earliest)
    if key not in answers.memo:
        answers.memo[key] = (Counted(entries or (), edition, earliest, answers.as_of), entries)
    return answers.memo[key][0]


def _possible_contacts(answers: Answers, edition: Edition, earliest: date) -> frozenset[Contacts]:
    """Return every count that some completion of the attendances gives, for a child not born before `earliest`."""
    if answers["attendances"] is NOT_KNOWN:
        return frozenset(Contacts)
    threshold = edition.threshold(NAME, "contacts")
    size, months, as_of = threshold.first_met, threshold.months, answers.as_of
    counted = _counted(answers, edition, earliest)
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


def _scope_limit(answers: Answers, edition: Edition) -> tuple[Any, ...]:
    """Return the age limits that may apply (3.4): one, or both where a learning disability is not known."""
    plain, extended = (edition.threshold("child", name) for name in ("age_limit", "age_limit_extended"))
    return {YES: (extended,), NO: (plain,)}.get(answers["learning_disability_or_care_leaver"], (plain, extended))


def _earliest_birth(answers: Answers, edition: Edition) -> date:
    """Return the earliest day on which a child of this policy can have been born, as far as the answers allow."""
    limit = max(limit.value for limit in _scope_limit(answers, edition))
    return min(answers.as_of, max(births_allowed(answers).first, day_after(latest_birth(limit, answers.as_of))))


def _child_and_contacts(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Return every (child, contacts) that some completion of the answers gives.

    For an adult the count makes no difference and stands as none.
    """
    births, as_of = births_allowed(answers), answers.as_of
    found = set()
    for limit in _scope_limit(answers, edition):
        ages = [age_on(birth, as_of) for birth in births.around([limit.value], as_of, as_of)]
        if any(not limit.met_by(age) for age in ages):
            found.add((False, Contacts.NONE))
        if any(limit.met_by(age) for age in ages):
            earliest = min(as_of, max(births.first, day_after(latest_birth(limit.value, as_of))))
            found |= {(True, contacts) for contacts in _possible_contacts(answers, edition, earliest)}
    return frozenset(found)


# Not sure about a concern (13.4) is not known: the advice to take is the same.
FACTS = (
    Fact(
        ("child", "contacts"),
        ((False, Contacts.NONE), *combine((True,), Contacts)),
        ("date_of_birth", "age_years", "learning_disability_or_care_leaver", "attendances"),
        _child_and_contacts,
    ),
    Fact(("concern",), combine(BOTH), ("concern",), yes_or_no("concern")),
    Fact(("social_worker",), combine(BOTH), ("social_worker",), yes_or_no("social_worker")),
)


def check(answers: Answers, edition: Edition) -> list[Problem]:
    """Return the problem of a birth after the day of decision; warn of contacts outside the child's life.

    Such a contact stays on the list: its date is then not known.
    """
    problems = birth_problems(answers)
    if problems:
        return problems
    earliest = _earliest_birth(answers, edition)
    for number, entry in enumerate(answers["attendances"] or ()):
        day = entry["date"]
        if day and not earliest <= day <= answers.as_of:
            kind, values = (
                ("entry_after_as_of", {"as_of": answers.as_of}) if day > answers.as_of else ("entry_before_birth", {"birth": earliest})
            )
            answers.warnings.append(Problem(entry_name("attendances", number, "date"), kind, {"day": day} | values))
            entry["date"] = NOT_KNOWN
    return []


def candidates(name: str, answers: Answers, edition: Edition) -> Iterable[Any]:
    """Return values of a birth, an age or the list that between them show every difference it can make."""
    limits = [limit.value for limit in _scope_limit(answers, edition)]
    if name == "attendances":
        return _lists_to_try(answers, edition)
    free = answers.having(name, NOT_KNOWN)
    births = births_allowed(free)
    dated = {entry["date"] for entry in answers["attendances"] or () if entry["date"]}
    days = births.around(limits, answers.as_of, answers.as_of) | {day for day in dated if births.first <= day <= births.last}
    return days if name == "date_of_birth" else {age_on(birth, answers.as_of) for birth in days}


def _lists_to_try(answers: Answers, edition: Edition) -> Iterator[list[dict[str, Any]]]:
    """Yield lists that settle one more thing: how many contacts there were, or one date or service that is not known."""
    entries = answers["attendances"]
    if entries is NOT_KNOWN:
        one = {"date": answers.as_of, "service": edition.values(NAME, "services")[0], "reference": NOT_KNOWN, "time": NOT_KNOWN}
        yield from ([one] * number for number in (0, 1, edition.threshold(NAME, "contacts").first_met))
        return
    number, part = _one_open(answers)
    values = _days_to_try(answers, edition) if part == "date" else SERVICES if part == "service" else ()
    yield from ([*entries[:number], {**entries[number], part: value}, *entries[number + 1 :]] for value in values)


def _days_to_try(answers: Answers, edition: Edition) -> set[date]:
    """Return days for one contact that, beside the dated ones, show every count: in, at the edge of and out of each window."""
    months, earliest = edition.threshold(NAME, "contacts").months, _earliest_birth(answers, edition)
    days = {earliest, answers.as_of}
    for entry in answers["attendances"]:
        day = entry["date"]
        if day:
            first, last = earliest_within(day, months), latest_within(day, months)
            days |= {day, day_after(day), day_before(day), first, last, day_before(first), day_after(last)}
    return {day for day in days if earliest <= day <= answers.as_of}


def partly_known(answers: Answers) -> tuple[str, ...]:
    """Return "attendances" where an entry has no date, or no service, that is known."""
    return ("attendances",) if any(_open(answers["attendances"] or ())) else ()


def _open(entries: Iterable[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield the position and the name of each date or service of the list that is not known."""
    return ((number, part) for number, entry in enumerate(entries) for part in ("date", "service") if entry[part] is NOT_KNOWN)


def _one_open(answers: Answers) -> tuple[int, str | None]:
    """Return the position and the name of one date or service that is not known, worked out once for each list.

    Which one depends on what the entries say and not on the order in which they were given.
    """
    entries = answers["attendances"]
    key = (NAME, "attendances", id(entries))
    if key not in answers.memo:
        found = min(_open(entries), key=lambda place: tuple(map(str, entries[place[0]].values())), default=(0, NOT_KNOWN))
        answers.memo[key] = (found, entries)
    return answers.memo[key][0]


# What to tell beside the outcome


def reasons(answers: Answers, known: Known, edition: Edition) -> list[Reason]:
    """Return the tests in the order a person would check them: 3.4, 13.1 and 13.3, 13.4, 13.2."""
    counts = {contacts for child, contacts in known["child"] if child}
    found = [_child_reason(answers, known, edition)]
    if counts:
        found += _count_reasons(answers, counts, edition)
    for fact in ("concern", "social_worker"):
        met = next(iter(known[fact]))[0] if len(known[fact]) == 1 else None
        found.append(Reason(fact, answers[fact] or "not_known", met))
    return found


def _child_reason(answers: Answers, known: Known, edition: Edition) -> Reason:
    truths = {child for child, _ in known["child"]}
    met = truths.pop() if len(truths) == 1 else None
    extension = "learning_disability_or_care_leaver"
    years, extended = age_shown(answers, answers.as_of), answers[extension]
    if years is None:
        return Reason("child", "not_known", met)
    found = "extended" if extended == YES else "age"
    in_between = not edition.threshold("child", "age_limit").met_by(years) and edition.threshold("child", "age_limit_extended").met_by(
        years
    )
    if in_between and extended == NO:
        found = "not_extended" if extension in answers.given else "taken_as_not_extended"
    return Reason("child", found, met, {"count": years, "day": answers.as_of}, ground=met is False)


def _count_reasons(answers: Answers, counts: set[Contacts], edition: Edition) -> Iterator[Reason]:
    threshold = edition.threshold(NAME, "contacts")
    met = None if len(counts) > 1 else Contacts.THRESHOLD_REACHED in counts
    fact = "contacts_in_any_12_months"
    if answers["attendances"] is NOT_KNOWN:
        yield Reason(fact, "not_known", met)
        return
    counted = _counted(answers, edition, _earliest_birth(answers, edition))
    yield _cluster_reason(fact, counted, threshold, met)
    if counted.undated:
        yield Reason("undated_contacts", "found", None, {"count": len(counted.undated)})
    if counted.repeats:
        yield Reason("repeated_entries", "found", True, {"count": counted.repeats})
    left_out = edition.values(NAME, "services_not_counted")
    shown = sum(entry["service"] in left_out for entry in answers["attendances"])
    if shown:
        yield Reason("not_counted", "found", True, {"count": shown})


def _cluster_reason(fact: str, counted: Counted, threshold: Threshold, met: bool | None) -> Reason:
    if not counted.total:
        return Reason(fact, "none", met, ground=True)
    if not counted.dates:
        return Reason(fact, "no_dates", met, {"count": counted.total})
    most = largest_cluster(counted.dates, threshold.months)
    first, last = list(clusters(counted.dates, most, threshold.months))[-1]
    values = {"count": most, "first": first, "last": last}
    if met and not threshold.met_by(most):
        return Reason(fact, "and_undated", met, values | {"undated": len(counted.undated)})
    return Reason(fact, "one_day" if first == last else "dated", met, values)


def cautions(answers: Answers, known: Known, edition: Edition) -> tuple[str, ...]:
    """Return the caution that contacts with a service that 13.1 does not list are counted."""
    listed = (*edition.values(NAME, "services"), *edition.values(NAME, "services_not_counted"))
    entries = answers["attendances"] or ()
    in_policy = any(child for child, _ in known["child"])
    return ("service_not_listed",) if in_policy and any(entry["service"] not in listed for entry in entries) else ()


def nearest_change(answers: Answers, known: Known, settled: Settled, edition: Edition) -> Change | None:
    """Return how many more contacts, and between which days, would make a review due; or what would bring the person in."""
    if settled.possible == ("outside_policy",):
        return _extension(answers, edition)
    if settled.possible not in (("share",), ("no_contact",)):
        return None
    threshold = edition.threshold(NAME, "contacts")
    size, months = threshold.first_met, threshold.months
    counted = _counted(answers, edition, _earliest_birth(answers, edition))
    dates = counted.dates
    most = largest_cluster(dates, months)
    if counted.undated:
        return Change("contacts_more", {"count": size - most - len(counted.undated)})
    if not most:
        return Change("contacts", {"count": size, "words": threshold.words})
    births, limit = births_allowed(answers), min(limit.value for limit in _scope_limit(answers, edition))
    # Where only the age is known, the birthday may be as early as tomorrow.
    last_day = day_before(birthday(births.first, limit))
    stretches = [(max(first, births.first), min(last, last_day)) for first, last in openings(dates, size - most, months)]
    return change_within("contacts", size - most, stretches, answers.as_of)


def _extension(answers: Answers, edition: Edition) -> Change | None:
    """Return that a learning disability or leaving care, of which nobody spoke, would bring the person into the policy (3.4)."""
    years = age_shown(answers, answers.as_of)
    covered = years is not None and edition.threshold("child", "age_limit_extended").met_by(years)
    return Change("extension") if covered and "learning_disability_or_care_leaver" not in answers.given else None


# What the contacts come to, for a list of many children


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
    values = _child_and_contacts(answers, edition)
    # A concern and a social worker change what is done, never the outcome's name.
    names = {decide(child=child, contacts=contacts, concern=False, social_worker=False).name for child, contacts in values}
    counted = _counted(answers, edition, _earliest_birth(answers, edition))
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


DECISION = Decision(
    name=NAME,
    answers=ANSWERS,
    parts=(Part(FACTS, decide),),
    outcomes=("review", "share", "no_contact", "outside_policy"),
    check=check,
    candidates=candidates,
    partly_known=partly_known,
    settles_nothing=frozenset({("concern", "unsure")}),
    reasons=reasons,
    cautions=cautions,
    nearest_change=nearest_change,
)
