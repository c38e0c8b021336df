"""What every calculator must prove, for every edition; and the proof itself sees a rule that is wrong."""

from dataclasses import replace

import pytest

from calculators import DECISIONS, emergency_attendance
from calculators import __main__ as command
from calculators.core.choices import yes_or_no
from calculators.core.decision import Part
from calculators.core.edition import Edition
from calculators.core.facts import Fact
from calculators.core.outcome import Outcome
from calculators.core.proof import Finding, prove
from publishing.load import load_edition, load_library
from publishing.rules import calculator_data


@pytest.mark.parametrize("calculator", DECISIONS)
@pytest.mark.parametrize("name", load_library().editions)
def test_every_property_holds_over_every_state(name, calculator, figure):
    edition = Edition.from_data(calculator_data(load_edition(name)))
    findings = list(prove(DECISIONS[calculator], edition))
    for finding in findings:
        figure(f"{calculator}, edition {name}: {finding}")
    assert [str(finding) for finding in findings if not finding.holds] == []
    assert all(finding.count for finding in findings)


def broken(decision, **changes):
    return [finding.property for finding in prove(replace(decision, **changes), EDITION) if not finding.holds]


EDITION = Edition.from_data(calculator_data(load_edition(load_library().current)))


@pytest.mark.parametrize("failing", [None, "escalation"])
def test_all_is_every_calculator_of_every_edition_and_one_failure_is_enough(monkeypatch, capsys, failing):
    def of(decision, edition):
        return [Finding("visited", 1, "a state" if decision.name == failing else None)]

    monkeypatch.setattr(command, "prove", of)
    assert command.main(["prove", "--all"]) == (1 if failing else 0)
    lines = [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert lines == [f"{calculator}, edition {name}" for name in load_library().editions for calculator in sorted(DECISIONS)]


def test_the_proof_sees_an_outcome_that_no_state_reaches():
    def never_review(**facts):
        outcome = emergency_attendance.decide(**facts)
        return Outcome("share", "share", outcome.actions, outcome.recipients) if outcome.name == "review" else outcome

    assert "outcomes reached by some state" in broken(
        emergency_attendance.DECISION, parts=(Part(emergency_attendance.FACTS, never_review),)
    )


def test_the_proof_sees_an_outcome_without_words():
    def nameless(**facts):
        return Outcome("perhaps", "perhaps")

    assert "outcomes, actions, recipients and cautions that have words" in broken(
        emergency_attendance.DECISION, parts=(Part(emergency_attendance.FACTS, nameless),)
    )


def test_the_proof_sees_a_derivation_that_forgets_a_possible_value():
    def forgetful(answers, edition):
        return frozenset({(False,)}) if answers["concern"] is None else yes_or_no("concern")(answers, edition)

    facts = tuple(replace(fact, derive=forgetful) if fact.name == "concern" else fact for fact in emergency_attendance.FACTS)
    assert "steps from answers to facts: knowing more never adds a state" in broken(
        emergency_attendance.DECISION, parts=(Part(facts, emergency_attendance.decide),)
    )


def test_the_proof_sees_a_derivation_that_adds_a_value_no_answer_gives():
    def doubtful(answers, edition):
        return frozenset({(True,), (False,)})

    facts = tuple(replace(fact, derive=doubtful) if fact.name == "concern" else fact for fact in emergency_attendance.FACTS)
    assert "walks that end with one value for every fact" in broken(
        emergency_attendance.DECISION, parts=(Part(facts, emergency_attendance.decide),)
    )


def test_the_proof_sees_a_duty_that_is_lost_while_something_is_not_known():
    """A decision may say of itself what to do while a fact is not known; that must cover whatever may turn out."""

    def careless(concern, **facts):
        return emergency_attendance.decide(concern=concern == "yes", **facts)

    def derive(answers, edition):
        given = answers["concern"]
        return frozenset({(given,)}) if given in ("yes", "no") else frozenset({("yes",), ("no",), ("not known",)})

    open_concern = Fact(("concern",), (("yes",), ("no",), ("not known",)), ("concern",), derive, not_known=frozenset({("not known",)}))
    facts = tuple(open_concern if fact.name == "concern" else fact for fact in emergency_attendance.FACTS)
    found = broken(emergency_attendance.DECISION, parts=(Part(facts, careless),))
    assert "states whose duties and recipients cover those of every completion" in found
