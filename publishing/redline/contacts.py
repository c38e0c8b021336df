"""What differs in the contacts: who came, who went, and what of an entry is another."""

from collections.abc import Iterator

from publishing.edition import Policy
from publishing.model import Contact
from publishing.redline.changes import Found, Kind


def compare_contacts(was: Policy, now: Policy) -> Iterator[Found]:
    """Yield every contact that came, went or differs, with what differs of it."""
    for contact_id in dict.fromkeys((*now.contacts, *was.contacts)):
        old, new = was.contacts.get(contact_id), now.contacts.get(contact_id)
        if old == new:
            continue
        fields = [name for name in Contact.model_fields if name != "id" and getattr(old, name, None) != getattr(new, name, None)]
        yield Found(
            Kind.CONTACT, old.clause if old else None, new.clause if new else None, contact_id, _said(old, fields), _said(new, fields)
        )


def _said(contact: Contact | None, fields: list[str]) -> str | None:
    """Return the fields of a contact that differ, in words."""
    if contact is None:
        return None
    return "; ".join(f"{name.replace('_', ' ')}: {getattr(contact, name) or 'none'}" for name in fields)
