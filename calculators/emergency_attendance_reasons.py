"""What is told of a child beside the outcome: the tests in the order of the clauses, and what would change the answer."""

from collections.abc import Iterator

from calculators.core.ages import age_shown, births_allowed
from calculators.core.answers import NOT_KNOWN, Answers
from calculators.core.choices import NO, YES
from calculators.core.dates import birthday, day_before
from calculators.core.edition import Edition, Threshold
from calculators.core.events import change_within
from calculators.core.explanation import Change, Reason
from calculators.core.facts import Known
from calculators.core.outcome import Settled
from calculators.core.windows import clusters, largest_cluster, openings
from calculators.emergency_attendance_contacts import NAME, Contacts, Counted, counted_contacts
from calculators.emergency_attendance_facts import earliest_birth, scope_limits


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
    counted = counted_contacts(answers, edition, earliest_birth(answers, edition))
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
    counted = counted_contacts(answers, edition, earliest_birth(answers, edition))
    dates = counted.dates
    most = largest_cluster(dates, months)
    if counted.undated or len(counted.sure_dates) < len(dates):  # a service that is not known may be one that does not count
        return Change("contacts_more", {"count": size - most - len(counted.undated)})
    if not most:
        return Change("contacts", {"count": size, "words": threshold.words})
    births, limit = births_allowed(answers), min(limit.value for limit in scope_limits(answers, edition))
    # Where only the age is known, the birthday may be as early as tomorrow.
    last_day = day_before(birthday(births.first, limit))
    stretches = [(max(first, births.first), min(last, last_day)) for first, last in openings(dates, size - most, months)]
    return change_within("contacts", size - most, stretches, answers.as_of)


def _extension(answers: Answers, edition: Edition) -> Change | None:
    """Return that a learning disability or leaving care, of which nobody spoke, would bring the person into the policy (3.4)."""
    years = age_shown(answers, answers.as_of)
    covered = years is not None and edition.threshold("child", "age_limit_extended").met_by(years)
    return Change("extension") if covered and "learning_disability_or_care_leaver" not in answers.given else None
