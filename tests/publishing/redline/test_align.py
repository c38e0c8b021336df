"""What went and what came are told word by word, and neither side loses or gains a letter by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.redline.blocks import Block, Place, align, blocks_now, blocks_of, blocks_was
from publishing.redline.changes import Side
from publishing.redline.stream import redline
from publishing.redline.tokens import tokens
from publishing.redline.words import Op, segments, text_now, text_was

WORDS = st.sampled_from(
    ["child", "must", "should", "tell", "24 hours", "three working days", "01384 456111", "15.3b", "16 January 2018", "a", "the", ",", ".", "(", "\n", "  ", "\u00e9t\u00e9", "<b>", "\u200b"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=25).map(" ".join), st.lists(WORDS, max_size=25).map("".join))
BLOCKS = st.lists(
    st.builds(Block, st.sampled_from(Place), st.integers(0, 2), st.lists(WORDS, min_size=1, max_size=8).map(" ".join)), max_size=8
).map(tuple)


@given(TEXTS, TEXTS)
def test_without_what_went_a_text_is_the_new_one_and_without_what_came_the_old_one(was, now):
    found = segments(was, now)
    assert text_was(found) == was
    assert text_now(found) == now
    assert all(segment.text for segment in found)
    assert all(first.op is not second.op for first, second in zip(found, found[1:], strict=False))


@given(TEXTS)
def test_tokens_hold_every_letter(text):
    assert "".join(tokens(text)) == text


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert all(segment.op is Op.EQUAL for segment in segments(text, text))


@given(BLOCKS, BLOCKS)
def test_without_what_went_the_blocks_are_the_new_ones_and_without_what_came_the_old_ones(was, now):
    found = align(was, now)
    assert blocks_was(found) == was
    assert blocks_now(found) == now


@pytest.mark.parametrize("way", ["forwards", "backwards"])
def test_every_clause_of_the_two_editions_can_be_had_from_its_redline(approved, draft, way, figure):
    was, now = (approved, draft) if way == "forwards" else (draft, approved)
    found = redline(Side("was", was, {}), Side("now", now, {}))
    clauses = [clause for part in found.parts for clause in part.clauses]
    for clause in clauses:
        assert blocks_was(clause.blocks) == blocks_of(was.clauses.get(clause.was_id))
        assert blocks_now(clause.blocks) == blocks_of(now.clauses.get(clause.now_id))
    assert {clause.was_id for clause in clauses if clause.was_id} == set(was.clauses)
    assert [clause.now_id for clause in clauses if clause.now_id] == list(now.clauses)
    figure(f"redline {way}: {len(clauses)} clauses, each without deletions the new text and without insertions the old")


@pytest.mark.parametrize(
    ("was", "now", "went", "came"),
    [
        ("Tell them within 24 hours.", "Tell them within 48 hours.", ["24 hours"], ["48 hours"]),
        ("Ring 01384 456111 now.", "Ring 01384 456222 now.", ["01384 456111"], ["01384 456222"]),
        ("See 15.3 first.", "See 15.3b first.", ["15.3"], ["15.3b"]),
        ("Since 16 January 2018.", "Since 16 January 2019.", ["16 January 2018"], ["16 January 2019"]),
        ("within three working days", "within four working days", ["three working days"], ["four working days"]),
        ("the red, green house", "the blue, brown house", ["red, green"], ["blue, brown"]),
    ],
)
def test_a_number_a_date_a_period_and_a_reference_change_as_one(was, now, went, came):
    found = segments(was, now)
    assert [segment.text for segment in found if segment.op is Op.DELETE] == went
    assert [segment.text for segment in found if segment.op is Op.INSERT] == came
