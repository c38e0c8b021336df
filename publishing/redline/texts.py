"""What kind of change a clause's words show: a period, a reference, a number to ring, a duty, or wording and nothing else.

What the clause draws from parameters and contacts is told there. Here it is masked, so that a clause whose only
difference is a number that the parameter changed shows none.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from publishing.edition import FilledClause, Policy, clause_label
from publishing.fill import CALL, SLOT
from publishing.model import Clause, Point
from publishing.redline.blocks import Block, Place, align, blocks_of
from publishing.redline.changes import Found, Kind
from publishing.redline.duties import FORCE
from publishing.redline.numbers import parameters_of
from publishing.redline.tokens import Sort, sorted_tokens
from publishing.redline.words import Op, Segments

MASK = {"threshold": "\N{OBJECT REPLACEMENT CHARACTER}", "contact": "\N{TELEPHONE SIGN}"}


@dataclass(frozen=True)
class Drawn:
    """What a clause's text draws: contacts and parameters by id, clauses by how they are called."""

    contacts: tuple[str, ...]
    parameters: tuple[str, ...]
    references: tuple[str, ...]


def drawn_by(clause: Clause) -> Drawn:
    """Return what a clause draws, in the order of its text."""
    found: dict[str, list[str]] = {"contact": [], "threshold": [], "clause": []}
    for block in _authored(clause):
        for slot in SLOT.finditer(block.text):
            call = CALL.fullmatch(slot.group(1))
            if call:
                found[call.group(1)].append(call.group(2))
    return Drawn(tuple(found["contact"]), tuple(found["threshold"]), tuple(map(clause_label, found["clause"])))


def compare_texts(
    was: FilledClause, now: FilledClause, before: Policy, after: Policy, duty_told: bool, moved: Collection[str] = ()
) -> Iterator[Found]:
    """Yield what the words of a clause show.

    duty_told: a change of duty is told already, from what the clause declares. moved: blocks, as a reader sees them, that
    stand in another clause on the other side; they are told there.
    """
    ids = (was.id, now.id)
    old, new = drawn_by(was.clause), drawn_by(now.clause)
    yield from _listed(Kind.CONTACT, ids, "drawn by the text", old.contacts, new.contacts)
    yield from _listed(Kind.REFERENCE, ids, "link", map(_link, was.clause.links), map(_link, now.clause.links))
    masked = [tuple(_masked(clause, before, after, moved)) for clause in (was, now)]
    gone, came = Counter(old.references), Counter(new.references)
    if masked[0] != masked[1]:
        pairs = [pair for pair in align(*_without_moved(*masked)) if pair.differs]
        steps = [step for pair in pairs for step in _replacements(pair.segments)]
        gone += _of(Sort.REFERENCE, (step[0] for step in steps))
        came += _of(Sort.REFERENCE, (step[1] for step in steps))
        periods = [_of(Sort.PERIOD, (step[side] for step in steps)) for side in (0, 1)]
        yield from _drawn_anew(ids, old, new, before, after, *masked)
        yield from _listed(Kind.THRESHOLD, ids, "in the text", (periods[0] - periods[1]).elements(), (periods[1] - periods[0]).elements())
        told = list(_forces(steps, ids))
        if not duty_told:
            yield from told
        explained = {Sort.PERIOD, Sort.REFERENCE} | ({Sort.FORCE} if duty_told or told else set())
        if Counter(masked[0]) == Counter(masked[1]):
            yield Found(Kind.MOVED, *ids, "order within the clause")
        elif any(_residue(pair.was, explained) != _residue(pair.now, explained) for pair in pairs):
            yield Found(Kind.WORDING, *ids)
    yield from _listed(Kind.REFERENCE, ids, "in the text", (gone - came).elements(), (came - gone).elements())
    if was.clause.unused != now.clause.unused:
        yield Found(Kind.WORDING, *ids, "number not used", _yes_no(was.clause.unused), _yes_no(now.clause.unused))


def _listed(kind: Kind, ids: tuple[str, str], subject: str, was: Iterable[str], now: Iterable[str]) -> Iterator[Found]:
    gone, came = Counter(was), Counter(now)
    gone, came = gone - came, came - gone
    if gone or came:
        yield Found(kind, *ids, subject, "; ".join(gone.elements()) or None, "; ".join(came.elements()) or None)


def _link(link: object) -> str:
    return f"{link.what} ({link.address})"  # type: ignore[attr-defined]


def _yes_no(truth: bool) -> str:
    return "yes" if truth else "no"


def _authored(clause: Clause) -> Iterator[Block]:
    """Yield a clause's blocks as the author wrote them, slots and all."""
    if clause.heading:
        yield Block(Place.HEADING, 0, clause.heading)
    yield Block(Place.TEXT, 0, clause.text)
    yield from _points(clause.points, 1)
    if clause.then:
        yield Block(Place.THEN, 0, clause.then)


def _points(points: tuple[Point | str, ...], depth: int) -> Iterator[Block]:
    for point in points:
        yield Block(Place.POINT, depth, point if isinstance(point, str) else point.text)
        if isinstance(point, Point):
            yield from _points(point.points, depth + 1)


def _drawn_anew(
    ids: tuple[str, str], old: Drawn, new: Drawn, before: Policy, after: Policy, was: tuple[Block, ...], now: tuple[Block, ...]
) -> Iterator[Found]:
    """Yield the parameters that only one side draws, unless the other says the same in words of its own.

    A parameter that only one side has is told where the parameters are compared.
    """
    in_both = parameters_of(before).keys() & parameters_of(after).keys()

    def alone(names: Iterable[str], policy: Policy, other: tuple[Block, ...]) -> list[str]:
        parameters, text = parameters_of(policy), " ".join(block.text for block in other)
        return [parameters[name].words for name in dict.fromkeys(names) if name in in_both and parameters[name].words not in text]

    gone = alone((name for name in old.parameters if name not in new.parameters), before, now)
    came = alone((name for name in new.parameters if name not in old.parameters), after, was)
    yield from _listed(Kind.THRESHOLD, ids, "drawn by the text", gone, came)


def _masked(clause: FilledClause, before: Policy, after: Policy, moved: Collection[str]) -> Iterator[Block]:
    """Yield a clause's blocks with references, contacts, and parameters whose words differ masked; other parameters as words."""
    words = [{name: parameter.words for name, parameter in parameters_of(policy).items()} for policy in (before, after)]

    def of_slot(slot: re.Match[str]) -> str:
        call = CALL.fullmatch(slot.group(1))
        kind, name, bare = call.groups() if call else ("", "", None)
        if kind == "clause":
            return ""
        told_alike = not bare and words[0].get(name) == words[1].get(name)
        return words[0].get(name, MASK["threshold"]) if kind == "threshold" and told_alike else MASK.get(kind, slot.group(0))

    for seen, block in zip(blocks_of(clause), _authored(clause.clause), strict=True):
        if seen.text not in moved:
            yield replace(block, text=SLOT.sub(of_slot, block.text))


def _without_moved(was: tuple[Block, ...], now: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Leave out blocks that stand on both sides word for word, wherever they stand."""
    there, here = Counter(was), Counter(now)
    return tuple(block for block in was if block not in here), tuple(block for block in now if block not in there)


def _replacements(found: Segments) -> Iterator[tuple[str, str]]:
    """Yield what went and what came in its place; one of them is empty where nothing did."""
    gone = ""
    for segment in found:
        if segment.op is Op.DELETE:
            gone = segment.text
        elif segment.op is Op.INSERT:
            yield gone, segment.text
            gone = ""
        elif gone:
            yield gone, ""
            gone = ""
    if gone:
        yield gone, ""


def _of(sort: Sort, texts: Iterable[str]) -> Counter[str]:
    return Counter(token for text in texts for found, token in sorted_tokens(text) if found is sort)


def _forces(steps: list[tuple[str, str]], ids: tuple[str, str]) -> Iterator[Found]:
    """Yield each place where one of must, should and may stands for another."""
    for gone, came in steps:
        old, new = ([token.lower() for found, token in sorted_tokens(text) if found is Sort.FORCE] for text in (gone, came))
        for before, after in zip(old, new, strict=False):
            if before != after:
                kind = Kind.STRENGTHENED if FORCE.index(after) > FORCE.index(before) else Kind.WEAKENED
                yield Found(kind, *ids, "in the text", before, after)


def _residue(block: Block | None, explained: set[Sort]) -> tuple[object, ...]:
    """Return what is left of a block once what other kinds explain is masked."""
    if block is None:
        return ()
    left = ((found, "" if found in explained else token) for found, token in sorted_tokens(block.text))
    return (block.place, block.depth, *(entry for entry in left if entry[0] is not Sort.SPACE))
