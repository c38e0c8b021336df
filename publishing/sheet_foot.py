"""What stands on every sheet that an edition is printed on: in its PDFs, and at the margins of a page printed from the browser."""

from dataclasses import dataclass

from publishing.edition import Edition

# The browser sets these in the margins of every sheet; one that does not know margin boxes leaves them out.
_STYLES = """@page {{
  margin-bottom: 15mm;
  @top-center {{ content: {draft}; font: 700 9pt Arial, "Liberation Sans", sans-serif; }}
  @bottom-left {{
    content: {warning} "\\A" {origin}; white-space: pre-line; width: 85%; text-align: left; vertical-align: top; padding-top: 2mm;
    font: 7pt/1.3 Arial, "Liberation Sans", sans-serif;
  }}
  @bottom-right {{
    content: counter(page) " of " counter(pages); width: 15%; text-align: right; vertical-align: top; padding-top: 2mm;
    font: 7pt/1.3 Arial, "Liberation Sans", sans-serif;
  }}
}}
"""


@dataclass(frozen=True)
class SheetFoot:
    """The lines of one edition. hash: of its text; review, overdue: its dates as a reader sees them, if there are any."""

    edition: Edition
    hash: str
    review: str | None
    overdue: str | None

    @property
    def origin(self) -> str | None:
        """Whose wording this is, from the edition's own data."""
        restates = self.edition.control.restates
        if not restates:
            return None
        return f"{'Plain-English restatement' if restates.wording == 'restated' else 'Approved wording'} of {restates.document}"

    @property
    def warning(self) -> str:
        """That a printed copy is not controlled, and when the edition was to be reviewed."""
        words = [f"{self.edition.draft_words}."] if self.edition.draft else []
        words.append("UNCONTROLLED WHEN PRINTED.")
        if self.review:
            words.append(f"Review due {self.review}.")
        if self.overdue:
            words.append(f"Review overdue since {self.overdue}.")
        return " ".join(words)

    @property
    def source(self) -> str:
        """Whose wording, which edition and which text of it."""
        origin = f"{self.origin}. " if self.origin else ""
        return f"{origin}Edition {self.edition.name}, text {self.hash}"

    @property
    def styles(self) -> str:
        """The style sheet that puts the lines on every sheet printed from the browser."""
        words = (self.edition.draft_words, self.warning, self.source)
        draft, warning, origin = (_quoted(text) if text else "none" for text in words)
        return _STYLES.format(draft=draft, warning=warning, origin=origin)


def _quoted(text: str) -> str:
    """Return text as a string of CSS."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
