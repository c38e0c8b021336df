"""A telephone number was printed or confirmed more than twelve months ago. A warning: nothing turns red by waiting.

Why: a dead number in an emergency costs the minutes that count.

Read: the day of companion/confirmations.yml, or else the last day of the month in which the list was printed.

Fix: ring it, and write what you found into confirmations.yml.
"""

from collections.abc import Iterator
from datetime import date

from calculators.core.dates import day_before, months_after
from publishing.lint.context import Context
from publishing.lint.finding import Finding

CODE = "L503"
MONTHS = 12


def check(context: Context) -> Iterator[Finding]:
    """Yield a warning for each contact that nobody has confirmed in the last twelve months."""
    edition = context.edition
    printed = day_before(months_after(date.fromisoformat(f"{edition.contacts_as_printed}-01"), 1))
    confirmations = {confirmation: number for number, confirmation in enumerate(edition.confirmations)}
    for number, contact in enumerate(edition.contacts.values()):
        confirmed = edition.confirmations.get(contact.id)
        day = date.fromisoformat(confirmed.confirmed) if confirmed else printed
        if context.as_of <= months_after(day, MONTHS):
            continue
        file, at = "policy/contacts.yml", ("contacts", number)
        wrong = f"the number was printed in {edition.contacts_as_printed} and never confirmed since"
        if confirmed:
            file, at = "companion/confirmations.yml", (confirmations[contact.id],)
            wrong = f"the number was last confirmed on {confirmed.confirmed}"
        yield context.in_file(
            CODE, file, at, f"contact {contact.id}", wrong, "ring it and write the day into confirmations.yml", warning=True
        )
