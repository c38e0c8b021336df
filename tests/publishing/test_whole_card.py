"""A calculator on its card: arranged by outcome and by question, and in every state it says what the calculator says."""

import re

import pytest

from calculators import DECISIONS
from calculators.core.edition import Edition as Rules
from calculators.core.table import OUTCOME, reachable_values, said, states_of
from publishing.condition_words import Phrases
from publishing.fact_words import words_of
from publishing.load import load_edition, load_library
from publishing.rules import calculator_data
from publishing.whole_card import card_sections


@pytest.fixture(scope="module", params=load_library().editions)
def edition(request):
    return load_edition(request.param)


def on_the_card(section):
    """Yield each duty with the title of the outcome it stands at, and the question that it stands below."""
    yield from ((duty, title, None) for title, duties in section.at.items() for duty in duties)
    yield from ((duty, None, group.asked) for group in section.first + section.actions + section.recipients for duty in group.duties)


@pytest.mark.parametrize("calculator", DECISIONS)
def test_every_duty_stands_on_the_card_once_or_is_named_as_left_out(edition, calculator):
    for section in card_sections(calculator, edition):
        ids = [duty.id for duty, *_ in on_the_card(section)]
        left_out = [duty for kind in ("actions", "recipients") for duty in section.whole.duties[kind] if duty.words.off_card]
        assert sorted(ids + [duty.id for duty in left_out]) == sorted(
            duty.id for kind in ("actions", "recipients") for duty in section.whole.duties[kind]
        )
        assert set(section.left_out) == {duty.words.off_card for duty in left_out}


@pytest.mark.parametrize("calculator", DECISIONS)
def test_in_every_state_what_stands_on_the_card_is_due_where_the_rule_says_so(edition, calculator, figure):
    rules, visited = Rules.from_data(calculator_data(edition, calculator)), 0
    for section, decision in zip(card_sections(calculator, edition), DECISIONS[calculator].proven, strict=True):
        words = words_of(decision.name, edition.decisions[calculator])
        phrases, reachable = Phrases(words, edition.shared), reachable_values(decision, rules)
        every = {c for kind in section.whole.duties.values() for duty in kind for cube in duty.alternatives for c in cube}
        reads = {condition: phrases.asked((condition,)).text for condition in every}
        duties = list(on_the_card(section))
        for part in decision.parts:
            its_own = {id for outcome in part.diagram.outcomes for id in (*outcome.actions, *outcome.recipients)}
            for state, outcome in states_of(part, reachable):
                known = {**state, OUTCOME: outcome.name}
                yes = {reads[condition] for condition in every if condition.argument in known and condition.holds(known)}
                no = {reads[condition] for condition in every if condition.argument in known} - yes
                for duty, title, below in (one for one in duties if one[0].id in its_own):
                    here = [cube for cube in duty.alternatives if all(one.argument in known for one in cube)]
                    above = title is None or (outcome.name is not None and words.outcomes[outcome.name].title == title)
                    assert below is None or below.text in yes | no, (duty.id, below)
                    asked = below is None or below.text in yes
                    due = above and asked and any(all(one.holds(known) for one in cube) for cube in here)
                    _, actions, recipients, _ = said(outcome)
                    assert due == (duty.id in actions | recipients), (duty.id, state)
                visited += 1
    figure(f"{calculator}, edition {edition.name}: states in which its card says what the rule says: {visited:,}")


def test_a_question_that_several_duties_share_is_asked_once(edition):
    (section,) = card_sections("escalation", edition)
    shared = next(group for group in section.actions if group.asked)
    assert shared.asked.text == "Does a worker disagree, and not a parent or family member?"
    assert len(shared.duties) > 2
    for duty in shared.duties:
        assert all(shared.asked.text.rstrip("?") not in asked.text for asked in (duty.every, *duty.any_of) if asked)


def test_what_to_do_at_one_outcome_stands_at_its_step(edition):
    (section,) = card_sections("escalation", edition)
    assert [duty.id for duty in section.at["Stage 2, the person you disagree with"]] == ["talk_to_the_person"]
    assert [duty.id for duty in section.at["Not for these stages"]] == ["complaints_route"]


@pytest.mark.parametrize("calculator, action", [("escalation", "protect_child_now"), ("emergency-attendance", "refer_now")])
def test_the_protection_of_a_child_stands_before_the_steps(edition, calculator, action):
    (section,) = card_sections(calculator, edition)
    assert section.first[0].duties[0].id == action


@pytest.mark.parametrize("calculator", DECISIONS)
def test_what_hangs_on_no_outcome_stands_before_the_steps(edition, calculator):
    for section in card_sections(calculator, edition):
        below = [duty.id for group in section.actions for duty in group.duties]
        for group in section.first:
            assert not any(condition.argument == OUTCOME for duty in group.duties for cube in duty.alternatives for condition in cube)
        if section.whole.steps:
            for group in section.actions:
                assert any(c.argument == OUTCOME for duty in group.duties for cube in duty.alternatives for c in cube), below


def test_the_steps_are_told_from_the_most_protective(edition):
    (section,) = card_sections("escalation", edition)
    leads = [*(step.outcome for step in section.whole.steps), section.whole.otherwise]
    assert [leads[number - 1] for number in section.by_protection] == list(section.whole.outcomes)


FORCES = re.compile(r"\b(must(?: not)?|should(?: not)?|may)\b")
NUMBERS = re.compile(r"\d[\d ]+\d")


def test_what_is_brief_on_a_card_has_the_force_and_the_telephone_numbers_of_the_whole_text(edition):
    briefs = 0
    for decision in edition.decisions.values():
        for action in (action for part in (decision, *decision.each.values()) for action in part.actions.values() if action.brief):
            whole = f"{action.text} {action.who} {action.by or ''}"
            for kind in (FORCES, NUMBERS):
                assert set(kind.findall(action.brief)) == set(kind.findall(whole)), action.brief
            assert len(action.brief) < len(whole), action.brief
            briefs += 1
    assert briefs > 10
