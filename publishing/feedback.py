"""What a reader takes away from a clause: how it is cited, and a report of what is wrong with it, as text and as a mail.

A report holds the edition, the clause and the hash of the text, so that whoever reads it knows which words were meant.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from jinja2 import Environment

from publishing.edition import Edition, FilledClause, clause_label

TEMPLATE = "report.txt.j2"
_NUMBER = re.compile(r"\d+(\.\d+)*")


@dataclass(frozen=True)
class Feedback:
    """Citations and reports of one edition.

    hash, tool_hash: of its text, and of what stands beside it. mailbox: who receives reports, None where the library names nobody.
    """

    edition: Edition
    hash: str
    tool_hash: str
    environment: Environment
    mailbox: str | None = None

    def citation(self, clause: FilledClause) -> str:
        """Return how a clause is cited: "QS/XX/058/V3.0, 13.3". A reference that does not name the edition is followed by it."""
        control, number = self.edition.control, self._printed(clause)
        if self.edition.draft:
            return f"{self.edition.draft_words}: {control.title}, {number}"
        named = control.reference if control.edition in control.reference else f"{control.reference}, edition {control.edition}"
        return f"{named}, {number}"

    def subject(self, clause: FilledClause) -> str:
        """Return the subject of a mail that reports a problem with a clause."""
        return f"Problem with {clause_label(clause.id)}, edition {self.edition.name}, text {self.hash}"

    def report(self, clause: FilledClause, address: str) -> str:
        """Return the text of a report on a clause. address: where the page stands on the site, for whoever looks into it."""
        template = self.environment.overlay(autoescape=False).get_template(TEMPLATE)
        return template.render(
            edition=self.edition, clause=clause, label=clause_label(clause.id), hash=self.hash, tool_hash=self.tool_hash, address=address
        )

    def mail(self, clause: FilledClause, address: str) -> str | None:
        """Return the address that opens a mail with the report in it (RFC 6068); None where nobody is named to receive it."""
        if not self.mailbox:
            return None
        fields = {"subject": self.subject(clause), "body": self.report(clause, address)}
        return f"mailto:{quote(self.mailbox, safe='@')}?" + "&".join(f"{name}={_encoded(text)}" for name, text in fields.items())

    def _printed(self, clause: FilledClause) -> str:
        """Return the number under which the document that the edition restates prints a clause, and which of several it is.

        An edition that restates no document numbers its clauses itself.
        """
        source = clause.clause.source
        if not self.edition.control.restates or not source:
            return clause_label(clause.id)
        same = self._printings[source.clause]
        if len(same) == 1 or not _NUMBER.fullmatch(source.clause):
            return source.clause
        return f"{source.clause} ({_ordinal(same.index(clause.id) + 1)} of {len(same)} printed with this number)"

    @cached_property
    def _printings(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for clause in self.edition.clauses.values():
            if clause.clause.source:
                found.setdefault(clause.clause.source.clause, []).append(clause.id)
        return found


def _encoded(text: str) -> str:
    """Return text for a field of a mailto address: a space is %20, a new line is %0D%0A."""
    return quote(text.replace("\n", "\r\n"), safe="")


def _ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number // 10 % 10 == 1 else endings.get(number % 10, 'th')}"
