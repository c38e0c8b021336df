"""Every worked case of the edition gives what it says it gives."""

import pytest

from calculators import DECISIONS, answer
from publishing.load import load_edition, load_library

CASES = [
    pytest.param(calculator, case, id=f"{calculator}: {case.case}")
    for calculator, cases in load_edition(load_library().current).cases.items()
    for case in cases
]


def test_every_calculator_has_its_worked_cases(figure):
    for calculator in DECISIONS:
        number = sum(parameters.values[0] == calculator for parameters in CASES)
        figure(f"{calculator}: {number} worked cases run in CPython")
        assert number >= 40


@pytest.mark.parametrize(("calculator", "case"), CASES)
def test_the_case_gives_what_it_says(edition, calculator, case):
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
