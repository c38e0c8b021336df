"""Every worked case of every edition gives what it says it gives."""

import pytest

from calculators import DECISIONS, answer
from calculators.core.edition import Edition
from publishing.load import load_edition, load_library
from publishing.rules import calculator_data

PUBLISHED = {name: load_edition(name) for name in load_library().editions}
EDITIONS = {name: Edition.from_data(calculator_data(published)) for name, published in PUBLISHED.items()}
CASES = [
    pytest.param(name, calculator, case, id=f"{name}, {calculator}: {case.case}")
    for name, published in PUBLISHED.items()
    for calculator, cases in published.cases.items()
    for case in cases
]


@pytest.mark.parametrize("name", EDITIONS)
def test_every_calculator_has_its_worked_cases(name, figure):
    for calculator in DECISIONS:
        number = len(PUBLISHED[name].cases[calculator])
        figure(f"{calculator}, edition {name}: {number} worked cases run in CPython")
        assert number >= 40


@pytest.mark.parametrize(("name", "calculator", "case"), CASES)
def test_the_case_gives_what_it_says(name, calculator, case):
    edition = EDITIONS[name]
    outcome = answer(calculator, _plain(case.answers), edition)
    assert "errors" not in outcome, outcome
    assert outcome["outcome"] == case.outcome
    assert [action["id"] for action in outcome["actions"]] == list(case.actions)
    assert outcome["recipients"] == list(case.recipients)
    texts = [caution["text"] for caution in outcome["cautions"]]
    own = edition.words[calculator]["cautions"]
    assert [name for name in own if own[name]["text"] in texts] == [name for name in own if name in case.cautions]
    for name in ("possible", "ignored"):
        if getattr(case, name) is not None:
            assert outcome[name] == list(getattr(case, name))
    if case.unknown is not None:
        assert sorted(entry["answer"] for entry in outcome["unknown"]) == sorted(case.unknown)
    if case.by_text_alone:
        assert outcome["by_text_alone"] == case.by_text_alone
    if case.children is not None:
        of_a_child = edition.words["dart-routing.children"]["cautions"]
        told = [(child["recipients"], [caution["text"] for caution in child["cautions"]]) for child in outcome["children"]]
        assert told == [(list(c.recipients), [of_a_child[name]["text"] for name in c.cautions]) for c in case.children]
    if case.nearest_change:
        assert outcome["nearest_change"] == case.nearest_change
    _complete(outcome, edition)


def _plain(value):
    """Return a case's answers as JSON has them."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _complete(outcome, edition):
    """What holds for every outcome: words filled, the emergency line, a headline that says when nothing is settled."""
    assert outcome["emergency"]
    assert outcome["headline"].startswith("Not settled") == (len(outcome["possible"]) > 1)
    assert outcome["outcome"] == outcome["possible"][0]
    assert all(reason["found"] and "{" not in reason["found"] and reason["clauses"] for reason in outcome["reasons"])
    assert bool(outcome["unknown"]) or len(outcome["possible"]) == 1
    for name in ("actions", "recipients", "reasons", "unknown", "cautions", "warnings", "ignored", "possible"):
        assert isinstance(outcome[name], list)
    if outcome["outcome"] in ("not_private_fostering", "no_contact", "outside_policy") and len(outcome["possible"]) == 1:
        assert outcome["ground"]
