"""Who is told of one child: by age, education and GP. Clauses 21.2 and 3.4."""

from collections.abc import Iterable
from enum import StrEnum, auto
from typing import Any

from calculators.core.ages import BIRTH, YEARS, age_shown, birth_problems, births_allowed
from calculators.core.answers import NOT_KNOWN, Answers
from calculators.core.choices import BOTH, NO, YES, certain, yes_or_no
from calculators.core.dates import age_on, birthday
from calculators.core.decision import Decision, Part
from calculators.core.edition import Edition
from calculators.core.explanation import Change, Reason
from calculators.core.facts import Fact, Known, Value, combine
from calculators.core.outcome import Outcome, Settled
from calculators.dart_routing_answers import CHILD_ANSWERS, CHILDREN, EXTENSION, NAME

BANDS = ("band_health_visitor", "band_school", "band_gp_only")
# The bands of which the clause says who is told in full-time education and who out of it. An edition may have none.
BY_EDUCATION = "bands_by_education"


class Standing(StrEnum):
    """Where a person stands towards the policy: 3.4 reaches from the unborn to a young adult of certain needs."""

    UNBORN = auto()
    CHILD = auto()
    YOUNG_ADULT = auto()
    ADULT = auto()
    NOT_KNOWN = auto()


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


def place_of(age: int, extended: bool, edition: Edition) -> Value:
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
    places = {place_of(age, reaches, edition) for age in ages for reaches in extended}
    if answers["unborn"] is NOT_KNOWN:
        places.add(UNBORN)
    if births.unbounded:
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
        not_covered=frozenset({UNBORN}),
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
        by_age = CHILD.settle({**known, "standing": frozenset({place_of(age, extended, edition)})}, edition)
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
    check=lambda answers, edition: birth_problems(answers, edition),
    candidates=_child_candidates,
    reasons=_child_reasons,
    nearest_change=_next_birthday,
)
