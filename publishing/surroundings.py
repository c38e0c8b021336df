"""What one edition's pages say of the other editions; an edition is built again where this changes, and not with every edit of another."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from publishing.editions import Editions, Standing
from publishing.elsewhere import Elsewhere, elsewhere, page_of
from publishing.status import Status, statuses


@dataclass(frozen=True)
class Surroundings:
    """One edition among the others.

    current: the name of the edition in force. pages, places: of that edition, its paths, and the page of each clause;
    both empty where it is this one. statuses: of each clause of this edition. changes: the editions whose
    page of changes this edition's pages may lead to. elsewhere: clauses of others that this one has not there.
    """

    standing: Standing
    current: str
    pages: tuple[str, ...]
    places: Mapping[str, str]
    statuses: Mapping[str, Status]
    changes: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...]

    def elsewhere_on(self, page: str) -> list[Elsewhere]:
        """Return what other editions have on a page and this one has not there."""
        return [gone for gone in self.elsewhere if gone.page == page]

    def as_text(self) -> str:
        """Return all of it as text, the same for the same: a part of what an edition is built from."""
        return json.dumps(asdict(self), sort_keys=True)


def surroundings(editions: Editions, name: str, pages: Iterable[str]) -> Surroundings:
    """Return what an edition's pages say of the others.

    pages: the paths of the current edition. A page of an edition that is no draft leads into no draft.
    """
    current, edition = editions.current, editions.by_name[name]
    own = edition is current
    return Surroundings(
        standing=editions.standing(name),
        current=current.name,
        pages=() if own else tuple(sorted(pages)),
        places={} if own else {clause_id: page_of(current, clause_id) for clause_id in current.clauses},
        statuses=statuses(editions, name),
        changes=tuple(
            other.name for other in editions.line(name) if other.control.based_on and (other is edition or not other.draft or edition.draft)
        ),
        elsewhere=elsewhere(editions, name),
    )
