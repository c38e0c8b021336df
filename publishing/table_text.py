"""A whole calculator as plain text: aligned columns that fit a terminal."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from textwrap import wrap

from publishing.condition_words import Asked
from publishing.edition import Edition
from publishing.table_words import TableWords
from publishing.whole import Duty, Section, whole_decision

NUMBER, QUESTION, OUTCOME = 3, 65, 28
LEFT, RIGHT = 48, 50
BETWEEN = "  "
HARD_SPACE = "\u00a0"
COLUMNS = NUMBER + QUESTION + OUTCOME + 2 * len(BETWEEN)
GROUPS = {"actions": "What to do", "recipients": "Who is told", "cautions": "What to be careful about"}


def whole_decision_as_text(calculator: str, edition: Edition) -> str:
    """Return every table of a calculator in one edition as text of at most COLUMNS columns."""
    words, sections = edition.shared.table, whole_decision(calculator, edition)
    title = f"{edition.decisions[calculator].title} (edition {edition.name})"
    return "\n".join(
        line.rstrip() for line in [*wrap(title, COLUMNS), *(line for section in sections for line in _section(section, words))]
    )


def _section(section: Section, words: TableWords) -> Iterator[str]:
    if section.heading:
        yield from ("", *wrap(section.heading, COLUMNS), "=" * min(len(section.heading), COLUMNS))
    if section.steps:
        yield from _head(f"Which outcome, from {section.states:,} states: the first question answered with yes decides")
        widths = (NUMBER, QUESTION, OUTCOME)
        for step in section.steps:
            yield from _row(widths, [f"{step.number:>{NUMBER}}"], _asked(step.asked, QUESTION), wrap(step.outcome, OUTCOME))
        yield from _row(widths, [], [words.otherwise], wrap(str(section.otherwise), OUTCOME))
    for kind, head in GROUPS.items():
        if section.duties[kind]:
            yield from _head(f"{head}: each is due if the question beside it is answered with yes")
            for duty in section.duties[kind]:
                what = duty.words.label if kind == "recipients" else duty.words.text
                yield from _row((LEFT, RIGHT), _wrapped(what, LEFT), list(_when(duty, words)))


def _wrapped(text: str, width: int, **indents: str) -> list[str]:
    """Return the lines of a text; a number that is written in groups stays together."""
    lines = wrap(re.sub(r"(?<=\d) (?=\d)", HARD_SPACE, text), width, **indents)
    return [line.replace(HARD_SPACE, " ") for line in lines]


def _head(text: str) -> list[str]:
    return ["", *wrap(text, COLUMNS), "-" * COLUMNS]


def _row(widths: tuple[int, ...], *cells: list[str]) -> Iterator[str]:
    for lines in zip_longest(*cells, fillvalue=""):
        yield BETWEEN.join(f"{line:<{width}}" for width, line in zip(widths, lines, strict=True))


def _asked(asked: Asked, width: int, mark: str = "") -> list[str]:
    return _wrapped(asked.text + asked.in_brackets, width, initial_indent=mark, subsequent_indent=" " * len(mark))


def _when(duty: Duty, words: TableWords) -> Iterator[str]:
    if duty.always:
        yield words.always
    if duty.every:
        yield from _asked(duty.every, RIGHT)
    if duty.any_of:
        yield words.one_of if duty.every else words.any_of
        for asked in duty.any_of:
            yield from _asked(asked, RIGHT, "- ")
    if duty.not_known:
        yield from _wrapped(f"{words.not_known} {duty.not_known}", RIGHT)
