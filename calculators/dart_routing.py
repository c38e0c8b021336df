"""Who is told of a domestic abuse notification (DART), child by child, and is the family discussed? Clauses 21.1 to 21.11.

Composed of two small decisions: one for each child of the household (21.2, by age, education and GP) and one for the
family (21.8, 21.10 and 21.11). What 21.2 leaves open is answered with more people told, never with fewer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import Any

from calculators.core.ages import BIRTH, YEARS, age_shown, birth_problems, births_allowed
from calculators.core.answers import NOT_KNOWN, Answers, Choice, Day, Entries, Entry, Problem, WholeNumber, entry_name, read_answers
from calculators.core.choices import BOTH, NO, YES, certain, yes_or_no
from calculators.core.dates import age_on, birthday
from calculators.core.decision import Decision, Part
from calculators.core.edition import Edition
from calculators.core.events import Events, days_to_try, events_reason, further_events, lists_to_try, may_reach, may_stay_below
from calculators.core.explanation import Change, Reason, explain
from calculators.core.facts import Fact, Known, Value, combine
from calculators.core.outcome import Outcome, Settled

NAME = "dart-routing"
CHILDREN, INCIDENTS = "children", "incidents"
BANDS = ("band_health_visitor", "band_school", "band_gp_only")
# The bands of which the clause says who is told in full-time education and who out of it. An edition may have none.
BY_EDUCATION = "bands_by_education"
EXTENSION = "learning_disability_or_care_leaver"

CHILD_ANSWERS = (
    Day(BIRTH),
    WholeNumber(YEARS),
    Choice("unborn", (YES, NO), default=NO),
    Choice("full_time_education", (YES, NO, "part_time")),
    Choice("gp_registered", (YES, NO), default=YES),
    Choice(EXTENSION, (YES, NO), default=NO),
)
FAMILY_ANSWERS = (
    Entries(INCIDENTS, (Day("date"),), soft=("date",), bare=True, none_if_left_out=True),
    Choice("child_protection_concern", (YES, NO), default=NO),
    Choice("high_risk", (YES, NO), default=NO),
    Choice("concern", (YES, NO), default=NO),
)
ANSWERS = (Entries(CHILDREN, CHILD_ANSWERS, soft=(BIRTH,), none_if_left_out=True), *FAMILY_ANSWERS)


class Standing(StrEnum):
    """Where a person stands towards the policy: 3.4 reaches from the unborn to a young adult of certain needs."""

    UNBORN = auto()
    CHILD = auto()
    YOUNG_ADULT = auto()
    ADULT = auto()
    NOT_KNOWN = auto()


# One child


def decide_child(
    *,
    standing: Standing,
    health_visitor_band: bool,
    school_band: bool,
    gp_band: bool,
    by_education: bool,
    in_education: bool,
    registered: bool,
) -> Outcome:
    """21.2. Where an age stands in two bands both are told; where the text names nobody, the GP, and the nurse is asked.

    by_education: for this age the clause itself names the GP, and the School Health Advisor for those in education.
    """
    if standing is Standing.ADULT:
        return Outcome("outside", "outside", cautions=("adult_route",))  # 3.4
    told: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    if standing is Standing.NOT_KNOWN:
        told = ("health_visitor", "gp", "school_health_advisor")
    if standing is Standing.UNBORN:
        told, cautions = ("health_visitor", "gp", "midwife"), ("unborn",)
    if standing is Standing.YOUNG_ADULT:
        told, cautions = ("gp", "designated_nurse"), ("extended",)
    at_school = in_education and (school_band or (gp_band and by_education))
    out_of_school = school_band and by_education and not in_education
    named = (health_visitor_band, at_school, gp_band or out_of_school)
    if standing is Standing.CHILD:
        by_band = (("health_visitor", "gp"), ("gp", "school_health_advisor"), ("gp",))
        told = tuple(dict.fromkeys(who for band, whom in zip(named, by_band) if band for who in whom))
        if not told:
            told, cautions = ("gp", "designated_nurse"), ("not_in_education",)
        elif out_of_school:
            told, cautions = (*told, "designated_nurse"), ("not_in_education",)
        elif school_band and (health_visitor_band or (gp_band and in_education)):
            cautions = ("two_bands",)
        elif gp_band and in_education and not by_education:
            cautions = ("past_school_band",)
    by_text = "route" if standing is Standing.CHILD and any(named) else "outside"
    if registered:
        return Outcome("route", by_text, (), told, cautions)
    return Outcome("route", by_text, ("find_gp",), tuple(who for who in told if who != "gp"), (*cautions, "no_gp"))


NO_BAND = (False, False, False, False)
AGE_NOT_KNOWN: Value = (Standing.NOT_KNOWN, *NO_BAND)
UNBORN: Value = (Standing.UNBORN, *NO_BAND)
PLACES = (
    UNBORN,
    *combine((Standing.CHILD,), BOTH, BOTH, BOTH, BOTH),
    (Standing.YOUNG_ADULT, *NO_BAND),
    (Standing.ADULT, *NO_BAND),
    AGE_NOT_KNOWN,
)


def _place(age: int, extended: bool, edition: Edition) -> Value:
    """Return where someone of this age stands, in which bands of 21.2, and whether it tells them apart by education."""
    if edition.threshold("child", "age_limit").met_by(age):
        held = [name for name in BANDS if edition.band(NAME, name).holds(age)]
        apart = edition.values(NAME, BY_EDUCATION) if BY_EDUCATION in edition.parameters[NAME] else ()
        return (Standing.CHILD, *(name in held for name in BANDS), any(name in apart for name in held))
    if extended and edition.threshold("child", "age_limit_extended").met_by(age):
        return (Standing.YOUNG_ADULT, *NO_BAND)
    return (Standing.ADULT, *NO_BAND)


def _age_edges(edition: Edition) -> set[int]:
    """Return the ages at which the place of a person can change."""
    edges = {edge for name in BANDS for edge in edition.band(NAME, name).edges}
    return edges | {edition.threshold("child", name).value for name in ("age_limit", "age_limit_extended")}


def _possible_places(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Return every place that some completion of one child's answers gives."""
    if answers["unborn"] == YES:
        return frozenset({UNBORN})
    births = births_allowed(answers)
    ages = {age_on(birth, answers.as_of) for birth in births.around(_age_edges(edition), answers.as_of, answers.as_of)}
    extended = {YES: (True,), NO: (False,)}.get(answers[EXTENSION], BOTH)
    places = {_place(age, reaches, edition) for age in ages for reaches in extended}
    if answers["unborn"] is NOT_KNOWN:
        places.add(UNBORN)
    elif births.unbounded:
        places.add(AGE_NOT_KNOWN)
    return frozenset(places)


def _in_education(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Part-time education is read as education: then the school health service knows the child."""
    given = answers["full_time_education"]
    return frozenset((truth,) for truth in (BOTH if given is NOT_KNOWN else (given != NO,)))


CHILD_FACTS = (
    Fact(
        ("standing", "health_visitor_band", "school_band", "gp_band", "by_education"),
        PLACES,
        (BIRTH, YEARS, "unborn", EXTENSION),
        _possible_places,
        not_known=frozenset({AGE_NOT_KNOWN}),
    ),
    Fact(("in_education",), combine(BOTH), ("full_time_education",), _in_education),
    Fact(("registered",), combine(BOTH), ("gp_registered",), yes_or_no("gp_registered")),
)


def _child_candidates(name: str, answers: Answers, edition: Edition) -> Iterable[Any]:
    births = births_allowed(answers.having(name, NOT_KNOWN)).around(_age_edges(edition), answers.as_of, answers.as_of)
    return births if name == BIRTH else {age_on(birth, answers.as_of) for birth in births}


def _child_reasons(answers: Answers, known: Known, edition: Edition) -> list[Reason]:
    places = {place[0] for place in known["standing"]}
    years = age_shown(answers, answers.as_of)
    met = None if len(places) > 1 else places != {Standing.ADULT}
    if places == {Standing.UNBORN}:
        age = Reason("age", "unborn", met)
    elif years is None or answers["unborn"] is NOT_KNOWN:
        age = Reason("age", "not_known", met)
    else:
        age = Reason("age", _age_found(years, answers, edition), met, {"count": years, "day": answers.as_of}, ground=met is False)
    registered = answers["gp_registered"] or "not_known"
    if registered == YES and "gp_registered" not in answers.given:
        registered = "taken_as_registered"
    in_education = answers["full_time_education"] or "not_known"
    return [
        age,
        Reason("full_time_education", in_education, certain(known["in_education"])),
        Reason("gp_registered", registered, certain(known["registered"])),
    ]


def _age_found(years: int, answers: Answers, edition: Edition) -> str:
    """Return how an age is told: with what 3.4 asks beside it, where that counts at this age."""
    limit, extended = (edition.threshold("child", name) for name in ("age_limit", "age_limit_extended"))
    if limit.met_by(years) or not extended.met_by(years):
        return "age"
    taken = "not_extended" if EXTENSION in answers.given else "taken_as_not_extended"
    return {YES: "extended", NO: taken}.get(answers[EXTENSION], "extension_not_known")


def _next_birthday(answers: Answers, known: Known, settled: Settled, edition: Edition) -> Change | None:
    """Return the first birthday from which somebody else is told of this child; or what would bring in who is too old."""
    births = births_allowed(answers)
    if settled.possible == ("outside",):
        return _extension(answers, edition)
    if answers["unborn"] != NO or not births.known or settled.possible != ("route",):
        return None
    now, extended = age_on(births.first, answers.as_of), answers[EXTENSION] == YES

    def told_at(age: int) -> tuple[str, set[str]]:
        by_age = CHILD.settle({**known, "standing": frozenset({_place(age, extended, edition)})}, edition)
        return by_age.name, set(by_age.recipients)

    for age in sorted(edge for edge in _age_edges(edition) if edge > now):
        # By age alone: whoever is told because of the age at the latest incident is told on either side of a birthday.
        if told_at(age) != told_at(now):
            return Change("birthday", {"day": birthday(births.first, age), "age": age})
    return None


def _extension(answers: Answers, edition: Edition) -> Change | None:
    """Return that a learning disability or leaving care, of which nobody spoke, would bring the person into the policy (3.4)."""
    years = age_shown(answers, answers.as_of)
    covered = years is not None and edition.threshold("child", "age_limit_extended").met_by(years)
    return Change("extension") if covered and EXTENSION not in answers.given else None


class OneChild(Decision):
    """The decision for one child of the household."""

    def used(self, answers: Answers, known: Known, edition: Edition) -> tuple[str, ...]:
        """Return the answers that decided: of an unborn child that it is unborn, and not the day on which it is due."""
        used = super().used(answers, known, edition)
        unborn = answers["unborn"] == YES
        return ("unborn", *(name for name in used if name not in ("unborn", BIRTH, YEARS))) if unborn else used


CHILD = OneChild(
    name=f"{NAME}.{CHILDREN}",
    answers=CHILD_ANSWERS,
    parts=(Part(CHILD_FACTS, decide_child),),
    outcomes=("route", "outside"),
    check=lambda answers, edition: birth_problems(answers),
    candidates=_child_candidates,
    reasons=_child_reasons,
    nearest_change=_next_birthday,
)


# The family


def decide_family(*, count_reached: bool, concern: bool, child_protection_concern: bool, high_risk: bool) -> Outcome:
    """21.8, 21.10 and 21.11. A concern is enough for a discussion at any count."""
    due = {
        "discuss_with_designated_nurse": count_reached or concern,  # 21.10
        "consider_social_care_referral": child_protection_concern,  # 21.8
        "raise_at_marac": high_risk,  # 21.11
    }
    name = "discuss" if count_reached or concern else "nothing_due"
    return Outcome(name, name, tuple(action for action, holds in due.items() if holds))


def _incidents(answers: Answers) -> Events:
    return Events(entry["date"] for entry in answers[INCIDENTS] or ())


def _count_reached(answers: Answers, edition: Edition) -> frozenset[Value]:
    """Return whether the count of 21.10 is, or can be, reached."""
    if answers[INCIDENTS] is NOT_KNOWN:
        return frozenset(combine(BOTH))
    threshold, incidents = edition.threshold(NAME, "incidents"), _incidents(answers)
    found = {True: may_reach(incidents, threshold), False: may_stay_below(incidents, threshold, answers.as_of)}
    return frozenset((reached,) for reached, possible in found.items() if possible)


FAMILY_FACTS = (
    Fact(("count_reached",), combine(BOTH), (INCIDENTS,), _count_reached),
    *(Fact((name,), combine(BOTH), (name,), yes_or_no(name)) for name in ("concern", "child_protection_concern", "high_risk")),
)


def _family_candidates(name: str, answers: Answers, edition: Edition) -> Iterable[Any]:
    threshold = edition.threshold(NAME, "incidents")
    days = [entry["date"] for entry in answers[INCIDENTS] or ()]
    given = None if answers[INCIDENTS] is NOT_KNOWN else days
    lists = lists_to_try(given, threshold, days_to_try(days, threshold, answers.as_of), answers.as_of)
    return ([{"date": day} for day in tried] for tried in lists)


def _undated(answers: Answers) -> tuple[str, ...]:
    return (INCIDENTS,) if any(entry["date"] is NOT_KNOWN for entry in answers[INCIDENTS] or ()) else ()


def _family_reasons(answers: Answers, known: Known, edition: Edition) -> list[Reason]:
    fact = "incidents_in_any_6_months"
    met = certain(known["count_reached"])
    if answers[INCIDENTS] is NOT_KNOWN:
        found = [Reason(fact, "not_known", met)]
    elif INCIDENTS not in answers.given:
        found = [Reason(fact, "not_asked", None)]
    else:
        incidents = _incidents(answers)
        found = [events_reason(fact, incidents, edition.threshold(NAME, "incidents"), met)]
        if incidents.undated:
            found.append(Reason("undated_incidents", "found", None, {"count": incidents.undated}))
    more_grave = YES in (answers["child_protection_concern"], answers["high_risk"])
    for name in ("concern", "child_protection_concern", "high_risk"):
        said = "no_other" if name == "concern" and answers[name] == NO and more_grave else answers[name] or "not_known"
        found.append(Reason(name, said, certain(known[name])))
    return found


def _further_incidents(answers: Answers, known: Known, settled: Settled, edition: Edition) -> Change | None:
    """Return how many more incidents, and up to which day, would make a discussion due."""
    if settled.possible != ("nothing_due",) or INCIDENTS not in answers.given:
        return None
    return further_events(INCIDENTS, _incidents(answers), edition.threshold(NAME, "incidents"), answers.as_of)


FAMILY = Decision(
    name=NAME,
    answers=FAMILY_ANSWERS,
    parts=(Part(FAMILY_FACTS, decide_family),),
    outcomes=("discuss", "nothing_due"),
    check=lambda answers, edition: [],
    candidates=_family_candidates,
    partly_known=_undated,
    reasons=_family_reasons,
    nearest_change=_further_incidents,
)


# The household


def check(answers: Answers, edition: Edition) -> list[Problem]:
    """Warn of births and incidents after the day of decision, and of a child both born and unborn; nothing is taken away.

    The date is then not known; of a child said to be both, either may be true.
    """
    as_of = answers.as_of
    for number, child in enumerate(answers[CHILDREN] or ()):
        birth = child[BIRTH]
        if birth and birth > as_of and child["unborn"] != YES:
            values = {"day": birth, "as_of": as_of}
            answers.warnings.append(Problem(entry_name(CHILDREN, number, BIRTH), "entry_born_after_as_of", values))
            child[BIRTH] = NOT_KNOWN
        elif child["unborn"] == YES and ((birth and birth <= as_of) or child[YEARS] is not NOT_KNOWN):
            answers.warnings.append(Problem(entry_name(CHILDREN, number, "unborn"), "entry_born_and_unborn"))
            child["unborn"] = NOT_KNOWN
    for number, incident in enumerate(answers[INCIDENTS] or ()):
        if incident["date"] and incident["date"] > as_of:
            values = {"day": incident["date"], "as_of": as_of}
            answers.warnings.append(Problem(f"{INCIDENTS}[{number}]", "entry_after_as_of", values))
            incident["date"] = NOT_KNOWN
    return []


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


class Household:
    """The calculator: every child on its own, and the family."""

    name = NAME
    answers = ANSWERS
    outcomes = ("route_and_discuss", "route", "discuss", "nothing_due", "outside_policy")
    proven = (FAMILY, CHILD)

    def visit(self) -> int:
        """Visit both small decisions whole; return the number of states."""
        return sum(decision.visit() for decision in self.proven)

    def read(self, raw: Any, edition: Edition) -> Answers:
        """Read one object of answers; raises `Unusable` with every problem."""
        return read_answers(raw, ANSWERS, lambda answers: check(answers, edition))

    def answer(self, raw: Any, edition: Edition) -> dict[str, Any]:
        """Return the outcome of one object of answers; `children` holds one entry a child, in the order given."""
        answers = self.read(raw, edition)
        children = _children(answers, edition)
        known = FAMILY.derive(answers, edition)
        family = FAMILY.settle(known, edition)
        outcome = explain(
            NAME,
            edition,
            answers,
            _join(family, children),
            reasons=[*FAMILY.reasons(answers, known, edition), *_nobody_routed(children)],
            cautions=family.cautions,
            unknown=(
                *FAMILY.unknown(answers, known, edition),
                *self._of_children(answers, children, _each(CHILD.unknown, edition)),
            ),
            decided_by=self._used(answers, known, children, edition),
            ignored=self._ignored(answers, known, children, edition),
            nearest_change=FAMILY.nearest_change(answers, known, family, edition),
            depends=lambda action: self._depends(action, answers, known, children, edition),
        )
        described = [_describe(child, edition) for child in children]
        for number, entry in enumerate(described if answers[CHILDREN] is not NOT_KNOWN else ()):
            entry["warnings"] = [w for w in outcome["warnings"] if w["answer"].startswith(f"{CHILDREN}[{number}].")]
        return outcome | {CHILDREN: described}

    def open_answers(self, answers: Answers, edition: Edition) -> tuple[str, ...]:
        """Return the answers not known that can still change the outcome, children first.

        A list left out says only that nobody has asked, so it is still to be asked for.
        """
        children = _children(answers, edition)
        not_needed = self.not_needed(answers, edition)
        left_out = {name for name in (CHILDREN, INCIDENTS) if answers[name] == [] and name not in (*answers.given, *not_needed)}
        return (
            *(name for name in (CHILDREN,) if name in left_out),
            *self._of_children(answers, children, _each(CHILD.unknown, edition)),
            *(name for name in (INCIDENTS,) if name in left_out),
            *FAMILY.open_answers(answers, edition),
        )

    def not_needed(self, answers: Answers, edition: Edition) -> tuple[str, ...]:
        """Return the answers of the family that cannot matter as the others stand."""
        count_matters = answers[CHILDREN] != []
        return tuple(name for name in FAMILY.not_needed(answers, edition) if name != INCIDENTS or not count_matters)

    @staticmethod
    def _of_children(answers: Answers, children: list[Child], ask: Callable[[Child], Iterable[str]]) -> tuple[str, ...]:
        """Return names of the children's answers as the household calls them; "children" where their number is not known."""
        names = [(number, name) for number, child in enumerate(children) for name in ask(child)]
        if answers[CHILDREN] is NOT_KNOWN:
            return (CHILDREN,) if names else ()
        return tuple(entry_name(CHILDREN, number, name) for number, name in names)

    def _depends(self, action: str, answers: Answers, known: Known, children: list[Child], edition: Edition) -> tuple[str, ...]:
        """Return the answers that settle whether an action is due: of the children for whom it is open, or of the family."""

        def of_child(child: Child) -> tuple[str, ...]:
            open_here = action in child.settled.open_actions
            return CHILD.depends(action, child.answers, child.known, edition) if open_here else ()

        names = self._of_children(answers, children, of_child)
        return names or FAMILY.depends(action, answers, known, edition)

    def _used(self, answers: Answers, known: Known, children: list[Child], edition: Edition) -> tuple[str, ...]:
        family = set(FAMILY.used(answers, known, edition)) | ({INCIDENTS} if any(child.younger for child in children) else set())
        return (
            *self._of_children(answers, children, _each(CHILD.used, edition)),
            *(answer.name for answer in FAMILY_ANSWERS if answer.name in family),
        )

    def _ignored(self, answers: Answers, known: Known, children: list[Child], edition: Edition) -> tuple[str, ...]:
        used = self._used(answers, known, children, edition)
        return (
            *self._of_children(answers, children, _each(CHILD.ignored, edition)),
            *(name for name in FAMILY.ignored(answers, known, edition) if name not in used),
        )


def _each(question: Callable[..., tuple[str, ...]], edition: Edition) -> Callable[[Child], tuple[str, ...]]:
    """Return a question about what is known, asked of one child."""
    return lambda child: question(child.answers, child.known, edition)


def _children(answers: Answers, edition: Edition) -> list[Child]:
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

    Only for a child of a known age; whoever is an adult today is outside, whatever the day of the incident.
    """
    incidents, births = _incidents(answers), births_allowed(own)
    routed = all(place[0] in (Standing.CHILD, Standing.YOUNG_ADULT) for place in known["standing"])
    undated = incidents.undated or answers[INCIDENTS] is NOT_KNOWN
    if not routed or births.unbounded or not (incidents.dates or undated):
        return frozenset(), None
    first = incidents.dates[-1] if incidents.dates else births.first
    last = answers.as_of if undated else first
    oldest, youngest = (max(0, age_on(birth, day)) for birth, day in ((births.first, last), (births.last, first)))
    places = {_place(age, False, edition) for age in range(youngest, oldest + 1)}
    age_then = (oldest, first) if (oldest, first) == (youngest, last) else None
    return frozenset(places - known["standing"]), age_then


def _join(family: Settled, children: list[Child]) -> Settled:
    """Return what the household as a whole comes to.

    By the text alone nobody may be named for a child, though the child is none of the adults whom the policy leaves out.
    """
    joined = family
    for child in children:
        joined = joined | child.settled
    adults = {child.settled.possible for child in children}
    no_child_told = ("outside_policy",) * all("outside" in names for names in adults) + ("nothing_due",) * (adults != {("outside",)})
    return Settled(
        _names(family.possible, [child.settled.possible for child in children], ("outside_policy",)),
        _names(family.by_text, [child.settled.by_text for child in children], no_child_told),
        joined.actions,
        joined.open_actions,
        joined.recipients,
        family.cautions,
    )


def _names(family: tuple[str, ...], children: list[tuple[str, ...]], no_child_told: tuple[str, ...]) -> tuple[str, ...]:
    """Return the outcomes' names that the family's and the children's together make possible, most protective first.

    no_child_told: the names where no child is told of and the family is not discussed.
    """
    found: set[str] = set()
    if any("route" in names for names in children):
        found |= {{"discuss": "route_and_discuss", "nothing_due": "route"}[name] for name in family}
    if all("outside" in names for names in children):
        due = {"discuss": ("discuss",), "nothing_due": no_child_told if children else ("nothing_due",)}
        found |= {name for names in family for name in due[names]}
    return tuple(name for name in Household.outcomes if name in found)


def _nobody_routed(children: list[Child]) -> list[Reason]:
    """Return the reason why nobody is told of a child: none is named, or all who are named are adults."""
    if not children:
        return [Reason("no_child", "found", False, ground=True)]
    only_adults = Reason("only_adults", "found", False, {"count": len(children)}, ground=True)
    return [only_adults] if all(child.adult for child in children) else []


def _cautions(child: Child, edition: Edition) -> tuple[str, ...]:
    """Return the cautions of the age today; those of a younger age at the incident would say of today what does not hold.

    That the clause names the GP only is no doubt where the School Health Advisor is told for that younger age.
    """
    told_of_younger = "school_health_advisor" in child.settled.recipients
    found = CHILD.settle(child.known, edition).cautions
    return tuple(caution for caution in found if caution != "past_school_band" or not told_of_younger)


def _describe(child: Child, edition: Edition) -> dict[str, Any]:
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
        unknown=(*CHILD.unknown(answers, known, edition), *((INCIDENTS,) if child.younger and not child.age_then else ())),
        decided_by=CHILD.used(answers, known, edition),
        ignored=CHILD.ignored(answers, known, edition),
        nearest_change=CHILD.nearest_change(answers, known, settled, edition),
        depends=lambda action: CHILD.depends(action, answers, known, edition),
        whole=False,
    )
    kept = ("outcome", "possible", "headline", "recipients", "actions", "reasons", "unknown", "cautions", "warnings", "ignored")
    return {name: told[name] for name in (*kept, "nearest_change")}


DECISION = Household()
