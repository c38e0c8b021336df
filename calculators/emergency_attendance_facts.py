"""What is asked about a child and its contacts, and the facts that the answers leave possible. Clauses 13.1, 13.3 and 3.4."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from calculators.core.ages import AGE, birth_problems, births_allowed
from calculators.core.answers import NOT_KNOWN, Answers, Choice, Clock, Day, Entries, Problem, Text, entry_name
from calculators.core.choices import BOTH, NO, YES, yes_or_no
from calculators.core.dates import age_on, day_after, day_before, earliest_within, latest_birth, latest_within
from calculators.core.edition import Edition
from calculators.core.facts import Fact, Value, combine
from calculators.emergency_attendance_contacts import NAME, Contacts, possible_contacts

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
    AGE,
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


def scope_limits(answers: Answers, edition: Edition) -> tuple[Any, ...]:
    """Return the age limits that may apply (3.4): one, or both where a learning disability is not known."""
    plain, extended = (edition.threshold("child", name) for name in ("age_limit", "age_limit_extended"))
    return {YES: (extended,), NO: (plain,)}.get(answers["learning_disability_or_care_leaver"], (plain, extended))


def earliest_birth(answers: Answers, edition: Edition) -> date:
    """Return the earliest day on which a child of this policy can have been born, as far as the answers allow."""
    limit = max(limit.value for limit in scope_limits(answers, edition))
    return min(answers.as_of, max(births_allowed(answers).first, day_after(latest_birth(limit, answers.as_of))))


def child_and_contacts(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Return every (child, contacts) that some completion of the answers gives.

    For an adult the count makes no difference and stands as none.
    """
    births, as_of = births_allowed(answers), answers.as_of
    found = set()
    for limit in scope_limits(answers, edition):
        ages = [age_on(birth, as_of) for birth in births.around([limit.value], as_of, as_of)]
        if any(not limit.met_by(age) for age in ages):
            found.add((False, Contacts.NONE))
        if any(limit.met_by(age) for age in ages):
            earliest = min(as_of, max(births.first, day_after(latest_birth(limit.value, as_of))))
            found |= {(True, contacts) for contacts in possible_contacts(answers, edition, earliest)}
    return frozenset(found)


# Not sure about a concern (13.4) is not known: the advice to take is the same.
FACTS = (
    Fact(
        ("child", "contacts"),
        ((False, Contacts.NONE), *combine((True,), Contacts)),
        ("date_of_birth", "age_years", "learning_disability_or_care_leaver", "attendances"),
        child_and_contacts,
    ),
    Fact(("concern",), combine(BOTH), ("concern",), yes_or_no("concern")),
    Fact(("social_worker",), combine(BOTH), ("social_worker",), yes_or_no("social_worker")),
)


def check(answers: Answers, edition: Edition) -> list[Problem]:
    """Return the problem of a birth that cannot be; warn of contacts outside the child's life.

    Such a contact stays on the list: its date is then not known.
    """
    problems = birth_problems(answers, edition)
    if problems:
        return problems
    earliest = earliest_birth(answers, edition)
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
    limits = [limit.value for limit in scope_limits(answers, edition)]
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
    months, earliest = edition.threshold(NAME, "contacts").months, earliest_birth(answers, edition)
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
