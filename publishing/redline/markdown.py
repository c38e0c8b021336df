"""The redline as Markdown for a pull request: kinds first, then each change with its words, its reason and what it touches."""

from collections.abc import Iterator

from publishing.edition import clause_label
from publishing.redline.blocks import BlockRedline
from publishing.redline.changes import Change, Kind, Redline
from publishing.redline.markdown_impact import impact_lines
from publishing.redline.markdown_text import escaped
from publishing.redline.report import EditionReport, Report
from publishing.redline.words import Op

_WHOLE_TEXTS = (Kind.ADDED, Kind.REMOVED, Kind.WORDING, Kind.WORDING_TOO)
_CONTEXT = 60  # letters of unchanged text on each side of a change


def as_markdown(found: Report) -> str:
    """Return a report as Markdown that any reader of it shows; deletions and insertions are told in words as well."""
    lines = [f"# What changes from {escaped(found.was)} to {escaped(found.now)}", ""]
    for edition in found.editions:
        lines += _edition(edition, len(found.editions) > 1)
    return "\n".join(lines).rstrip("\n") + "\n"


def _edition(found: EditionReport, among_others: bool) -> Iterator[str]:
    if among_others:
        yield from (f"## Edition {escaped(found.edition)}", "")
    if found.redline is None:
        yield from (escaped(found.note or ""), "")
        return
    yield from _redline(found.redline)
    if found.impact is not None:
        yield from impact_lines(found.impact)
    if found.note:
        yield from (escaped(found.note), "")


def _redline(found: Redline) -> Iterator[str]:
    if not found.changes:
        clauses = sum(len(part.clauses) for part in found.parts)
        yield from (f"No change: {clauses} clauses, their numbers, contacts and document control are the same.", "")
        return
    by_kind = {kind: [change for change in found.changes if change.kind is kind] for kind in Kind}
    clauses = {change.clause_id for change in found.changes if change.clause_id}
    yield from (f"{len(found.changes)} changes, in {len(clauses)} clauses.", "", "| kind | changes |", "|---|---:|")
    yield from (f"| {kind.words} | {len(changes)} |" for kind, changes in by_kind.items() if changes)
    yield ""
    for kind, changes in by_kind.items():
        if changes:
            yield from (f"### {kind.words} ({len(changes)})", "")
            for change in changes:
                yield from _change(change, found)
            yield ""


def _change(change: Change, found: Redline) -> Iterator[str]:
    yield f"- {_head(change)}"
    if change.kind in _WHOLE_TEXTS and not change.subject:
        yield from (f"  - {_block(block)}" for block in _blocks(change, found) if block.differs)
    elif change.was != change.now:
        yield f"  - was: {_or_nothing(change.was)}"
        yield f"  - now: {_or_nothing(change.now)}"
    else:
        yield f"  - {escaped(change.was or '')}"
    if change.reason:
        reason = change.reason
        yield f"  - why: {escaped(reason.why)} ({escaped(reason.authority)}; confidence {reason.confidence})"
    if change.cited_by:
        yield f"  - cited by: {escaped(', '.join(map(clause_label, change.cited_by)))}"
    if change.contacts:
        yield f"  - contacts: {escaped('; '.join(_contact(name, found) for name in change.contacts))}"
    if change.calculators:
        yield f"  - calculators: {escaped(', '.join(change.calculators))}"


def _head(change: Change) -> str:
    if change.was_id is None and change.now_id is None:
        return f"**document control**: {escaped(change.subject or '')}"
    named = [escaped(clause_label(clause_id)) for clause_id in dict.fromkeys((change.was_id, change.now_id)) if clause_id]
    subject = f": {escaped(change.subject)}" if change.subject else ""
    return f"**{' → '.join(named)}**{subject}"


def _or_nothing(text: str | None) -> str:
    return escaped(text) if text else "(nothing)"


def _blocks(change: Change, found: Redline) -> tuple[BlockRedline, ...]:
    ids = (change.was_id, change.now_id)
    return next((clause.blocks for part in found.parts for clause in part.clauses if (clause.was_id, clause.now_id) == ids), ())


def _block(block: BlockRedline) -> str:
    moved = block.moved_to or block.moved_from
    if moved:
        return f"moved {'to' if block.moved_to else 'from'} {escaped(clause_label(moved))}: {escaped(block.segments[0].text)}"
    words = {Op.DELETE: ("<del>", "</del>"), Op.INSERT: ("<ins>", "</ins>"), Op.EQUAL: ("", "")}
    pieces = []
    for number, segment in enumerate(block.segments):
        before, after = words[segment.op]
        text = segment.text if before else _shortened(segment.text, number > 0, number < len(block.segments) - 1)
        inner = escaped(text)
        lead, trail = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() and text.strip() else "")
        pieces.append(f"{before}{lead}{inner}{trail}{after}")
    return "".join(pieces).strip()


def _shortened(text: str, before: bool, after: bool) -> str:
    """Leave out the middle of a long unchanged stretch, whole words at a time. before, after: there is a change on that side."""
    head, tail = (text[:_CONTEXT].rpartition(" ")[0] if before else ""), (text[-_CONTEXT:].partition(" ")[2] if after else "")
    return text if len(text) <= 2 * _CONTEXT + len(" … ") else f"{head} … {tail}"


def _contact(name: str, found: Redline) -> str:
    contact = found.now.policy.contacts.get(name) or found.was.policy.contacts[name]
    return f"{contact.role}, {contact.organisation} ({contact.number})"
