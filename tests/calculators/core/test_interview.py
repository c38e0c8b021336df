"""The interview asks only what can still change the outcome, the most decisive first, and stops when all is settled."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators import DECISIONS, answer
from calculators import ask as ask_a_form
from calculators.core.interview import ask
from publishing.load import load_edition, load_library
from tests.depth import depth

AS_OF = {"as_of": "2026-06-01"}
UNKNOWN = "unknown"
CASES = load_edition(load_library().current).cases

# What an outcome says of the answers themselves, and what it says beside the answer: how it was come by, what the
# clause alone would say and what may change one day.
OF_THE_ANSWERS = {"reasons", "ignored", "warnings"}
BESIDE_THE_ANSWER = OF_THE_ANSWERS | {"ground", "decided_by", "by_text_alone", "nearest_change"}


# Cautions that say what is presumed until somebody says otherwise: who has not been asked has not said so.
PRESUMED = ("treated_as_still_there", "end_not_known")


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def values_of(calculator):
    """Return every value that some worked case gives an answer, and "unknown": the cases stand close to the limits."""
    found = {answer.name: [UNKNOWN] for answer in DECISIONS[calculator].answers}
    for case in CASES[calculator]:
        for name, value in plain(case.answers).items():
            if name in found and value not in found[name]:
                found[name].append(value)
    return found


VALUES = {calculator: values_of(calculator) for calculator in DECISIONS}


@st.composite
def answers_of(draw, calculator):
    """Draw answers that belong to one child: nobody gives a date of birth and, beside it, another age."""
    names = draw(st.sets(st.sampled_from(sorted(VALUES[calculator]))))
    if "date_of_birth" in names:
        names.discard("age_years")
    return AS_OF | {name: draw(st.sampled_from(VALUES[calculator][name])) for name in sorted(names)}


def without(outcome, words):
    if isinstance(outcome, dict):
        return {key: without(value, words) for key, value in outcome.items() if key not in words}
    return [without(item, words) for item in outcome] if isinstance(outcome, list) else outcome


@settings(max_examples=depth(15, 40))
@pytest.mark.parametrize("calculator", DECISIONS)
@given(data=st.data())
def test_an_interview_ends_with_the_outcome_of_all_its_answers_and_asks_nothing_twice(edition, calculator, data):
    everything = {name: data.draw(st.sampled_from(values)) for name, values in VALUES[calculator].items()}
    assume("errors" not in answer(calculator, AS_OF | everything, edition))
    replies, asked = dict(AS_OF), []
    while question := ask(DECISIONS[calculator], replies, edition)["question"]:
        assert question["label"] and question["why"]
        still_open = [name.partition("[")[0] for name in ask(DECISIONS[calculator], replies, edition)["still_open"]]
        # A list that was given stays open as long as something in its entries is not known; the interview goes on below it.
        asked_again = {name for name in asked if isinstance(replies[name], list)}
        assert question["answer"].partition("[")[0] in asked_again or question["answer"] not in asked
        name = next((name for name in still_open if name not in asked), None)
        if name is None:
            break
        asked.append(name)
        replies[name] = everything[name]
    usual = {name: value for name, value in everything.items() if name in asked or not has_usual_answer(calculator, name)}
    one, other = (answer(calculator, given, edition) for given in (replies, AS_OF | usual))
    assert without(settled(one, edition), BESIDE_THE_ANSWER) == without(settled(other, edition), BESIDE_THE_ANSWER)


def settled(outcome, edition):
    """Return an outcome without what is said of a presumption."""
    own = edition.words[outcome["calculator"]]["cautions"]
    presumed = [own[name]["text"] for name in PRESUMED if name in own]
    return outcome | {"cautions": [caution for caution in outcome["cautions"] if caution["text"] not in presumed]}


def has_usual_answer(calculator, name):
    return next(answer for answer in DECISIONS[calculator].answers if answer.name == name).default is not None


@settings(max_examples=depth(15, 40))
@pytest.mark.parametrize("calculator", DECISIONS)
@given(data=st.data())
def test_an_outcome_is_the_same_without_what_is_no_longer_needed(edition, calculator, data):
    replies = data.draw(answers_of(calculator))
    outcome = answer(calculator, replies, edition)
    assume("errors" not in outcome)
    unneeded = ask(DECISIONS[calculator], replies, edition)["no_longer_needed"]
    for left_out in [unneeded, *([name] for name in unneeded)]:
        fewer = {name: value for name, value in replies.items() if name not in left_out}
        words = OF_THE_ANSWERS if left_out == unneeded else BESIDE_THE_ANSWER
        assert without(answer(calculator, fewer, edition), words) == without(outcome, words)


@settings(max_examples=depth(15, 40))
@pytest.mark.parametrize("calculator", DECISIONS)
@given(data=st.data())
def test_an_outcome_is_the_same_whatever_is_given_for_what_is_no_longer_needed(edition, calculator, data):
    replies = data.draw(answers_of(calculator))
    outcome = answer(calculator, replies, edition)
    assume("errors" not in outcome)
    for name in ask(DECISIONS[calculator], replies, edition)["no_longer_needed"]:
        for value in VALUES[calculator][name]:
            changed = replies | {name: value}
            if {"date_of_birth", "age_years"} <= set(changed):
                continue
            other = answer(calculator, changed, edition)
            assert "errors" in other or without(other, BESIDE_THE_ANSWER) == without(outcome, BESIDE_THE_ANSWER), changed


def test_a_grandmother_ends_the_interview_at_once(edition):
    state = ask(DECISIONS["private-fostering"], AS_OF | {"carer": "grandparent"}, edition)
    assert state["question"] is None and state["still_open"] == []


def test_a_question_is_asked_only_where_it_can_matter(edition):
    young = {"date_of_birth": "2020-01-01", "start": "2026-05-01", "end": "open"}
    assert "disabled" not in ask(DECISIONS["private-fostering"], AS_OF | young, edition)["still_open"]
    older = young | {"date_of_birth": "2009-01-01"}
    assert "disabled" in ask(DECISIONS["private-fostering"], AS_OF | older, edition)["still_open"]


def test_the_age_is_asked_once_the_date_of_birth_is_not_known_and_not_before(edition):
    decision, friend = DECISIONS["private-fostering"], AS_OF | {"carer": "friend_or_neighbour"}
    assert "age_years" not in ask(decision, friend, edition)["still_open"]
    still_open = ask(decision, friend | {"date_of_birth": UNKNOWN}, edition)["still_open"]
    assert still_open[still_open.index("date_of_birth") + 1] == "age_years"
    given_too = friend | {"date_of_birth": UNKNOWN, "age_years": UNKNOWN}
    assert "age_years" not in ask(decision, given_too, edition)["still_open"]


def test_a_last_day_can_be_given_until_it_is_certain_that_the_child_is_still_there(edition):
    begun = AS_OF | {"carer": "friend_or_neighbour", "date_of_birth": "2015-03-27", "start": "2026-04-01"}
    assert "end" not in ask(DECISIONS["private-fostering"], begun, edition)["no_longer_needed"]
    assert "end" in ask(DECISIONS["private-fostering"], begun | {"still_there": "yes"}, edition)["no_longer_needed"]


def test_a_given_answer_that_the_outcome_tells_of_is_not_called_unneeded(edition):
    told = {"date_of_birth": "2015-03-27", "carer": "friend_or_neighbour", "arranged_by": "parent", "looked_after": "no"}
    told |= {"parent_lives_there": "yes", "start": "2026-05-30", "end": "open", "broken_stays": "no"}
    outcome = answer("private-fostering", AS_OF | told, edition)
    assert (outcome["outcome"], outcome["by_text_alone"]) == ("not_private_fostering", "notify")
    assert not set(told) & set(ask(DECISIONS["private-fostering"], AS_OF | told, edition)["no_longer_needed"])


@pytest.mark.parametrize(("children", "needed"), [([], False), ([{"date_of_birth": "2020-01-01"}], True), (UNKNOWN, True)])
def test_the_incidents_are_needed_for_the_ages_of_children_though_the_family_is_discussed_anyway(edition, children, needed):
    state = ask(DECISIONS["dart-routing"], AS_OF | {"concern": "yes", "children": children}, edition)
    assert ("incidents" in state["still_open"]) == needed
    assert ("incidents" in state["no_longer_needed"]) != needed


def test_a_form_shows_everything_that_is_not_needless_in_the_order_to_ask_it(edition):
    state = ask_a_form("emergency-attendance", AS_OF, edition)
    assert state["no_longer_needed"] == ["learning_disability_or_care_leaver"]
    assert state["in_order"] == ["attendances", "social_worker", "date_of_birth", "age_years", "concern"]
    some = {"carer": "friend_or_neighbour", "date_of_birth": "2015-03-27", "start": "2026-05-30"}
    state = ask_a_form("private-fostering", AS_OF | some, edition)
    assert set(state["in_order"]).isdisjoint({"age_years", "school_holiday", "disabled"})
    open_ones = [name for name in state["in_order"] if name in state["still_open"]]
    assert open_ones == state["still_open"] == state["in_order"][: len(open_ones)]
    assert state["in_order"][len(open_ones) :] == ["date_of_birth", "carer", "home", "start", "still_there"]


@pytest.mark.parametrize(
    ("calculator", "answers", "unusable"),
    [
        ("private-fostering", {"date_of_birth": "2026-02-30", "carer": "grandparent"}, ["date_of_birth"]),
        ("private-fostering", {"date_of_birth": "2015-03-27", "start": "2014-01-01"}, ["start"]),
        ("private-fostering", {"age_years": "ten", "start": "2026-13-01", "end": "open"}, ["age_years", "start"]),
        ("emergency-attendance", {"attendances": [{"service": "dentist"}, {"service": "nhs_111"}]}, ["attendances[0].service"]),
        ("emergency-attendance", {"date_of_birth": "2027-01-01", "attendances": []}, ["date_of_birth"]),
    ],
)
def test_what_cannot_be_used_stands_as_not_given_in_a_form(edition, calculator, answers, unusable):
    state = ask_a_form(calculator, AS_OF | answers, edition)
    assert state["unusable"] == unusable
    fewer = {name: value for name, value in answers.items() if name not in unusable}
    if "attendances[0].service" in unusable:
        fewer = {"attendances": [{}, {"service": "nhs_111"}]}
    assert state == ask_a_form(calculator, AS_OF | fewer, edition) | {"unusable": unusable}


def test_a_form_without_a_day_of_decision_is_refused(edition):
    assert [error["answer"] for error in ask_a_form("private-fostering", {"as_of": "2026-02-30"}, edition)["errors"]] == ["as_of"]


@pytest.mark.parametrize("calculator", DECISIONS)
def test_what_is_asked_first_does_not_depend_on_the_day(edition, calculator):
    """A page is built with it. (On 29 February two questions change places; the page keeps the order it was built with.)"""
    days = [f"{year}-{day}" for year in (2018, 2024, 2026, 2031) for day in ("01-01", "02-28", "06-30", "12-31")]
    states = [ask_a_form(calculator, {"as_of": day}, edition) | {"as_of": None} for day in days]
    assert all(state == states[0] for state in states)
