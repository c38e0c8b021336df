"""Random edits of an edition, each of one kind: what an author could do to a clause, a number, a contact or document control."""

from dataclasses import replace

from publishing.edition import FilledClause, FilledPoint, clause_label
from publishing.fill import CALL, SLOT, Number, Reference, Sources, fill
from publishing.model import Clause, Link, Point
from publishing.redline.changes import Kind
from publishing.redline.tokens import Sort, sorted_tokens

FORCES = ("may", "should", "must")
OTHER_WORDS = ("otherwise", "locally", "promptly", "borough", "quietly")


def filled(clause, part, policy):
    """Return a clause with its text filled from an edition, as the loader does it."""

    def threshold(name, bare):
        group, _, key = name.partition(".")
        parameter = policy.parameters[group][key]
        return str(parameter.value) if bare else parameter.words

    sources = Sources(
        threshold,
        lambda name: Number(name, policy.contacts[name].number),
        lambda name: Reference(name, clause_label(name), name),
        lambda kind: (),
    )

    def points(found):
        return tuple(
            FilledPoint(fill(point, sources)) if isinstance(point, str) else FilledPoint(fill(point.text, sources), points(point.points))
            for point in found
        )

    return FilledClause(clause, part, fill(clause.text, sources), points(clause.points), fill(clause.then, sources) if clause.then else ())


def refilled(policy):
    """Return an edition with every clause filled anew."""
    parts = tuple(replace(part, clauses=tuple(filled(clause.clause, part.id, policy) for clause in part.clauses)) for part in policy.parts)
    return replace(policy, parts=parts)


def with_clauses(policy, part_id, clauses):
    """Return an edition in which one part has other clauses, by their models."""
    parts = tuple(
        replace(part, clauses=tuple(filled(clause, part.id, policy) for clause in clauses)) if part.id == part_id else part
        for part in policy.parts
    )
    return replace(policy, parts=parts)


def with_clause(policy, clause):
    """Return an edition in which the clause of that id is this one."""
    part = policy.parts_by_id[policy.clauses[clause.id].part]
    return with_clauses(policy, part.id, [clause if other.id == clause.id else other.clause for other in part.clauses])


class Edits:
    """Makes edits at random. Each gives (kind, clause id or None, edited edition), or None where the chosen clause does not allow it."""

    def __init__(self, policy, random):
        self.policy, self.random = policy, random
        self.clauses = [clause.clause for clause in policy.clauses.values()]
        self.makers = (
            self.duty, self.duty_in_the_text, self.bound, self.parameter, self.period, self.contact, self.reference, self.link,
            self.added, self.removed, self.renumbered, self.moved_clause, self.moved_point, self.moved_within, self.wording, self.control,
        )  # fmt: skip

    def make(self, number):
        """Make an edit, each kind in turn."""
        maker = self.makers[number % len(self.makers)]
        while True:
            found = maker()
            if found:
                return found

    def _clause(self):
        return self.random.choice(self.clauses)

    def _changed(self, kind, clause, **fields):
        return kind, clause.id, with_clause(self.policy, clause.model_copy(update=fields))

    def _replaced(self, clause, wanted, other):
        """Replace one token of a clause's text, outside its slots; None where it has none of that sort."""
        slots = [range(slot.start(), slot.end()) for slot in SLOT.finditer(clause.text)]
        position, places = 0, []
        for sort, token in sorted_tokens(clause.text):
            if sort is wanted and not any(position in slot for slot in slots):
                places.append((position, token))
            position += len(token)
        if not places:
            return None
        start, token = self.random.choice(places)
        return clause.text[:start] + other(token) + clause.text[start + len(token) :]

    def duty(self):
        clause = self._clause()
        if not clause.duty:
            return None
        new = self.random.choice([force for force in FORCES if force != clause.duty])
        if any(further.duty == new and set(further.binds) & set(clause.binds) for further in clause.also):
            return None
        kind = Kind.STRENGTHENED if FORCES.index(new) > FORCES.index(clause.duty) else Kind.WEAKENED
        text = self._replaced(clause, Sort.FORCE, lambda token: new) or clause.text
        return self._changed(kind, clause, duty=new, text=text)

    def duty_in_the_text(self):
        clause = self._clause()
        told = []

        def other(token):
            told.append((token.lower(), self.random.choice([force for force in FORCES if force != token.lower()])))
            return told[0][1]

        text = self._replaced(clause, Sort.FORCE, other)
        if not text:
            return None
        before, after = told[0]
        return self._changed(Kind.STRENGTHENED if FORCES.index(after) > FORCES.index(before) else Kind.WEAKENED, clause, text=text)

    def bound(self):
        clause = self._clause()
        if not clause.binds or clause.also:
            return None
        role = self.random.choice([role for role in self.policy.control.roles if role not in clause.binds])
        binds = self.random.choice([(*clause.binds, role), (*clause.binds[1:], role), clause.binds[1:] or (role,)])
        return self._changed(Kind.BOUND, clause, binds=binds)

    def parameter(self):
        group = self.random.choice(list(self.policy.parameters))
        name = self.random.choice(list(self.policy.parameters[group]))
        old = self.policy.parameters[group][name]
        if old.value is not None:
            swap = {"at least": "more than", "more than": "at least", "under": "at most", "at most": "under"}
            fields = self.random.choice([{"value": old.value + 1}, {"compare": swap[old.compare]}])
        elif old.values:
            fields = {"values": old.values[1:]}
        else:
            fields = self.random.choice([{"lowest": old.lowest + 1}, {"highest": old.highest + 1}])
        if self.random.random() < 0.5:
            fields |= {"words": f"{old.words}, as it is now"}
        parameters = {**self.policy.parameters, group: {**self.policy.parameters[group], name: old.model_copy(update=fields)}}
        return Kind.THRESHOLD, old.clause, refilled(replace(self.policy, parameters=parameters))

    def period(self):
        clause = self._clause()
        text = self._replaced(clause, Sort.PERIOD, lambda token: f"{self.random.randint(40, 90)} {token.partition(' ')[2]}")
        return self._changed(Kind.THRESHOLD, clause, text=text) if text else None

    def contact(self):
        old = self.random.choice(list(self.policy.contacts.values()))
        digits = "".join(self.random.choice("123456789") for _ in range(6))
        fields = self.random.choice([{"number": f"01384 {digits}"}, {"role": f"Deputy {old.role}"}, {"hours": "nights"}])
        contacts = {**self.policy.contacts, old.id: old.model_copy(update=fields)}
        return Kind.CONTACT, old.clause, refilled(replace(self.policy, contacts=contacts))

    def reference(self):
        clause = self._clause()
        calls = [slot for slot in SLOT.finditer(clause.text) if CALL.fullmatch(slot.group(1))[1] == "clause"]
        year = self._replaced(clause, Sort.REFERENCE, lambda token: "2031")
        if calls and (not year or self.random.random() < 0.5):
            slot = self.random.choice(calls)
            other = self.random.choice([one.id for one in self.clauses if one.id not in slot.group(0)])
            year = clause.text[: slot.start()] + '{{ clause("' + other + '") }}' + clause.text[slot.end() :]
        return self._changed(Kind.REFERENCE, clause, text=year) if year else None

    def link(self):
        clause = self._clause()
        link = Link(address="https://example.org/new", what="the new address")
        return self._changed(Kind.REFERENCE, clause, links=(*clause.links[1:], link))

    def added(self):
        part = self.random.choice([part for part in self.policy.parts if part.clauses])
        fresh = Clause(id=f"{part.id}-fresh", text="Bicycles may stand in the yard behind the library until the evening.")
        clauses = [clause.clause for clause in part.clauses]
        clauses.insert(self.random.randint(0, len(clauses)), fresh)
        return Kind.ADDED, fresh.id, with_clauses(self.policy, part.id, clauses)

    def removed(self):
        clause = self._clause()
        part = self.policy.parts_by_id[self.policy.clauses[clause.id].part]
        return Kind.REMOVED, clause.id, with_clauses(self.policy, part.id, [one.clause for one in part.clauses if one.id != clause.id])

    def renumbered(self):
        clause = self._clause()
        if clause.unused:
            return None
        part = self.policy.parts_by_id[self.policy.clauses[clause.id].part]
        fresh = clause.model_copy(update={"id": f"{clause.id}z", "source": self.random.choice([clause.source, None])})
        clauses = [fresh if one.id == clause.id else one.clause for one in part.clauses]
        return Kind.RENUMBERED, fresh.id, with_clauses(self.policy, part.id, clauses)

    def moved_clause(self):
        clause = self._clause()
        home = self.policy.parts_by_id[self.policy.clauses[clause.id].part]
        part = self.random.choice([part for part in self.policy.parts if part.id != home.id])
        left = with_clauses(self.policy, home.id, [one.clause for one in home.clauses if one.id != clause.id])
        clauses = [one.clause for one in part.clauses]
        clauses.insert(self.random.randint(0, len(clauses)), clause)
        return Kind.MOVED, clause.id, with_clauses(left, part.id, clauses)

    def moved_point(self):
        clause, other = self._clause(), self._clause()
        point = self.random.choice(clause.points or (None,))
        text = point.text if isinstance(point, Point) else point
        if not text or len(text.split()) < 8 or isinstance(point, Point) or clause.id == other.id or SLOT.search(text):
            return None
        left = with_clause(self.policy, clause.model_copy(update={"points": tuple(one for one in clause.points if one != point)}))
        return Kind.MOVED, other.id, with_clause(left, other.model_copy(update={"points": (*other.points, point)}))

    def moved_within(self):
        clause = self._clause()
        if len(clause.points) < 3:
            return None
        return self._changed(Kind.MOVED, clause, points=(*clause.points[1:], clause.points[0]))

    def wording(self):
        clause = self._clause()
        heading = self.random.random() < 0.2
        if heading:
            return self._changed(Kind.WORDING, clause, heading=f"{clause.heading or ''} {self.random.choice(OTHER_WORDS)}".strip())
        text = self._replaced(clause, Sort.WORD, lambda token: self.random.choice(OTHER_WORDS))
        return self._changed(Kind.WORDING, clause, text=text) if text and text != clause.text else None

    def control(self):
        fields = self.random.choice(
            [
                {"owner": "Another owner"},
                {"reference": "QS/1"},
                {"title": "Another title"},
                {"review_due": "2031-02"},
                {"issued": "2030-01"},
            ]
        )
        return Kind.CONTROL, None, replace(self.policy, control=self.policy.control.model_copy(update=fields))
