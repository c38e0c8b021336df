"""Fills `{{ … }}` in an author's text: numbers from parameters, telephone numbers from contacts, references to clauses.

A filled text is a tuple of pieces, so that the page can make links of them and the search, the PDF and the
calculators can take the plain words. No other templating ever sees an author's text.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
CALL = re.compile(r"""\s*(threshold|contact|clause)\("([^"]+)"\)(\.value)?\s*""")
FORMS = '{{ threshold("group.name") }}, {{ contact("id") }} or {{ clause("id") }}'


@dataclass(frozen=True)
class Plain:
    """Words."""

    text: str


@dataclass(frozen=True)
class Number:
    """A telephone number, drawn from the contact `id`."""

    id: str
    text: str


@dataclass(frozen=True)
class Reference:
    """A reference to a clause, section or appendix. `target`: the clause, section or appendix id, None where not yet written."""

    id: str
    text: str
    target: str | None


Piece = Plain | Number | Reference
Filled = tuple[Piece, ...]


@dataclass(frozen=True)
class Unfilled(Exception):
    """A slot that cannot be filled: the slot as written, what is wrong and what would be right."""

    slot: str
    wrong: str
    right: str


@dataclass(frozen=True)
class Sources:
    """What slots draw from. Each looks a name up and returns the piece, or raises KeyError for a name it does not know."""

    threshold: Callable[[str, bool], str]
    contact: Callable[[str], Number]
    clause: Callable[[str], Reference]
    names: Callable[[str], Iterable[str]]


def fill(text: str, sources: Sources) -> Filled:
    """Return the pieces of an author's text; raises `Unfilled` for the first slot that cannot be filled."""
    pieces: list[Piece] = []
    position = 0
    for slot in SLOT.finditer(text):
        pieces.append(Plain(text[position : slot.start()]))
        pieces.append(_fill_slot(slot.group(0), slot.group(1), sources))
        position = slot.end()
    rest = text[position:]
    if "{{" in rest or "}}" in rest:
        raise Unfilled("{{" if "{{" in rest else "}}", "braces that do not close", f"write {FORMS}")
    pieces.append(Plain(rest))
    return tuple(piece for piece in pieces if piece.text)


def _fill_slot(slot: str, inside: str, sources: Sources) -> Piece:
    call = CALL.fullmatch(inside)
    if not call:
        raise Unfilled(slot, f"{slot} cannot be filled", f"write {FORMS}")
    kind, name, bare = call.group(1), call.group(2), bool(call.group(3))
    try:
        if kind == "threshold":
            return Plain(sources.threshold(name, bare))
        return sources.contact(name) if kind == "contact" else sources.clause(name)
    except KeyError:
        known = ", ".join(sources.names(kind))
        raise Unfilled(slot, f'there is no {kind} "{name}"', f"use one of {known}") from None


def plain(filled: Filled) -> str:
    """Return the words of a filled text."""
    return "".join(piece.text for piece in filled)
