"""The page at the site's root that stands above all editions: their document control, and where each clause stands in each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publishing.edition import Edition, anchor_of, clause_label
from publishing.editions import Editions
from publishing.elsewhere import page_of
from publishing.model import Amendment, Approval
from publishing.shelf import Shelf
from publishing.status import Status

TITLE = "All editions"
BEGINS, ENDS = "<!-- editions -->", "<!-- end of editions -->"
NUMBER = re.compile(r"V?(\d+)(?:\.(\d+))?$")


@dataclass(frozen=True)
class Place:
    """A clause in one edition. address: None where it is not there; words: its status there, or what became of it; see: ids."""

    edition: str
    address: str | None
    words: str
    see: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Row:
    """A clause and its place in each edition, in the library's order."""

    id: str
    label: str
    anchor: str
    places: tuple[Place, ...]


def render_editions(shelf: Shelf) -> str:
    """Return the HTML of the page's content, one block element. Its addresses are from the site's root.

    The page lies in the theme that the edition in force was built with, which is kept while another edition changes; see
    `with_editions`.
    """
    editions = shelf.editions
    site = shelf.sites[editions.current.name]
    order = sorted(editions.by_name, key=lambda name: ("current", "draft", "later", "older").index(editions.standing(name)))
    return site.environment.get_template("editions.html.j2").render(
        site=site,
        editions=[(editions.by_name[name], editions.standing(name), shelf.sites[name].hash) for name in order],
        history=history(editions),
        names=list(editions.by_name),
        parts=[(part, list(rows)) for part, rows in clause_rows(shelf)],
    )


def with_editions(page: str, shelf: Shelf) -> str:
    """Return the page as built with its content made afresh; raises `ValueError` where the page has no such content."""
    before, found, rest = page.partition(BEGINS)
    _, ended, after = rest.partition(ENDS)
    if not found or not ended:
        raise ValueError("the page of all editions has no place for them")
    _, _, fresh = render_editions(shelf).partition(BEGINS)
    return before + BEGINS + fresh.partition(ENDS)[0] + ENDS + after


def history(editions: Editions) -> list[tuple[Amendment, list[Approval]]]:
    """Return each version of which only the amendment history is known, the newest first, with who approved it."""
    here = {_number(name) for edition in editions.by_name.values() for name in (edition.name, edition.control.reference)}
    known = {_number(entry.version): entry for edition in editions.by_name.values() for entry in edition.control.amendments}
    approved = {approval: None for edition in editions.by_name.values() for approval in edition.control.approvals}
    found = [
        (entry, [approval for approval in approved if _number(approval.version) == number])
        for number, entry in known.items()
        if number not in here
    ]
    return sorted(found, key=lambda known: known[0].date, reverse=True)


def _number(version: str) -> str:
    """Return the number of a version however it is written: V3, QS/XX/058/V3.0 and 3.0 are one."""
    found = NUMBER.search(version)
    return f"{found[1]}.{found[2] or 0}" if found else version


def clause_rows(shelf: Shelf) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield the title of each section and appendix, and a row for each clause that any edition has there."""
    ids: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for edition in shelf.editions.by_name.values():
        for part in edition.parts:
            titles[part.id] = part.label if part.label == "Document control" else f"{part.label}: {part.title}"
            _merge(ids.setdefault(part.id, []), [clause.id for clause in part.clauses])
    seen: set[str] = set()
    for part_id, clauses in ids.items():
        fresh = [clause_id for clause_id in clauses if clause_id not in seen]
        seen.update(fresh)
        yield titles[part_id], (_row(clause_id, shelf) for clause_id in fresh)


def _merge(into: list[str], clauses: list[str]) -> None:
    """Put what is new among `clauses` into a list, each after the one that it follows."""
    at = 0
    for clause_id in clauses:
        if clause_id not in into:
            into.insert(at, clause_id)
        at = into.index(clause_id) + 1


def _row(clause_id: str, shelf: Shelf) -> Row:
    label = clause_label(clause_id)
    places = tuple(_place(clause_id, name, shelf) for name in shelf.editions.by_name)
    return Row(clause_id, label[0].upper() + label[1:], anchor_of(clause_id), places)


def _place(clause_id: str, name: str, shelf: Shelf) -> Place:
    edition, around = shelf.editions.by_name[name], shelf.sites[name].surroundings
    if around is None:
        raise ValueError(f"the pages of edition {name} were made without its surroundings")
    if clause_id in edition.clauses:
        return Place(name, _address(edition, clause_id), _status_here(around.statuses[clause_id], edition))
    gone = next(gone for gone in around.elsewhere if gone.id == clause_id)
    if gone.kind == "absent":
        return Place(name, None, "not in this edition")
    see = tuple((clause_label(target), _address(edition, target)) for target in gone.to)
    return Place(name, None, f"{gone.kind} {'' if gone.edition == name else gone.edition}".strip(), see)


def _status_here(status: Status, edition: Edition) -> str:
    if status.new:
        return "new"
    if edition.name in status.amended:
        return "amended"
    return "unchanged" if edition.control.based_on else "stands"


def _address(edition: Edition, clause_id: str) -> str:
    return f"{edition.name}/{page_of(edition, clause_id)}#{anchor_of(clause_id)}"
