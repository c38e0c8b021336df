"""Makes the redline of two sides: pairs their clauses, asks every comparer, and puts beside each change what it touches."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from publishing.citations import Citations
from publishing.edition import Part, Policy
from publishing.model import Change as Reason
from publishing.redline.blocks import Block, BlockRedline, Place, align, blocks_of
from publishing.redline.changes import WORDING, Change, ClauseRedline, Found, Kind, PartRedline, Redline, Side
from publishing.redline.clauses import ClausePair, pair_clauses, place_of
from publishing.redline.contacts import compare_contacts
from publishing.redline.control import compare_control
from publishing.redline.duties import compare_duties
from publishing.redline.numbers import compare_parameters
from publishing.redline.texts import compare_texts, drawn_by
from publishing.redline.tokens import word_tokens

A_MOVE = 5  # words: shorter blocks may well be the same by chance


def redline(was: Side, now: Side) -> Redline:
    """Return everything that differs between two sides."""
    pairs = pair_clauses(was.policy, now.policy)
    aligned = {pair: align(blocks_of(pair.was), blocks_of(pair.now)) for pair in pairs}
    moves = _Moves.of(aligned)
    surroundings = _Surroundings(was, now)
    found = [
        *compare_control(was.policy, now.policy),
        *(difference for pair in pairs for difference in _differences(pair, was.policy, now.policy, moves)),
        *moves.told(),
        *compare_parameters(was.policy, now.policy),
        *compare_contacts(was.policy, now.policy),
    ]
    order = {kind: number for number, kind in enumerate(Kind)}
    told = [surroundings.change(_in_words(difference, aligned)) for difference in _wording_told(dict.fromkeys(found))]
    changes = tuple(sorted(told, key=lambda change: (order[change.kind], surroundings.place(change))))
    named = _by_clause(changes)
    redlines = {pair: _clause(pair, moves.marked(pair, blocks), named) for pair, blocks in aligned.items()}
    return Redline(was, now, changes, tuple(_parts(was.policy, now.policy, redlines)))


def _differences(pair: ClausePair, was: Policy, now: Policy, moves: "_Moves") -> Iterator[Found]:
    ids = (pair.was_id, pair.now_id)
    if pair.was is None or pair.now is None:
        yield Found(Kind.ADDED if pair.was is None else Kind.REMOVED, *ids)
        return
    if pair.renumbered:
        yield Found(Kind.RENUMBERED, *ids, None, pair.was_id, pair.now_id)
    if pair.moved:
        yield Found(Kind.MOVED, *ids, "clause", place_of(pair.was, was), place_of(pair.now, now))
    if pair.was == pair.now:
        return
    duties = list(compare_duties(pair.was.clause, pair.now.clause))
    yield from duties
    duty_told = any(duty.kind in (Kind.STRENGTHENED, Kind.WEAKENED) for duty in duties)
    yield from compare_texts(pair.was, pair.now, was, now, duty_told, moves.texts)


def _wording_told(found: Iterable[Found]) -> Iterator[Found]:
    """Yield differences, those of wording as such only where nothing else is told of the clause."""
    found = list(found)
    beside = {clause_id for difference in found if difference.kind not in WORDING for clause_id in (difference.was_id, difference.now_id)}
    for difference in found:
        other = difference.kind is Kind.WORDING and difference.now_id in beside
        yield replace(difference, kind=Kind.WORDING_TOO) if other else difference


def _in_words(found: Found, aligned: Mapping[ClausePair, tuple[BlockRedline, ...]]) -> Found:
    """Return a difference of a whole clause or of its wording with the words of the blocks that differ."""
    if found.subject or found.kind not in (Kind.ADDED, Kind.REMOVED, *WORDING):
        return found
    blocks = next(blocks for pair, blocks in aligned.items() if (pair.was_id, pair.now_id) == (found.was_id, found.now_id))
    was, now = ([getattr(block, side) for block in blocks if block.differs] for side in ("was", "now"))
    return replace(found, was=_text(was), now=_text(now))


def _text(blocks: Iterable[Block | None]) -> str | None:
    return "\n".join(block.text for block in blocks if block) or None


@dataclass(frozen=True)
class _Moves:
    """Blocks that stand word for word in another clause now: the text -> the clause it left and the one it came to."""

    between: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, aligned: Mapping[ClausePair, tuple[BlockRedline, ...]]) -> "_Moves":
        gone: dict[str, list[str]] = {}
        came: dict[str, list[str]] = {}
        for pair, blocks in aligned.items():
            for block in blocks:
                if block.was and not block.now and pair.was and _can_move(block.was.place, block.was.text):
                    gone.setdefault(block.was.text, []).append(pair.was.id)
                if block.now and not block.was and pair.now and _can_move(block.now.place, block.now.text):
                    came.setdefault(block.now.text, []).append(pair.now.id)
        return cls({text: (gone[text][0], came[text][0]) for text in gone if text in came})

    @cached_property
    def texts(self) -> frozenset[str]:
        """The blocks that left a clause for another."""
        return frozenset(text for text, (left, reached) in self.between.items() if left != reached)

    def told(self) -> Iterator[Found]:
        """Yield a difference for each block that left its clause for another; an order within a clause is told by its words."""
        for text, (left, reached) in self.between.items():
            if left != reached:
                yield Found(Kind.MOVED, left, reached, "text", text, text)

    def marked(self, pair: ClausePair, blocks: tuple[BlockRedline, ...]) -> tuple[BlockRedline, ...]:
        """Return blocks, those that went or came with where they came to or from."""
        return tuple(self._marked(pair, block) for block in blocks)

    def _marked(self, pair: ClausePair, block: BlockRedline) -> BlockRedline:
        if block.was and block.now:
            return block
        alone = block.was or block.now
        left, reached = self.between.get(alone.text if alone else "", (None, None))
        if block.was:
            return replace(block, moved_to=reached) if left == pair.was_id else block
        return replace(block, moved_from=left) if reached == pair.now_id else block


def _can_move(place: Place, text: str) -> bool:
    return place is not Place.HEADING and len(word_tokens(text)) >= A_MOVE


class _Surroundings:
    """What stands around a change on both sides: reasons, citing clauses, contacts and calculators."""

    def __init__(self, was: Side, now: Side):
        self.was, self.now = was, now
        self.removed = {clause.id: clause for part in now.policy.parts for clause in part.removed}
        self.citing = [Citations(side.policy).by_clause for side in (was, now)]
        self.order = {clause_id: number for number, clause_id in enumerate((*now.policy.clauses, *was.policy.clauses))}
        self.drawing = [_drawing(side.policy) for side in (was, now)]

    def place(self, change: Change) -> tuple[int, str]:
        """Return what puts changes of one kind into reading order."""
        return self.order.get(change.clause_id or "", -1), change.subject or ""

    def change(self, found: Found) -> Change:
        """Return a difference as a change with everything it touches."""
        ids = dict.fromkeys(clause_id for clause_id in (found.now_id, found.was_id) if clause_id)
        parameter, contact = self._parameter(found), self._contact(found)
        citing = [clause for cited in self.citing[::-1] for clause_id in ids for clause in cited.get(clause_id, ())]
        drawn = parameter or contact
        if drawn:
            citing = [clause for drawing in self.drawing[::-1] for clause in drawing.get(drawn, ()) if clause not in ids]
        contacts = [contact] if contact else [of for side in (self.now, self.was) for clause_id in ids for of in _contacts(side, clause_id)]
        calculators = [name for side in (self.now, self.was) for clause_id in ids for name in side.calculators.get(clause_id, ())]
        if parameter:
            group = parameter.partition(".")[0]
            known = {name for side in (self.now, self.was) for names in side.calculators.values() for name in names}
            calculators = [group, *calculators] if group in known else calculators
        return Change(
            found.kind,
            found.was_id,
            found.now_id,
            found.subject,
            found.was,
            found.now,
            self._reason(found),
            tuple(dict.fromkeys(citing)),
            tuple(dict.fromkeys(contacts)),
            tuple(dict.fromkeys(calculators)),
        )

    def _reason(self, found: Found) -> Reason | None:
        clause = self.now.policy.clauses.get(found.now_id or "")
        own = clause.clause.change if clause else None
        return own or self.removed.get(found.was_id or "")

    def _parameter(self, found: Found) -> str | None:
        group, _, name = (found.subject or "").partition(".")
        there = any(name in side.policy.parameters.get(group, {}) for side in (self.was, self.now))
        return found.subject if there else None

    def _contact(self, found: Found) -> str | None:
        there = any(found.subject in side.policy.contacts for side in (self.was, self.now))
        return found.subject if there and found.kind is Kind.CONTACT else None


def _drawing(policy: Policy) -> dict[str, list[str]]:
    """Return contact id or parameter -> the clauses whose text draws it."""
    found: dict[str, list[str]] = {}
    for clause in policy.clauses.values():
        drawn = drawn_by(clause.clause)
        for name in {*drawn.contacts, *drawn.parameters}:
            found.setdefault(name, []).append(clause.id)
    return found


def _contacts(side: Side, clause_id: str) -> Iterator[str]:
    """Yield the contacts that a clause's text draws."""
    clause = side.policy.clauses.get(clause_id)
    yield from drawn_by(clause.clause).contacts if clause else ()


def _by_clause(changes: tuple[Change, ...]) -> dict[tuple[str, str | None], list[Change]]:
    """Return (side, clause id) -> the changes that name it there."""
    found: dict[tuple[str, str | None], list[Change]] = {}
    for change in changes:
        found.setdefault(("was", change.was_id), []).append(change)
        found.setdefault(("now", change.now_id), []).append(change)
    return found


def _clause(pair: ClausePair, blocks: tuple[BlockRedline, ...], named: Mapping[tuple[str, str | None], list[Change]]) -> ClauseRedline:
    sides = [key for key in (("was", pair.was_id), ("now", pair.now_id)) if key[1]]
    own = dict.fromkeys(change for key in sides for change in named.get(key, ()))
    return ClauseRedline(pair.was_id, pair.now_id, blocks, tuple(own))


def _parts(was: Policy, now: Policy, redlines: Mapping[ClausePair, ClauseRedline]) -> Iterator[PartRedline]:
    """Yield every part in the order of now, a part that went after the one it followed, and so with clauses."""
    of_now = {pair.now_id: redline for pair, redline in redlines.items() if pair.now}
    gone = {pair.was_id: redline for pair, redline in redlines.items() if pair.was and not pair.now}
    for part_id in _in_place(tuple(now.parts_by_id), tuple(was.parts_by_id)):
        old, new = was.parts_by_id.get(part_id), now.parts_by_id.get(part_id)
        here, there = _ids(new), _ids(old)
        ids = _in_place(here, tuple(clause_id for clause_id in there if clause_id in gone or clause_id in here))
        clauses = tuple(of_now[clause_id] if clause_id in here else gone[clause_id] for clause_id in ids)
        either = new or old
        if either:
            yield PartRedline(part_id, either.label, old.title if old else None, new.title if new else None, clauses)


def _ids(part: Part | None) -> tuple[str, ...]:
    return tuple(clause.id for clause in part.clauses) if part else ()


def _in_place(now: tuple[str, ...], was: tuple[str, ...]) -> tuple[str, ...]:
    """Return all ids in the order of now, each that went after the one that it followed."""
    found = list(now)
    for number, one in enumerate(was):
        if one not in found:
            before = was[number - 1] if number else None
            found.insert(found.index(before) + 1 if before in found else 0, one)
    return tuple(found)
