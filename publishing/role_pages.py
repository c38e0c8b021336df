"""What binds a role and in which order it is read, made from whom each clause binds; nothing of the policy is left out."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from publishing.edition import Edition, FilledClause, Part
from publishing.faults import Fault
from publishing.model import Duty
from publishing.moments import Moment
from publishing.roles import TIERS, Role
from publishing.ways import faults_of_clause, faults_of_warning
from publishing.yaml_files import Path_in_file, YamlFile

Parted = tuple[tuple[Part, tuple[FilledClause, ...]], ...]
DUTIES: tuple[Duty, ...] = ("must", "should", "may")


@dataclass(frozen=True)
class Bound:
    """A clause that binds a role. duties: each force with the words of `binds` that mean the role, the strongest first.

    tier: whether it binds the reader by name, the reader's organisation, or everyone; the nearest, where several.
    """

    clause: FilledClause
    tier: str
    duties: tuple[tuple[Duty, tuple[str, ...]], ...]

    @property
    def duty(self) -> Duty:
        """The strongest force that binds the role."""
        return self.duties[0][0]


@dataclass(frozen=True)
class Reading:
    """The whole policy in the order in which a role reads it: every clause stands in exactly one of these.

    first: what the role's author puts first. tiers: how it binds -> force -> clauses, in printed order. also: each part with its
    clauses that bind the role to nothing and stand under its topics. rest: each part with its clauses that are left.
    moments, calculators: what leads on from the page, each place once.
    """

    role: Role
    first: tuple[Bound, ...]
    tiers: dict[str, dict[Duty, tuple[Bound, ...]]]
    also: Parted
    rest: Parted
    moments: tuple[Moment, ...] = ()
    calculators: tuple[str, ...] = ()

    @property
    def binding(self) -> tuple[Bound, ...]:
        """Every clause that binds the role."""
        return (*self.first, *(bound for tier in self.tiers.values() for found in tier.values() for bound in found))


def all_duties(clause: FilledClause) -> tuple[tuple[Duty, tuple[str, ...]], ...]:
    """Return each force of a clause with the words of whom it binds, as written."""
    own = ((clause.clause.duty, clause.clause.binds),) if clause.clause.duty else ()
    return (*own, *((further.duty, further.binds) for further in clause.clause.also))


def bound_by(clause: FilledClause, role: Role) -> Bound | None:
    """Return how a clause binds a role, None where it does not."""
    words = role.words
    found: dict[Duty, list[str]] = {}
    for duty, binds in all_duties(clause):
        found.setdefault(duty, []).extend(word for word in binds if word in words)
    duties = tuple((duty, tuple(found[duty])) for duty in DUTIES if found.get(duty))
    if not duties:
        return None
    tiers = {words[word] for _, named in duties for word in named}
    return Bound(clause, next(tier for tier in TIERS if tier in tiers), duties)


def reading(edition: Edition, role: Role) -> Reading:
    """Return the policy as a role reads it."""
    bound = {clause.id: found for clause in edition.clauses.values() if (found := bound_by(clause, role))}
    first = tuple(bound[clause_id] for clause_id in role.first if clause_id in bound)
    left = [found for clause_id, found in bound.items() if clause_id not in role.first]
    tiers = {
        tier: {duty: found for duty in DUTIES if (found := tuple(b for b in left if (b.tier, b.duty) == (tier, duty)))} for tier in TIERS
    }
    under = {clause_id for topic in edition.topics if topic.topic in role.topics for clause_id in topic.clauses} - set(bound)
    left_over = edition.clauses.keys() - under - set(bound)
    moments = tuple(edition.moments.by_id[moment] for moment in role.moments)
    led_to = {moment.target.calculator for moment in moments}
    calculators = tuple(name for name in role.calculators if name not in led_to)
    return Reading(role, first, tiers, _parted(edition, under), _parted(edition, left_over), moments, calculators)


def _parted(edition: Edition, ids: Set[str]) -> Parted:
    """Return each part with those of its clauses, in printed order, where there are any."""
    parts = ((part, tuple(clause for clause in part.clauses if clause.id in ids)) for part in edition.parts)
    return tuple((part, clauses) for part, clauses in parts if clauses)


def faults_of_roles(file: YamlFile, edition: Edition) -> Iterator[Fault]:
    """Yield a fault for each role that names what there is not, and for each word of `binds` that no role covers."""
    seen = {"index"}
    for number, role in enumerate(edition.roles):
        at: Path_in_file = ("roles", number)
        if role.id in seen:
            yield file.fault((*at, "id"), f'the role "{role.id}" stands twice, or is called as the list of roles', "give it another id")
        seen.add(role.id)
        yield from _faults_of_words(file, at, role, edition)
        yield from _faults_of_names(file, at, role, edition)
        yield from faults_of_warning(file, at, role, edition)
    if not edition.roles:
        return
    covered = {word for role in edition.roles for word in role.words}
    bound: dict[str, list[str]] = {}
    for clause in edition.clauses.values():
        for word in {word for _, binds in all_duties(clause) for word in binds}:
            bound.setdefault(word, []).append(clause.id)
    for word in edition.control.roles:
        if word in bound and word not in covered:
            clauses = ", ".join(bound[word][:3]) + (" and more" if len(bound[word]) > 3 else "")
            right = "put it under `you`, `organisation` or `everyone` of the role that it means"
            bind = "binds" if len(bound[word]) == 1 else "bind"
            yield file.fault(("roles",), f'no role covers "{word}", whom {clauses} {bind}', right)


def _faults_of_words(file: YamlFile, at: Path_in_file, role: Role, edition: Edition) -> Iterator[Fault]:
    told: set[str] = set()
    for tier in TIERS:
        for word in getattr(role, tier):
            if word not in edition.control.roles:
                wrong = f'"{word}" of the role "{role.id}" is no word of `binds` in this edition'
                yield file.fault((*at, tier), wrong, f"use one of {', '.join(edition.control.roles)}", needle=word)
            if word in told:
                yield file.fault((*at, tier), f'"{word}" means the role "{role.id}" twice', "keep it in one of the lists", needle=word)
            told.add(word)


def _faults_of_names(file: YamlFile, at: Path_in_file, role: Role, edition: Edition) -> Iterator[Fault]:
    who = f'the role "{role.id}" reads first'
    for clause_id in sorted({clause_id for clause_id in role.first if role.first.count(clause_id) > 1}):
        yield file.fault((*at, "first"), f"{who} clause {clause_id} twice", "keep one of them", needle=clause_id)
    for clause_id in role.first:
        faults = list(faults_of_clause(file, (*at, "first"), clause_id, edition, who))
        yield from faults
        if not faults and clause_id in edition.clauses and not bound_by(edition.clauses[clause_id], role):
            right = "name a clause that does, or put its topic under `topics`"
            yield file.fault((*at, "first"), f"{who} clause {clause_id}, which does not bind it", right, needle=clause_id)
    there = {
        "topics": [topic.topic for topic in edition.topics],
        "contacts": list(edition.contacts),
        "calculators": list(edition.decisions),
        "moments": list(edition.moments.by_id),
    }
    for key, names in there.items():
        for name in getattr(role, key):
            if name not in names:
                wrong = f'the role "{role.id}" names the {key[:-1]} "{name}", which there is not in this edition'
                yield file.fault((*at, key), wrong, f"use one of {', '.join(sorted(names))}", needle=name)
