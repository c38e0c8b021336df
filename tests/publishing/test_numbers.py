"""A number stands in one place: change it there, and the clause, the calculator and its words change together."""

from calculators import answer
from calculators.core.edition import Edition
from publishing.edition import clause_words
from publishing.load import load_edition
from publishing.rules import calculator_data

PARAMETERS = "policy/parameters.yml"
CONTACTS = [{"date": f"2026-0{month}-01", "service": "nhs_111"} for month in (1, 2, 3)]
GIVEN = {"as_of": "2026-06-01", "date_of_birth": "2020-01-01", "attendances": CONTACTS, "concern": "no", "social_worker": "no"}


def test_a_number_that_is_changed_in_its_one_place_changes_in_the_clause_and_in_the_calculator(copied):
    copied.change(PARAMETERS, "    value: 3\n", "    value: 4\n")
    copied.change(PARAMETERS, "three or more contacts within 12 months", "four or more contacts within 12 months")
    changed = load_edition("3.0", copied.folder)
    assert "four or more contacts" in clause_words(changed.clauses["13.3"])
    outcome = answer("emergency-attendance", GIVEN, Edition.from_data(calculator_data(changed)))
    (counted,) = [reason for reason in outcome["reasons"] if reason["fact"] == "contacts_in_any_12_months"]
    assert (outcome["outcome"], counted["test"]) == ("share", "four or more contacts within 12 months")
