"""One page of an edition's site, and how it links to the others."""

import posixpath
from dataclasses import dataclass
from typing import Any

EDITIONS = "editions.html"  # at the site's root, beside the folders of the editions
CHANGES = "redline.html"  # below an edition's folder: what it changes against the one it is based on
HOME, CONTACTS, CONTROL = "index.html", "contacts.html", "document-control.html"
CALCULATORS, CARDS, ROLES = "calculators/index.html", "cards/index.html", "roles/index.html"
GLOSSARY, TOPICS, FAULTS, HAZARDS = "glossary.html", "a-to-z.html", "known-faults.html", "hazards.html"
LISTS = (CONTACTS, CONTROL, CALCULATORS, CARDS, ROLES, GLOSSARY, TOPICS, FAULTS, HAZARDS)


@dataclass(frozen=True)
class Page:
    """One page: its path below the edition's folder, its title, the template's name and what the template is given.

    listed: it stands in the navigation.
    """

    path: str
    title: str
    template: str
    description: str
    subject: Any = None
    listed: bool = True

    def link_to(self, path: str, anchor: str = "") -> str:
        """Return the relative address of another page of the edition."""
        address = posixpath.relpath(path, posixpath.dirname(self.path) or ".") if path != self.path or not anchor else ""
        return f"{address}#{anchor}" if anchor else address
