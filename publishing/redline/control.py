"""What differs in the document control: reference, status, owner, dates, approvals and amendments."""

from collections.abc import Iterator
from typing import Any

from publishing.edition import Policy
from publishing.model import DocumentControl, Shape
from publishing.redline.changes import Found, Kind

TOLD_ELSEWHERE = ("edition", "clauses", "removed", "roles")


def compare_control(was: Policy, now: Policy) -> Iterator[Found]:
    """Yield every entry of document control that differs; of a list, only what came and what went."""
    for name in DocumentControl.model_fields:
        old, new = getattr(was.control, name), getattr(now.control, name)
        if name in TOLD_ELSEWHERE or old == new:
            continue
        if isinstance(old, tuple):
            old, new = tuple(entry for entry in old if entry not in new), tuple(entry for entry in new if entry not in old)
        yield Found(Kind.CONTROL, None, None, name.replace("_", " "), _said(old), _said(new))


def _said(value: Any) -> str | None:
    if isinstance(value, tuple):
        return "; ".join(filter(None, map(_said, value))) or None
    if isinstance(value, Shape):
        return ", ".join(str(part) for part in value.model_dump().values() if part is not None)
    return {True: "yes", False: "no", None: None}.get(value, str(value)) if not isinstance(value, str) else value
