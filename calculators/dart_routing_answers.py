"""What is asked about a household: of each child, of the incidents and of the family. Clauses 21.1 to 21.11."""

from calculators.core.ages import BIRTH, YEARS
from calculators.core.answers import NOT_KNOWN, Answers, Choice, Day, Entries, Problem, WholeNumber, entry_name
from calculators.core.choices import NO, YES
from calculators.core.edition import Edition

NAME = "dart-routing"
CHILDREN, INCIDENTS = "children", "incidents"
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
