"""No worked case tells anything else than what was read and approved; and each part of an outcome has the edition's own words."""

import json

import pytest
from approved import all_told, approved

from calculators import DECISIONS, answer
from publishing.load import load_edition, load_library

RENEW = "if this is meant: python tests/calculators/approved.py, and read its diff"


@pytest.fixture(scope="module")
def now(published, edition):
    return all_told(published, edition)


@pytest.mark.parametrize("calculator", DECISIONS)
@pytest.mark.parametrize("name", load_library().editions)
def test_no_two_worked_cases_have_the_same_sentence(name, calculator):
    sentences = [case.case for case in load_edition(name).cases[calculator]]
    assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize("calculator", DECISIONS)
def test_every_worked_case_tells_what_was_approved(now, calculator):
    before = approved(calculator)
    assert list(now[calculator]) == list(before), RENEW
    differing = {case: lines for case, lines in now[calculator].items() if lines != before[case]}
    for case, lines in differing.items():
        assert lines == before[case], f"{case}: {RENEW}"


@pytest.mark.parametrize("calculator", DECISIONS)
def test_actions_reasons_and_open_questions_have_the_words_clauses_and_authority_of_the_edition(published, edition, calculator):
    for case in published.cases[calculator]:
        outcome = answer(calculator, json.loads(json.dumps(case.answers)), edition)
        if "errors" in outcome:
            continue
        for part, words in (
            (outcome, edition.words[calculator]),
            *((child, words_of_a_child(edition)) for child in outcome.get("children", ())),
        ):
            for action in part["actions"]:
                expected = words["actions"][action["id"]]
                assert {key: action[key] for key in ("text", "who", "by", "layer", "authority")} == {
                    key: expected.get(key) for key in ("text", "who", "by", "layer", "authority")
                }
                assert action["clauses"] == list(expected["clauses"])
            for reason in part["reasons"]:
                expected = words["reasons"][reason["fact"]]
                assert {key: reason[key] for key in ("test", "layer", "authority")} == {
                    key: expected.get(key) for key in ("test", "layer", "authority")
                }
                assert reason["clauses"] == list(expected["clauses"])


def words_of_a_child(edition):
    return edition.words["dart-routing.children"]
