"""A telephone number is typed where only a contact may hold it.

Why: one number in two places is one number that will be wrong. The loader refuses this in what it fills; this rule reads
what it does not: headings, links, the glossary, topics, worked cases, document control and the guides.

Fix: name the contact instead of its number, or add the number to contacts.yml. Accept a number that is quoted as wrong.
"""

import re
from collections.abc import Iterator

from publishing.filling import PHONE
from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.lint.texts import PROSE

CODE = "L202"


def check(context: Context) -> Iterator[Finding]:
    """Yield each telephone number typed into a text that is not filled."""
    contacts = {contact.id: contact.number.replace(" ", "") for contact in context.edition.contacts.values()}
    for text in context.texts_of(*PROSE - {"contact"}):
        for contact, digits in contacts.items():
            found = re.search(r"(?<![\d.])" + r"[ -]?".join(digits) + r"(?![\d.]\d|\d)", text.raw)
            if found:
                wrong = f'the number "{found.group(0)}" of the contact {contact} is typed'
                yield context.in_text(CODE, text, found.group(0), wrong, "name the contact instead")
                break
        else:
            found = PHONE.search(text.raw)
            if found:
                wrong = f'the telephone number "{found.group(0)}" is typed'
                yield context.in_text(CODE, text, found.group(0), wrong, "add it to contacts.yml and name the contact")
