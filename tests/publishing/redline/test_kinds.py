"""Each kind of change is told for what it is, with its reason and what it touches; and a redline takes no time worth naming."""

import time
from dataclasses import replace

import pytest

from publishing.load import ROOT, load_policy
from publishing.model import Clause, FurtherDuty
from publishing.redline.blocks import blocks_of
from publishing.redline.changes import Kind, Side
from publishing.redline.duties import compare_duties
from publishing.redline.reading import read_side
from publishing.redline.states import State
from publishing.redline.stream import redline
from tests.publishing.redline.edits import with_clause, with_clauses


def changes_of(was, now):
    return redline(Side("was", was, {}), Side("now", now, {})).changes


def kinds(found, clause_id):
    return {change.kind for change in found if clause_id in (change.was_id, change.now_id)}


def clause(**fields):
    return Clause(id="1.1", text="A text.", **fields)


def also(duty, *roles):
    return FurtherDuty(duty=duty, binds=roles)


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (clause(), clause(), []),
        (clause(binds=("GP",), duty="should"), clause(binds=("GP",), duty="must"), [(Kind.STRENGTHENED, "GP", "should", "must")]),
        (clause(binds=("GP",), duty="must"), clause(binds=("GP",), duty="may"), [(Kind.WEAKENED, "GP", "must", "may")]),
        (clause(binds=("GP",), duty="must"), clause(), [(Kind.BOUND, None, "GP (must)", "nobody"), (Kind.WEAKENED, "GP", "must", "no duty")]),
        (clause(binds=("GP",), duty="must"), clause(binds=("ICB",), duty="must"), [(Kind.BOUND, None, "GP (must)", "ICB (must)")]),
        (
            clause(binds=("CCG",), duty="should"),
            clause(binds=("ICB",), duty="must"),
            [(Kind.BOUND, None, "CCG (should)", "ICB (must)"), (Kind.STRENGTHENED, "CCG / ICB", "should", "must")],
        ),
        (
            clause(binds=("GP",), duty="must", also=(also("should", "manager"),)),
            clause(binds=("GP",), duty="must", also=(also("may", "manager"),)),
            [(Kind.WEAKENED, "manager", "should", "may")],
        ),
        (
            clause(binds=("GP",), duty="must"),
            clause(binds=("GP",), duty="must", also=(also("may", "GP"),)),
            [(Kind.STRENGTHENED, "GP", "must", "must, may")],
        ),
    ],
)  # fmt: skip
def test_a_duty_is_compared_role_by_role(was, now, told):
    assert [(found.kind, found.subject, found.was, found.now) for found in compare_duties(was, now)] == told


def test_a_clause_that_is_reworded_beside_another_change_is_not_told_as_wording_only(approved):
    old = approved.clauses["13.2"].clause
    new = old.model_copy(update={"text": f"{old.text} Something is said beside it.", "duty": "may", "binds": old.binds})
    assert kinds(changes_of(approved, with_clause(approved, new)), "13.2") == {Kind.WEAKENED, Kind.WORDING_TOO}
    reworded = old.model_copy(update={"text": f"{old.text} Something is said beside it."})
    assert kinds(changes_of(approved, with_clause(approved, reworded)), "13.2") == {Kind.WORDING}


def test_a_clause_under_another_number_with_other_words_is_renumbered_and_reworded(approved):
    part = approved.parts_by_id["17"]
    old = part.clauses[0].clause
    new = old.model_copy(update={"id": "17.9", "text": old.text.replace(" record", " written record", 1)})
    found = changes_of(approved, with_clauses(approved, "17", [new, *(one.clause for one in part.clauses[1:])]))
    assert kinds(found, "17.9") == {Kind.RENUMBERED, Kind.WORDING_TOO}
    assert [(change.was, change.now) for change in found if change.kind is Kind.RENUMBERED] == [("17.1", "17.9")]


def test_a_text_that_goes_to_another_clause_is_marked_there_and_here(both):
    clauses = {clause.id: clause for part in both.parts for clause in part.clauses}
    went = [block for block in clauses["24.3"].blocks if block.moved_to]
    came = [block for block in clauses["24.4"].blocks if block.moved_from]
    assert {block.moved_to for block in went} == {"24.4"}
    assert {block.moved_from for block in came} == {"24.3"}
    assert [block.was.text for block in went] == [block.now.text for block in came]


def test_a_change_comes_with_its_reason_and_with_what_it_touches():
    sides = [read_side(State(name, ROOT, edition=name), among_editions=True) for name in ("3.0", "4.0-draft")]
    found = redline(*sides).changes
    stay = next(change for change in found if change.subject == "private-fostering.stay")
    assert (stay.kind, stay.was_id, stay.now_id) == (Kind.THRESHOLD, "22.1", "22.1")
    assert (stay.was, stay.now) == ("more than 28 days (more than 28 days)", "28 days or more (at least 28 days)")
    assert "28 days or more" in stay.reason.why and stay.reason.confidence == "H"
    assert stay.calculators == ("private-fostering",)
    danger = next(change for change in found if change.now_id == "15-danger")
    assert danger.kind is Kind.ADDED and "13.4" in danger.cited_by and "emergency-duty-team" in danger.contacts
    removed = next(change for change in found if change.was_id == "15.6")
    assert removed.kind is Kind.REMOVED and removed.reason.why and removed.was


def test_every_clause_that_tells_a_reason_is_told_with_it(both, draft):
    told = {change.now_id for change in both.changes if change.reason}
    assert {clause.id for clause in draft.clauses.values() if clause.clause.change} <= told


def test_a_section_that_is_as_it_was_is_marked_so(both, approved, draft):
    marks = {part.id: part.mark for part in both.parts}
    assert marks["4"] == "unchanged" and marks["22"] == "changed"
    for part_id, mark in marks.items():
        same = [blocks_of(clause) for clause in approved.parts_by_id[part_id].clauses] == [
            blocks_of(clause) for clause in draft.parts_by_id[part_id].clauses
        ]
        assert same or mark == "changed"


def test_a_section_that_came_or_went_is_marked_so(approved):
    without = replace(approved, parts=tuple(part for part in approved.parts if part.id != "23"))
    marks = {part.id: part.mark for part in redline(Side("was", approved, {}), Side("now", without, {})).parts}
    assert (marks["23"], list(marks)) == ("removed", [part.id for part in approved.parts])
    marks = {part.id: part.mark for part in redline(Side("was", without, {}), Side("now", approved, {})).parts}
    assert marks["23"] == "added"


def test_two_editions_are_compared_from_their_files(figure):
    began, used = time.perf_counter(), time.process_time()
    found = redline(Side("3.0", load_policy("3.0"), {}), Side("4.0-draft", load_policy("4.0-draft"), {}))
    taken, worked = time.perf_counter() - began, time.process_time() - used
    figure(
        f"redline of 3.0 and 4.0-draft, files read: {taken * 1000:.0f} ms ({worked * 1000:.0f} ms of one core), {len(found.changes)} changes"
    )
    assert found.changes
