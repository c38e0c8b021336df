"""A deadline has a number and no unit: "within 24", "in the next three".

Why: a tired reader supplies a unit, and not always the right one. Days and working days differ over a weekend.

Fix: write the unit (hours, days, working days, …), best by drawing the parameter. Accept where the number counts things.
"""

import re
from collections.abc import Iterator

from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.lint.numbers import ANY

CODE = "L203"
UNITS = r"(?:second|minute|hour|day|weekday|night|week|fortnight|month|quarter|term|year)s?\b"
DEADLINE = re.compile(
    rf"\b(?:within|no later than|not later than|in the next|during the next|at the latest after)\s+(?:the\s+(?:next|first)\s+|about\s+)?"
    rf"({ANY})\b(?!(?:\s*-\s*|\s+)(?:(?:or|more|to|full|working|school|calendar|clear|{ANY})\s+){{0,3}}{UNITS})",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Finding]:
    """Yield each deadline of a clause, a heading or a calculator that says how many and not of what."""
    for text in context.texts_of("clause", "heading", "calculator", "parameter", "note"):
        for found in DEADLINE.finditer(text.typed):
            yield context.in_text(CODE, text, found.group(0), f'"{found.group(0)}" has no unit', "say of what: hours, days, working days")
