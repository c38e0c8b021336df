"""An approved edition still calls itself a draft in its document control.

Why: it is frozen, and would say for good that nobody has approved it.

Read: title, reference, amendments and clauses of edition.yml of an edition that is approved; also a clause that was to
stand only until then.

Fix: say what the approved edition says. `approve` takes out a clause that has `until_approved`, and gives the amendment
that has the draft's name the edition's reference.
"""

import re
from collections.abc import Iterator
from typing import Any

from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.yaml_files import Path_in_file

CODE = "L504"
FILE = "policy/edition.yml"
DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Yield each place at which an approved edition says that it is a draft."""
    if context.edition.draft:
        return
    data = context.files[FILE].data
    for key in ("title", "reference", "amendments", "clauses"):
        for place, text in _texts((key,), data[key]):
            if DRAFT.search(text) or place[-1] == "until_approved":
                named = ".".join(map(str, place))
                wrong = f"the edition is approved, and `{named}` says that it is a draft"
                yield context.in_file(CODE, FILE, place, "edition", wrong, "say what the approved edition says")


def _texts(place: Path_in_file, data: Any) -> Iterator[tuple[Path_in_file, str]]:
    if isinstance(data, str):
        yield place, data
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in steps:
        yield from _texts((*place, step), value)
