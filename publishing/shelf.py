"""Every edition of the library with its pages, each knowing its place among the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from publishing.editions import Editions, load_editions
from publishing.load import ROOT, load_guides
from publishing.pages import WRITTEN, Site
from publishing.surroundings import surroundings


@dataclass(frozen=True)
class Shelf:
    """editions: as loaded; sites: the pages of each, by its name."""

    editions: Editions
    sites: Mapping[str, Site]


def load_shelf(root: Path = ROOT, with_pdf: bool = True) -> Shelf:
    """Return all editions with their pages; raises `FaultsFound` with the faults of all of them.

    with_pdf: the pages lead to the edition's PDF and cards.
    """
    editions, guides = load_editions(root), load_guides(root)
    pages = (*Site(editions.library, editions.current, guides).pages, *WRITTEN)
    sites = {
        name: Site(
            editions.library,
            edition,
            guides,
            with_pdf,
            surroundings(editions, name, pages),
            editions.by_name.get(edition.control.based_on or ""),
        )
        for name, edition in editions.by_name.items()
    }
    return Shelf(editions, sites)
