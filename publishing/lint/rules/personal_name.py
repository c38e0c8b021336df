"""A person's name stands in the edition.

Why: people move on, and a policy that names them is wrong the same day. A child's name must never stand here at all.

Read: a title with a capitalised word (Mr, Dr, Professor, …), and two capitalised words in a row of which at least one is
no name of the edition (glossary, organisations, roles, laws and bodies of superseded.yml) and no word that the edition also
writes small.

Fix: write the role. The author of published work that the text cites goes on the list `authors` of accepted.yml.
"""

import re
from collections.abc import Iterator

from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.lint.names import glossary_names
from publishing.lint.texts import PROSE

CODE = "L306"
CAPITALISED = r"[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)*"
TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev|Cllr|Councillor|Sister|Judge)"
TITLED = re.compile(rf"\b{TITLES}\.?\s+{CAPITALISED}(?:\s+{CAPITALISED})*")
RUN = re.compile(rf"\b{CAPITALISED}(?:\s+{CAPITALISED})+")
SHORTEST = 4
SMALL = re.compile(r"(?<![\w'’-])[a-z]+")


def check(context: Context) -> Iterator[Finding]:
    """Yield each name of a person that is not a listed author's."""
    authors = [author.name for author in context.accepted.authors]
    known = _known_words(context)
    for text in context.texts_of(*PROSE):
        raw = text.typed
        for author in authors:
            raw = re.sub(rf"(?:{TITLES}\.?\s+)?{re.escape(author)}", lambda found: "." * len(found.group(0)), raw)
        found = [match.group(0) for match in TITLED.finditer(raw)]
        found += [match.group(0) for match in RUN.finditer(TITLED.sub("", raw)) if _looks_like_a_name(match.group(0).split(), known)]
        for name in dict.fromkeys(found):
            wrong = f'"{name}" looks like a person\'s name'
            yield context.in_text(CODE, text, name, wrong, "write the role; a cited author goes on the list `authors` of accepted.yml")


def _looks_like_a_name(words: list[str], known: set[str]) -> bool:
    """Say whether two words in a row hold a word that nobody knows; the title of an Act is no name."""
    return words[-1] not in ("Act", "Acts") and not all(_known(word.lower(), known) for word in words)


def _known(word: str, known: set[str]) -> bool:
    """Say whether a word is known, also in the plural or with another short ending."""
    return word in known or any(word[:-cut] in known for cut in (1, 2) if len(word) - cut >= SHORTEST) or f"{word}s" in known


def _known_words(context: Context) -> set[str]:
    """Return the words that need not belong to a person: those of the edition's names, and those it also writes small."""
    edition = context.edition
    names = [*glossary_names(edition), *edition.control.roles, edition.control.owner, edition.control.title]
    names += [name for contact in edition.contacts.values() for name in (contact.organisation, contact.printed_as or "")]
    names += [name for entry in context.superseded for name in (entry.name, *entry.also)]
    known = {word.lower() for name in names for word in re.findall(CAPITALISED, name)}
    for text in context.texts_of(*PROSE):
        known |= set(SMALL.findall(text.raw))
    return known | {month.lower() for month in edition.shared.months}
