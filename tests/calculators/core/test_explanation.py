"""What stands beside every outcome: the state of the edition, dates in words, and that no answer means that all is well."""

from dataclasses import replace

import pytest

from calculators import DECISIONS, answer

THREE = [{"date": day, "service": "nhs_111"} for day in ("2026-01-10", "2026-03-02", "2026-05-30")]


def cautions_of(calculator, edition, as_of):
    return {caution["kind"] for caution in answer(calculator, {"as_of": as_of}, edition)["cautions"]}


@pytest.mark.parametrize("calculator", DECISIONS)
@pytest.mark.parametrize(
    ("as_of", "kinds"),
    [
        ("2018-01-15", {"not_in_force"}),
        ("2018-01-16", set()),
        ("2021-01-31", set()),
        ("2021-02-01", {"lapsed"}),
        ("2026-06-01", {"lapsed"}),
    ],
)
def test_every_outcome_says_that_its_edition_is_not_yet_in_force_past_its_review_or_a_draft(edition, calculator, as_of, kinds):
    of_editions = {"not_in_force", "lapsed", "draft"}
    assert cautions_of(calculator, edition, as_of) & of_editions == kinds
    assert cautions_of(calculator, replace(edition, draft=True), as_of) & of_editions == kinds | {"draft"}


def test_dates_are_told_back_with_the_month_in_words(edition):
    told = [reason["found"] for reason in answer("emergency-attendance", {"as_of": "2026-06-01", "attendances": THREE}, edition)["reasons"]]
    assert "3, from 10 January 2026 to 30 May 2026" in told
    stay = {"as_of": "2026-06-01", "date_of_birth": "2015-05-04", "start": "2026-05-04", "end": "2026-07-06"}
    told = [reason["found"] for reason in answer("private-fostering", stay, edition)["reasons"]]
    assert any("from 4 May 2026 to 6 July 2026" in found for found in told)
    assert any("11 years old on 1 June 2026" in found for found in told)


@pytest.mark.parametrize("calculator", DECISIONS)
def test_an_outcome_that_ends_a_question_with_no_says_that_any_worry_is_still_passed_on(edition, calculator):
    outcomes = edition.words[calculator]["outcomes"].values()
    endings = [words["note"] for words in outcomes if words["no"]]
    assert all("any" in note.lower() and ("concern" in note or "worry" in note) and "section 15" in note for note in endings)


def test_a_low_count_is_never_told_without_saying_that_it_does_not_mean_safe(edition):
    for attendances in ([], THREE[:1], THREE[:2]):
        given = {"as_of": "2026-06-01", "date_of_birth": "2020-01-01", "attendances": attendances, "concern": "no", "social_worker": "no"}
        note = answer("emergency-attendance", given, edition)["note"]
        assert "not mean that the child is safe" in note and "13.4" in note


def test_what_is_counted_once_and_how_far_the_policy_reaches_is_told_back(edition):
    twice = [*THREE[:1], THREE[0] | {"reference": "A1"}, THREE[0] | {"reference": "A1"}, THREE[0] | {"reference": "A1"}]
    given = {"as_of": "2026-06-01", "attendances": twice, "date_of_birth": "2008-01-01"}
    for extended, words in (("yes", "with a learning disability"), ("no", "with no learning disability")):
        told = {
            reason["fact"]: reason["found"]
            for reason in answer("emergency-attendance", given | {"learning_disability_or_care_leaver": extended}, edition)["reasons"]
        }
        assert words in told["child"] and told["child"].startswith("18 years old")
    younger = answer("emergency-attendance", given | {"date_of_birth": "2020-01-01"}, edition)
    assert {reason["fact"]: reason["found"] for reason in younger["reasons"]}["repeated_entries"] == "2 entries are repeats"


@pytest.mark.parametrize("calculator", DECISIONS)
def test_every_caution_of_an_outcome_names_its_clauses(edition, published, calculator):
    groups = [words for name, words in edition.words.items() if name.partition(".")[0] == calculator]
    told = {entry["text"]: list(entry["clauses"]) for words in groups for entry in words.get("cautions", {}).values()}
    seen = set()
    for case in published.cases[calculator]:
        outcome = answer(calculator, plain(case.answers), edition)
        for caution in (caution for part in (outcome, *outcome.get("children", ())) for caution in part["cautions"]):
            if caution["text"] in told:
                assert caution["clauses"] == told[caution["text"]]
                seen.add(caution["text"])
    assert seen


def plain(value):
    if hasattr(value, "items"):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value
