"""A whole calculator in words: every row is a question with its clauses, and the command line prints the same."""

import pytest

from calculators import DECISIONS
from publishing.condition_words import Asked, listed
from publishing.fact_words import value_key
from publishing.table_text import COLUMNS, whole_decision_as_text
from publishing.whole import steps_in_words, whole_decision


@pytest.fixture(scope="module", params=DECISIONS)
def calculator(request):
    return request.param


@pytest.fixture(scope="module")
def sections(calculator, published):
    return whole_decision(calculator, published)


def test_there_is_a_section_for_each_decision_with_a_heading_where_there_are_several(calculator, sections):
    assert len(sections) == len(DECISIONS[calculator].proven)
    headings = [section.heading for section in sections]
    assert len(set(headings)) == len(headings)
    assert all(headings) == (len(headings) > 1)


def test_every_row_asks_a_question_and_cites_the_clauses_of_what_it_asks(sections, published):
    for section in sections:
        assert [step.number for step in section.steps] == list(range(1, len(section.steps) + 1))
        for step in section.steps:
            assert step.asked.text.endswith("?") and step.asked.text[0].isupper()
            assert step.asked.clauses and set(step.asked.clauses) <= set(published.clauses)
            assert step.outcome in section.outcomes


def test_every_action_recipient_and_caution_of_the_rule_is_told_once(calculator, sections):
    for section, decision in zip(sections, DECISIONS[calculator].proven, strict=True):
        outcomes = {outcome for part in decision.parts for outcome in part.diagram.outcomes}
        for kind, duties in section.duties.items():
            ids = [duty.id for duty in duties]
            assert len(set(ids)) == len(ids)
            assert {id for outcome in outcomes for id in getattr(outcome, kind)} == set(ids)


def test_steps_in_words_say_where_yes_and_no_lead(sections, published):
    for section in sections:
        lines = steps_in_words(section, published.shared.table)
        assert len(lines) == len(section.steps)
        for number, (line, step) in enumerate(zip(lines, section.steps), 1):
            assert line.startswith(f"{step.asked.text} If yes: {step.outcome}")
            last = number == len(lines)
            assert line.endswith(f"If not: {section.otherwise}." if last else f"If not, go on to {number + 1}.")


def test_private_fostering_reads_as_a_person_would_check_it(published):
    (section,) = whole_decision("private-fostering", published)
    first, second, *_ = section.steps
    assert first.asked.text == "Is the child too old: neither under 16, nor disabled and under 18?"
    assert (first.outcome, first.asked.clauses, first.asked.beside) == ("Not private fostering", ("22.1",), ())
    assert "grandparent" in second.asked.text and second.asked.beside == ("law",)
    assert second.asked.added == ("Added by law, not in the policy's words: Children Act 1989, sections 66(1) and 105, and Schedule 8",)
    assert section.otherwise == section.outcomes[0] == "Tell children's social care"


def test_several_values_take_the_words_that_they_have_together(published):
    (section,) = whole_decision("emergency-attendance", published)
    shared = next(duty for duty in section.duties["actions"] if duty.id == "share_attendance")
    assert shared.every.text == "Have there been any contacts with emergency services?"
    assert shared.any_of == () and not shared.always


def test_what_takes_the_place_of_an_action_until_it_is_known_stands_beside_it(published):
    (section,) = whole_decision("emergency-attendance", published)
    referral = next(duty for duty in section.duties["actions"] if duty.id == "refer_now")
    assert referral.not_known.startswith("Take advice about the concern now")


def test_names_with_commas_are_listed_with_semicolons():
    assert listed(("13.1", "13.3")) == "13.1, 13.3"
    assert Asked("So?", ("28.2", "app6-3.1"), (), ()).in_brackets == " (28.2; Appendix 6, 3.1)"


@pytest.mark.parametrize(("value", "key"), [(True, "yes"), (False, "no"), (None, "not_known"), ("short", "short")])
def test_values_are_called_as_authors_write_them(value, key):
    assert value_key(value) == key


def test_the_text_fits_its_columns_and_says_everything(calculator, sections, published):
    text = whole_decision_as_text(calculator, published)
    assert max(map(len, text.splitlines())) <= COLUMNS == 100
    assert all(line == line.rstrip() for line in text.splitlines())
    joined = " ".join(text.split())
    for section in sections:
        assert f"{section.states:,} states" in text or not section.steps
        for duty in section.duties["cautions"]:
            assert " ".join(duty.words.text.split())[:30] in joined
    assert published.decisions[calculator].title in text
