"""The children of a household, each seen on its own: what is known, what is settled and what is said. Clause 21.2."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators.core.ages import births_allowed
from calculators.core.answers import NOT_KNOWN, Answers, Entry
from calculators.core.dates import age_on
from calculators.core.edition import Edition
from calculators.core.explanation import Reason, explain
from calculators.core.facts import Known, Value
from calculators.core.outcome import Settled
from calculators.dart_routing_answers import CHILD_ANSWERS, CHILDREN, INCIDENTS
from calculators.dart_routing_child import CHILD, Standing, place_of
from calculators.dart_routing_family import incidents_of


@dataclass(frozen=True)
class Child:
    """One child of the household: its own answers, what is known and what is settled.

    younger: the places of the younger ages that it may have had at the latest incident. age_then: its age in whole years
    on the day of that incident, and that day, where both are certain.
    """

    answers: Answers
    known: Known
    settled: Settled
    younger: frozenset[Value]
    age_then: tuple[int, date] | None

    @property
    def adult(self) -> bool:
        return self.settled.possible == ("outside",)

    def used(self, edition: Edition) -> tuple[str, ...]:
        """Return the answers given that decided who is told, for today's age or for the one at the incident."""
        today = CHILD.used(self.answers, self.known, edition)
        return (*today, *(name for name in self._of_younger(CHILD.used, edition) if name not in today))

    def ignored(self, edition: Edition) -> tuple[str, ...]:
        """Return the answers that were given and make no difference at either age."""
        used = self.used(edition)
        return tuple(name for name in CHILD.ignored(self.answers, self.known, edition) if name not in used)

    def unknown(self, edition: Edition) -> tuple[str, ...]:
        """Return the answers that are not known and could still change who is told, at either age."""
        today = CHILD.unknown(self.answers, self.known, edition)
        return (*today, *(name for name in self._of_younger(CHILD.unknown, edition) if name not in today))

    def _of_younger(self, question: Callable[[Answers, Known, Edition], tuple[str, ...]], edition: Edition) -> Iterator[str]:
        """Yield the answers to a question about the younger age, but for those that make the age itself."""
        if self.younger:
            names = question(self.answers, {**self.known, "standing": self.younger}, edition)
            yield from (name for name in names if name not in CHILD.facts[0].reads)


def children_of(answers: Answers, edition: Edition) -> list[Child]:
    """Return every child as the small decision sees it; where it is not known how many, one of whom nothing is known.

    Such a child may be unborn, or registered with no GP: no usual answer is taken for it.
    """
    entries = answers[CHILDREN]
    if entries is NOT_KNOWN:
        entries = [Entry.fromkeys((answer.name for answer in CHILD_ANSWERS), NOT_KNOWN)]
    children = []
    for entry in entries:
        own = Answers(dict(entry), {name for name in entry.given if entry[name] is not NOT_KNOWN}, [], answers.as_of)
        known = CHILD.derive(own, edition)
        younger, age_then = _younger_places(own, known, answers, edition)
        settled = CHILD.settle(known, edition)
        if younger:
            settled = settled | CHILD.settle({**known, "standing": younger}, edition)
        children.append(Child(own, known, settled, younger, age_then))
    return children


def _younger_places(own: Answers, known: Known, answers: Answers, edition: Edition) -> tuple[frozenset[Value], tuple[int, date] | None]:
    """Return the places of the younger ages that the child may have had at the latest incident, and its age then if certain.

    Only for a child of a known age; whoever is certainly an adult today is outside, whatever the day of the incident.
    """
    incidents, births = incidents_of(answers), births_allowed(own)
    routed = any(place[0] in (Standing.CHILD, Standing.YOUNG_ADULT) for place in known["standing"])
    undated = incidents.undated or answers[INCIDENTS] is NOT_KNOWN
    if not routed or births.unbounded or not (incidents.dates or undated):
        return frozenset(), None
    first = incidents.dates[-1] if incidents.dates else births.first
    last = answers.as_of if undated else first
    oldest, youngest = (max(0, age_on(birth, day)) for birth, day in ((births.first, last), (births.last, first)))
    places = {place_of(age, False, edition) for age in range(youngest, oldest + 1)}
    age_then = (oldest, first) if (oldest, first) == (youngest, last) else None
    return frozenset(places - known["standing"]), age_then


def _cautions(child: Child, edition: Edition) -> tuple[str, ...]:
    """Return the cautions of the age today; those of a younger age at the incident would say of today what does not hold.

    That the clause names the GP only is no doubt where the School Health Advisor is told for that younger age.
    """
    told_of_younger = "school_health_advisor" in child.settled.recipients
    found = CHILD.settle(child.known, edition).cautions
    return tuple(caution for caution in found if caution != "past_school_band" or not told_of_younger)


def describe(child: Child, edition: Edition) -> dict[str, Any]:
    """Return what is said of one child, as plain data."""
    answers, known, settled = child.answers, child.known, child.settled
    reasons = CHILD.reasons(answers, known, edition)
    if child.younger:
        at_incident = Reason("age_at_incident", "may_be_younger", None)
        if child.age_then:
            years, day = child.age_then
            born = day >= births_allowed(answers).first
            at_incident = Reason("age_at_incident", "younger" if born else "not_born_yet", True, {"count": years, "day": day})
        reasons.insert(1, at_incident)
    told = explain(
        CHILD.name,
        edition,
        answers,
        settled,
        reasons=reasons,
        cautions=_cautions(child, edition),
        unknown=(*child.unknown(edition), *((INCIDENTS,) if child.younger and not child.age_then else ())),
        decided_by=child.used(edition),
        ignored=child.ignored(edition),
        nearest_change=CHILD.nearest_change(answers, known, settled, edition),
        depends=lambda action: CHILD.depends(action, answers, known, edition),
        whole=False,
    )
    kept = ("outcome", "possible", "headline", "recipients", "actions", "reasons", "unknown", "cautions", "warnings", "ignored")
    return {name: told[name] for name in (*kept, "nearest_change")}
