"""The names that an edition explains, and what looks like an abbreviation of one that it does not."""

import re
from collections.abc import Iterable

from publishing.edition import Edition

ABBREVIATION = re.compile(r"(?<![\w/.-])(?:[A-Z]&[A-Z]|[A-Z]{2,}-[A-Z]{2,}|[A-Z][a-z]?[A-Z]+[A-Z]*)(?=s?(?:'s)?(?![\w&]|/\w))")


def glossary_names(edition: Edition) -> list[str]:
    """Return every name that the glossary explains, longest first."""
    entries = edition.glossary
    return sorted({name for entry in entries for name in (entry.term, *entry.also, entry.stands_for or entry.term)}, key=len, reverse=True)


def pattern_of_names(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds whole names in any case, also in the plural."""
    joined = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<![\w&])(?:{joined})(?=s?(?![\w&]))" if joined else r"(?!)", re.IGNORECASE)


def undefined(text: str, known: re.Pattern[str]) -> list[str]:
    """Return the abbreviations of a text that are in none of the known names, each once."""
    found = ABBREVIATION.findall(known.sub(lambda name: " " * len(name.group(0)), text))
    return list(dict.fromkeys(found))
