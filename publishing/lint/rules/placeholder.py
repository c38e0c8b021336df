"""Text that was to be replaced: TODO, TBC, lorem ipsum, XXX, "[insert …]".

Why: it has been published before, by people as careful as these.

Read: every text of every file. A row of X in a reference number such as QS/XX/058/V3.0 is no placeholder.

Fix: write what belongs there, or take it out. Accept a source's own blank, where a form is meant to have one.
"""

import re
from collections.abc import Iterator

from publishing.lint.context import Context
from publishing.lint.finding import Finding

CODE = "L305"
PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBC|TBD|TBA|FIXME)\b|\blorem\b|\bipsum\b|(?<![\w/])X{2,}(?![\w/])|\?{3,}|[\[<](?:insert|add|name|date|to be)\b[^\]>]*[\]>]"
    r"|\bto be (?:confirmed|completed|advised|written)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Finding]:
    """Yield each placeholder."""
    for text in context.texts:
        for found in PLACEHOLDER.finditer(text.raw):
            wrong = f'"{found.group(0)}" holds a place'
            yield context.in_text(CODE, text, found.group(0), wrong, "write what belongs there, or take it out")
