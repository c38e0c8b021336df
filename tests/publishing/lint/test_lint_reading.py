"""Reading age, syllables, sentences, numbers in words: what the rules are built on."""

import re

import pytest

from publishing.lint.numbers import in_words, pattern_of, pattern_of_words
from publishing.lint.reading import reading_of, sentences_of, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [("child", 1), ("children", 2), ("every", 1), ("information", 4), ("safeguarding", 3), ("emergency", 3), ("day-to-day", 3)],
)
def test_syllables_are_pyphens_with_first_and_last_letters_included(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Tell the GP. Then write it down.", 2),
        ('Section 11 says "must". You must act!', 2),
        ("See 13.4 and 15.3b for this", 1),
        ("A file named V3.0 is kept.", 1),
        ("…", 0),
    ],
)
def test_a_sentence_ends_where_a_reader_would_stop(text, count):
    assert len(sentences_of(text)) == count


def test_the_figure_is_the_flesch_kincaid_grade_plus_five():
    reading = reading_of(["Tell the child now. Act at once."])
    assert (reading.words, reading.sentences) == (7, 2)
    assert reading.age == round(0.39 * 7 / 2 + 11.8 * 7 / 7 - 15.59 + 5, 1)


def test_harder_words_and_longer_sentences_take_an_older_reader():
    easy = reading_of(["Tell the child. Act now."])
    hard = reading_of(["Professionals communicate information regarding organisational responsibilities."])
    assert hard.age > easy.age
    assert reading_of([]) is None and reading_of(["…"]) is None


@pytest.mark.parametrize(
    ("number", "words"), [(0, "zero"), (3, "three"), (12, "twelve"), (20, "twenty"), (28, "twenty-eight"), (100, None)]
)
def test_numbers_are_written_in_words_below_a_hundred(number, words):
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("number", "text", "found"),
    [
        (28, "28 days", True),
        (28, "twenty-eight days", True),
        (28, "Twenty eight days", True),
        (28, "128 days", False),
        (28, "28.5 days", False),
        (8, "twenty-eight days", False),
        (8, "twenty eight days", False),
        (20, "twenty-eight days", False),
        (3, "a three-month stay", True),
        (3, "thirteen", False),
        (15, "clause 15.3", False),
    ],
)
def test_a_number_is_found_in_digits_and_words_and_not_in_another_number(number, text, found):
    assert bool(re.search(pattern_of(number), text, re.IGNORECASE)) == found


def test_a_wording_is_found_whatever_its_numbers_and_line_breaks():
    pattern = pattern_of_words("three or more contacts within 12 months")
    assert re.search(pattern, "3 or more\n  contacts within twelve months")
    assert not re.search(pattern, "3 or more contacts within 13 months")
