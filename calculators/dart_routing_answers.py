"""What is asked about a household: of each child, of the incidents and of the family. Clauses 21.1 to 21.11."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from calculators.core.ages import AGE, BIRTH, YEARS, too_long_ago, too_old
from calculators.core.answers import NOT_KNOWN, Answers, Choice, Day, Entries, Entry, Problem, entry_name, shown
from calculators.core.choices import NO, YES
from calculators.core.edition import Edition

NAME = "dart-routing"
CHILDREN, INCIDENTS = "children", "incidents"
EXTENSION = "learning_disability_or_care_leaver"

CHILD_ANSWERS = (
    Day(BIRTH),
    AGE,
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


def check(answers: Answers, edition: Edition) -> list[Problem]:
    """Warn of births, ages and incidents that cannot be, and of a child both born and unborn; nothing is taken away.

    The date or the age is then not known; of a child said to be both, either may be true.
    """
    for number, child in enumerate(answers[CHILDREN] or ()):
        said_to_be_born = child[YEARS] is not NOT_KNOWN or (child[BIRTH] and child[BIRTH] <= answers.as_of)
        for name, kind, values in _slips(child, answers.as_of, edition):
            answers.warnings.append(Problem(entry_name(CHILDREN, number, name), kind, values))
            child[name] = NOT_KNOWN
        if child["unborn"] == YES and said_to_be_born:
            answers.warnings.append(Problem(entry_name(CHILDREN, number, "unborn"), "entry_born_and_unborn"))
            child["unborn"] = NOT_KNOWN
    for number, incident in enumerate(answers[INCIDENTS] or ()):
        day, values = incident["date"], {"day": incident["date"], "years": edition.oldest_age, "as_of": answers.as_of}
        kind = None if not day else "entry_after_as_of" if day > answers.as_of else "entry_too_long_ago"
        if kind == "entry_after_as_of" or (kind and too_long_ago(day, answers.as_of, edition)):
            answers.warnings.append(Problem(f"{INCIDENTS}[{number}]", kind, values))
            incident["date"] = NOT_KNOWN
    return []


def _slips(child: Entry, as_of: date, edition: Edition) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the name of each answer to a child's age that cannot be true, the kind of problem and what fills its words."""
    birth, years = child[BIRTH], child[YEARS]
    if birth and birth > as_of and child["unborn"] != YES:
        yield BIRTH, "entry_born_after_as_of", {"day": birth, "as_of": as_of}
    if birth and too_long_ago(birth, as_of, edition):
        yield BIRTH, "entry_born_too_long_ago", {"day": birth, "years": edition.oldest_age, "as_of": as_of}
    if not birth and years is not NOT_KNOWN and too_old(years, edition):
        yield YEARS, "entry_too_old", {"found": shown(years), "years": edition.oldest_age}
