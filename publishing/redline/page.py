"""The redline as HTML: the body of a page for the site, or a page of its own that needs no other file."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from publishing.edition import anchor_of, clause_label
from publishing.redline.changes import WORDING, Change, ClauseRedline, Kind, Redline
from publishing.redline.markdown_impact import summary
from publishing.redline.report import Report

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
STYLE, SCRIPT = DOCS / "styles" / "redline.css", DOCS / "javascript" / "redline.js"

Address = Callable[[str, str], str | None]


def redline_body(report: Report, address: Address = lambda side, clause_id: None) -> Markup:
    """Return the HTML of a redline, one block element; the page around it links `redline.css` and `redline.js`.

    address: ("was" or "now", clause id) -> where that clause stands, None for no link.
    """
    return Markup(_environment().get_template("redline.html.j2").render(report=report, view=_View(address)))


def redline_page(report: Report) -> str:
    """Return a whole page of HTML that holds its style and its script: one file to open, to send or to print."""
    style, script = (Markup(path.read_text(encoding="utf-8")) for path in (STYLE, SCRIPT))
    template = _environment().get_template("redline_page.html.j2")
    return template.render(report=report, body=redline_body(report), style=style, script=script)


def change_anchor(edition: str, clause_id: str) -> str:
    """Return the anchor of a clause on the page of what an edition changes; another edition's clause of that number has another."""
    return f"change-{edition.replace('.', '-')}-{anchor_of(clause_id)}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(DOCS / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


class _View:
    """What the template may ask for."""

    kinds = tuple(Kind)

    def __init__(self, address: Address):
        self.address = address

    @staticmethod
    def name(clause_id: str) -> str:
        """Return how a clause is called, to begin a line with."""
        label = clause_label(clause_id)
        return label[0].upper() + label[1:]

    @staticmethod
    def anchor(edition: str, clause: ClauseRedline | Change) -> str:
        """Return the anchor of a clause on the page."""
        return change_anchor(edition, clause.id if isinstance(clause, ClauseRedline) else clause.clause_id or "control")

    @staticmethod
    def counts(found: Redline) -> list[tuple[Kind, int]]:
        """Return each kind that there is, with how many changes it has."""
        return [(kind, number) for kind in Kind if (number := sum(change.kind is kind for change in found.changes))]

    @staticmethod
    def typed(found: Redline) -> list[Change]:
        """Return the changes that can be said in a row of a table: all but the wording of whole clauses."""
        return [change for change in found.changes if change.kind not in WORDING or change.subject]

    @staticmethod
    def kinds_of(clause: ClauseRedline) -> list[Kind]:
        """Return the kinds of a clause's changes, each once, in order."""
        found = {change.kind for change in clause.changes}
        return [kind for kind in Kind if kind in found]

    @staticmethod
    def reason_of(clause: ClauseRedline) -> object:
        """Return why a clause is not as it was, None where nobody said."""
        return next((change.reason for change in clause.changes if change.reason), None)

    @staticmethod
    def cited_by(clause: ClauseRedline) -> list[str]:
        """Return the clauses that cite what changed in a clause."""
        return list(dict.fromkeys(clause_id for change in clause.changes for clause_id in change.cited_by))

    @staticmethod
    def contacts(found: Redline, clause: ClauseRedline) -> list[str]:
        """Return the contacts concerned, in words."""
        ids = dict.fromkeys(name for change in clause.changes for name in change.contacts)
        both = {**found.was.policy.contacts, **found.now.policy.contacts}
        return [f"{both[name].role}, {both[name].organisation} ({both[name].number})" for name in ids]

    @staticmethod
    def calculators(clause: ClauseRedline) -> list[str]:
        """Return the calculators concerned, by name."""
        return list(dict.fromkeys(name for change in clause.changes for name in change.calculators))

    @staticmethod
    def compared(calculator: object) -> str:
        """Return in words what was compared of a calculator."""
        return summary(calculator)  # type: ignore[arg-type]
