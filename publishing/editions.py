"""All editions of the library together: which is in force, which are older, which are drafts, and which was made from which."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from publishing.edition import Edition
from publishing.faults import FaultsFound
from publishing.load import ROOT, load_edition, load_library
from publishing.model import Library

Standing = Literal["current", "draft", "older", "later"]


@dataclass(frozen=True)
class Editions:
    """The library and every edition it lists, by name and in its order, the oldest first."""

    library: Library
    by_name: Mapping[str, Edition]

    @property
    def current(self) -> Edition:
        return self.by_name[self.library.current]

    def standing(self, name: str) -> Standing:
        """Return what an edition is to a reader: the one in force, a draft, older, or approved and not yet in force."""
        if name == self.library.current:
            return "current"
        if self.by_name[name].draft:
            return "draft"
        order = list(self.by_name)
        return "older" if order.index(name) < order.index(self.library.current) else "later"

    def line(self, name: str) -> tuple[Edition, ...]:
        """Return the editions from which one was made, the first one first, and the edition itself last."""
        line = [self.by_name[name]]
        while (before := line[0].control.based_on) in self.by_name and self.by_name[before] not in line:
            line.insert(0, self.by_name[before])
        return tuple(line)


def load_editions(root: Path = ROOT) -> Editions:
    """Return every edition of the library; raises `FaultsFound` with the faults of all of them."""
    library = load_library(root)
    loaded, faults = {}, []
    for name in library.editions:
        try:
            loaded[name] = load_edition(name, root)
        except FaultsFound as found:
            faults += found.faults
    if faults:
        raise FaultsFound(faults)
    return Editions(library, loaded)
