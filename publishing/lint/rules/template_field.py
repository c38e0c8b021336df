"""A field in a calculator's words, such as {count}, is one that the code never fills.

Why: the answer fails, or shows the reader a bare {count}, and only in the one state that uses those words.

Read: fields are filled in what a reason found, in a nearest change, in what is said of many at once, and in the shared
cautions, problems and referral times. There, a field must be a name under which the calculator, the screening or the core
hands over a value; anywhere else no field is filled at all.

Fix: use one of the names that the code has. Accept braces that are meant to be read as braces.
"""

import re
from collections.abc import Iterator
from typing import Any

from publishing.lint.calculator_code import values_filled
from publishing.lint.context import Context
from publishing.lint.finding import Finding

CODE = "L601"
FIELD = re.compile(r"(?<!\{)\{([^{}]*)\}(?!\})")
SHARED, EACH = "shared", "each"


def check(context: Context) -> Iterator[Finding]:
    """Yield each field of a calculator's words that nothing fills."""
    for text in context.texts_of("calculator"):
        calculator = text.file.path.stem
        names = values_filled(None if calculator == SHARED else calculator) if _filled(calculator, text.at) else frozenset()
        for found in FIELD.finditer(text.raw):
            if found.group(1) not in names:
                wrong = f"nothing fills {found.group(0)} here"
                right = "use a name that the calculator's code hands over" if names else "say it without a field"
                yield context.in_text(CODE, text, found.group(0), wrong, right)


def _filled(calculator: str, at: tuple[Any, ...]) -> bool:
    """Say whether the code fills the fields of a text at this place."""
    if at[0] == EACH:
        at = at[2:]
    if calculator == SHARED:
        return at[0] in ("problems", "referral_times") or (at[0] == "cautions" and at[-1] == "text")
    return at[0] in ("nearest_change", "screen") or (at[0] == "reasons" and "found" in at)
