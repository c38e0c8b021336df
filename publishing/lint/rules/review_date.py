"""The edition's review date has passed. A warning: nothing turns red by waiting.

Why: every page and every answer of a calculator says so; the people who keep the edition should hear it as well.

Read: `review_due` of edition.yml; the edition lapses with the end of that month.

Fix: review the policy and publish a new edition.
"""

from collections.abc import Iterator

from publishing.lint.context import Context
from publishing.lint.finding import Finding

CODE = "L502"


def check(context: Context) -> Iterator[Finding]:
    """Yield one warning from the first day after the month of review."""
    lapsed = context.edition.lapsed_from
    if lapsed and context.as_of >= lapsed:
        wrong = f"the review was due in {context.edition.control.review_due}"
        yield context.in_file(
            CODE, "policy/edition.yml", ("review_due",), "edition", wrong, "review it and publish a new edition", warning=True
        )
