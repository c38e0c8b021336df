"""Is this private fostering, and must children's social care be told? Clauses 22.1 and 22.2.

Rules in order: one known exclusion is enough for "no"; otherwise what the text does not settle is to be checked;
otherwise social care is told. What the law adds to the clause (the closed list of relatives, 28 days rather than
more, who is never privately fostered) is data of the edition and is told apart from the clause's own words.
"""

from dataclasses import replace
from typing import Any

from calculators.core.answers import Answers
from calculators.core.decision import Decision, Part
from calculators.core.edition import Edition
from calculators.core.facts import Known
from calculators.core.outcome import Outcome, Settled
from calculators.private_fostering_facts import (
    ANSWERS,
    FACTS,
    NAME,
    NEVER_PRIVATE,
    Age,
    Arranged,
    Carer,
    Length,
    candidates,
    check,
    if_left,
)
from calculators.private_fostering_reasons import cautions, nearest_change, reasons


def decide(
    *,
    age: Age,
    length: Length,
    ended: bool,
    carer: Carer,
    looked_after: bool,
    parent_lives_there: bool,
    arranged_by: Arranged,
    home_is_childs: bool,
    broken: bool,
) -> Outcome:
    """22.1 and 22.2. One exclusion is enough for "no"; what the text leaves open is checked; the rest is told."""
    school_holiday = carer is Carer.SCHOOL_IN_HOLIDAY and age is Age.UNDER_LIMIT
    too_short = length is Length.WITHIN_HOLIDAY_LIMIT or (length is Length.SHORT and not school_holiday)
    text = by_text(age=age, length=length, ended=ended, carer=carer, looked_after=looked_after, arranged_by=arranged_by, broken=broken)
    if (
        age is Age.OVER_LIMIT
        or carer in NEVER_PRIVATE
        or looked_after
        or parent_lives_there
        or arranged_by is Arranged.BY_ADOPTION_AGENCY
        or (too_short and not broken)
    ):
        return Outcome("not_private_fostering", text, ("raise_any_concern",))
    left_open = {
        "broken_stays": broken,
        "childs_home": home_is_childs,
        "ended_stay": ended,
        "school_holiday": school_holiday,
        "arranged_by_authority": arranged_by is Arranged.BY_AUTHORITY,
    }
    read_with_law = {
        "long_in_law_only": length is Length.LONG_IN_LAW_ONLY,
        "arranged_by_child": arranged_by is Arranged.BY_CHILD,
        "arranged_by_agency": arranged_by is Arranged.BY_AGENCY,
        "school_holiday_disabled": carer is Carer.SCHOOL_IN_HOLIDAY and age is Age.UNDER_LIMIT_IF_DISABLED,
    }
    doubts = tuple(caution for caution, holds in (left_open | read_with_law).items() if holds)
    name, action = ("check", "check_with_social_care") if any(left_open.values()) else ("notify", "tell_social_care")
    return Outcome(name, text, (action, "raise_any_concern"), ("childrens_social_care",), doubts)


def by_text(*, age: Age, length: Length, ended: bool, carer: Carer, looked_after: bool, arranged_by: Arranged, broken: bool) -> str:
    """22.1 by its own words where these leave out what the law adds: under the age limit, an adult who is no close relative,
    a private arrangement between the parent and the carer, for longer than the clause's period, no local authority's care.
    The words leave open how breaks count, and whether an agency may stand between the two."""
    by_its_words = (
        age is not Age.OVER_LIMIT
        and carer in (Carer.OTHER, Carer.RESPONSIBLE)
        and arranged_by in (Arranged.BY_PARENT, Arranged.BY_AGENCY)
        and not looked_after
        and not ended
    )
    if by_its_words and (broken or (length is Length.LONG and arranged_by is Arranged.BY_AGENCY)):
        return "check"
    return "notify" if by_its_words and length is Length.LONG else "not_private_fostering"


WHOLE = Part(FACTS, decide)


class PrivateFostering(Decision):
    """The calculator. Where the clause itself says what the law says, the outcome is that of the clause's own words."""

    def settle(self, known: Known, edition: Edition) -> Settled:
        """Join what the answers still allow; by the text alone it is the same where the edition's clause holds the law."""
        settled = super().settle(known, edition)
        return replace(settled, by_text=settled.possible) if _clause_holds_the_law(edition) else settled

    def explained(self, answers: Answers, edition: Edition) -> dict[str, Any]:
        """Return the outcome; that a child is still there though nobody said so is a reading, and not the clause's own words."""
        outcome = super().explained(answers, edition)
        if "still_there" in answers.given:
            return outcome
        known = self.derive(answers, edition)
        nothing_presumed = {**known, "age": known["age"] | if_left(answers, edition)}
        return outcome | {"by_text_alone": self.settle(nothing_presumed, edition).by_text[0]}


def _clause_holds_the_law(edition: Edition) -> bool:
    """Say whether who is a close relative is a parameter of the policy, with its clause, and no addition from the law."""
    return "clause" in edition.parameters[NAME]["close_relatives"]


DECISION = PrivateFostering(
    name=NAME,
    answers=ANSWERS,
    parts=(WHOLE,),
    outcomes=("notify", "check", "not_private_fostering"),
    unsettled="check",
    check=check,
    candidates=candidates,
    reasons=reasons,
    cautions=lambda answers, known, edition: cautions(answers, known, edition, WHOLE.diagram),
    nearest_change=lambda answers, known, settled, edition: nearest_change(answers, known, settled, edition, WHOLE.diagram),
)
