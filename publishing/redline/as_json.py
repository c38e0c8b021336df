"""The redline as JSON: every change, every clause that differs with its words, and what became of each section."""

import json
from dataclasses import asdict
from typing import Any

from publishing.redline.changes import Change, ClauseRedline, Redline
from publishing.redline.report import EditionReport, Report


def as_json(found: Report) -> str:
    """Return a report as one JSON object, indented, with a newline at its end."""
    data = {"was": found.was, "now": found.now, "editions": list(map(_edition, found.editions))}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _edition(found: EditionReport) -> dict[str, Any]:
    if found.redline is None:
        return {"edition": found.edition, "note": found.note}
    impact = None if found.impact is None else [asdict(calculator) for calculator in found.impact]
    return {"edition": found.edition, **_redline(found.redline), "impact": impact, "note": found.note}


def _redline(found: Redline) -> dict[str, Any]:
    return {
        "was": found.was.label,
        "now": found.now.label,
        "changes": list(map(_change, found.changes)),
        "sections": [{"id": part.id, "label": part.label, "was": part.was, "now": part.now, "mark": part.mark} for part in found.parts],
        "clauses": [_clause(clause) for part in found.parts for clause in part.clauses if clause.differs],
    }


def _change(change: Change) -> dict[str, Any]:
    reason = change.reason
    told = {"why": reason.why, "authority": reason.authority, "confidence": reason.confidence} if reason else None
    return {
        "kind": change.kind,
        "was_id": change.was_id,
        "now_id": change.now_id,
        "subject": change.subject,
        "was": change.was,
        "now": change.now,
        "reason": told,
        "cited_by": change.cited_by,
        "contacts": change.contacts,
        "calculators": change.calculators,
    }


def _clause(clause: ClauseRedline) -> dict[str, Any]:
    return {
        "was_id": clause.was_id,
        "now_id": clause.now_id,
        "kinds": list(dict.fromkeys(change.kind for change in clause.changes)),
        "blocks": [asdict(block) for block in clause.blocks],
    }
