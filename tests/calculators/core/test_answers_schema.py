"""The JSON Schema of a calculator's answers takes every worked case, and nothing that the calculator refuses or cannot read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from calculators import DECISIONS
from calculators.core.answers import AS_OF, Unusable, answers_schema, read_answers
from publishing.load import load_edition, load_library

CASES = {
    calculator: [json.loads(json.dumps(case.answers)) for name in load_library().editions for case in load_edition(name).cases[calculator]]
    for calculator in DECISIONS
}
ODD = [None, True, 0, 3, -1, 4.5, "", " ", "unknown", "Yes", "3", "open", "2026-01-01", "2026-02-30", "1.1.2026", "9:30", "24:00", [], {}]
ODD += [["unknown"], [None], [[]], [{}], [{"date": "2026-02-30"}], [{"time": "9"}], [{"other": 1}], [{"date": "open"}], ["2026-02-30"]]


def schema_of(calculator):
    schema = answers_schema(calculator, DECISIONS[calculator].answers)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


SCHEMAS = {calculator: schema_of(calculator) for calculator in DECISIONS}


def is_read(calculator, answers):
    """Say whether every answer can be read, by itself and as it stands."""
    try:
        return not read_answers(answers, DECISIONS[calculator].answers, lambda read: []).warnings
    except Unusable:
        return False


@pytest.mark.parametrize("calculator", DECISIONS)
def test_the_schema_takes_every_worked_case_that_can_be_read(calculator):
    taken = [answers for answers in CASES[calculator] if is_read(calculator, answers)]
    assert len(taken) > 40
    for answers in taken:
        assert list(SCHEMAS[calculator].iter_errors(answers)) == [], answers


def parts_of(value, *way):
    """Yield the way to each answer, and to each part of one."""
    yield way
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from parts_of(value[key], *way, key)


def with_part(value, way, part):
    if not way:
        return part
    first, *rest = way
    if isinstance(value, list):
        return [*value[:first], with_part(value[first], rest, part), *value[first + 1 :]]
    return {**value, first: with_part(value[first], rest, part)}


@pytest.mark.parametrize("calculator", DECISIONS)
@given(data=st.data())
def test_what_the_schema_takes_can_be_read(calculator, data):
    answers = data.draw(st.sampled_from(CASES[calculator]))
    ways = [way for way in parts_of(answers) if way and way != (AS_OF,)]
    changed = with_part(answers, data.draw(st.sampled_from(ways)), data.draw(st.sampled_from(ODD))) if ways else answers
    if SCHEMAS[calculator].is_valid(changed):
        assert is_read(calculator, changed)


@pytest.mark.parametrize("calculator", DECISIONS)
def test_the_schema_takes_of_each_answer_what_is_read_and_refuses_what_is_not(calculator):
    """Each answer by itself, with every odd value; a number or a null in place of its text is read and not asked for."""
    for answer in DECISIONS[calculator].answers:
        for odd in ODD:
            answers = {AS_OF: "2026-06-01", answer.name: odd}
            if SCHEMAS[calculator].is_valid(answers):
                assert is_read(calculator, answers), answers
            elif is_read(calculator, answers):
                assert odd in ("3", [None]), answers
