"""Turns a draft into an approved edition: checks it, has its approval written into a copy, freezes that, puts it in its place."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from calculators import DECISIONS
from calculators.core.edition import Edition as Rules
from calculators.core.proof import prove
from publishing.approval import Approved, put_in_place, write_approval
from publishing.edition import Edition
from publishing.editions import Editions, load_editions
from publishing.faults import Fault, FaultsFound
from publishing.lint.run import Report, lint
from publishing.load import ROOT, load_edition
from publishing.manifest import write_manifest
from publishing.new_edition import TAKEN, USABLE
from publishing.rules import calculator_data

UNTOLD = "L104"


def approve(draft: str, approved: Approved, today: date, root: Path = ROOT, current: bool = False) -> Path:
    """Approve a draft and return its folder. current: it is also the edition in force from now on.

    Raises `RuntimeError` with one line where there is no such draft, or the approval cannot be as it is told, and
    `FaultsFound` with one line for each finding of the linter, change without a reason, and proof that fails. Nothing is
    changed then: the approved edition gets its name only when it is whole.
    """
    editions = load_editions(root)
    _refuse_what_cannot_be(draft, approved, today, editions, root)
    folder = root / "editions" / draft
    _stop(_found_by_lint(lint(draft, today, root)))
    _stop(_proofs_that_fail(editions.by_name[draft], folder))
    making = folder.with_name(f".{draft}.{os.getpid()}")
    try:
        shutil.copytree(folder, making)
        write_approval(making, draft, approved)
        write_manifest(making, approved.name)
        load_edition(making.name, root)
        _stop(_of_the_draft(_found_by_lint(lint(making.name, today, root)), making, folder))
        return put_in_place(making, folder, approved.name, root / "library.yml", current)
    except FaultsFound as found:
        raise FaultsFound(list(_of_the_draft(found.faults, making, folder))) from None
    except OSError as error:
        raise RuntimeError(f"edition {draft} could not be approved ({error}); it is a draft as before") from None
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _refuse_what_cannot_be(draft: str, approved: Approved, today: date, editions: Editions, root: Path) -> None:
    names = editions.by_name
    if draft not in names:
        raise RuntimeError(f'there is no edition "{draft}"; name one of {", ".join(names)}')
    if not names[draft].draft:
        raise RuntimeError(f"edition {draft} is approved already; a change needs a new edition")
    if not names[draft].control.complete:
        raise RuntimeError(f"edition {draft} is not complete (see its edition.yml); only a whole edition is approved")
    before = names[draft].control.based_on
    if before in names and names[before].draft:
        raise RuntimeError(f"edition {draft} is based on {before}, which is a draft itself; approve {before} first")
    if not approved.reference.strip():
        raise RuntimeError("the reference is empty; give the one under which the document is controlled, as in QS/XX/058/V4.0")
    same = [name for name, edition in names.items() if edition.control.reference == approved.reference]
    if same:
        raise RuntimeError(f'edition {same[0]} has the reference "{approved.reference}"; give another')
    day = _day(approved.day)
    if day > today:
        raise RuntimeError(f"{approved.day} is still to come; give the day on which the edition was approved")
    if approved.review_due is not None and _day(f"{approved.review_due}-01") <= day:
        raise RuntimeError(f"the review would be due in {approved.review_due}, before the approval; give a later month")
    if approved.name != draft:
        _refuse_name(draft, approved.name, editions, root)


def _refuse_name(draft: str, name: str, editions: Editions, root: Path) -> None:
    if not USABLE.fullmatch(name) or name.lower() in TAKEN:
        raise RuntimeError(f'"{name}" cannot be the name of a folder of the site; use letters, digits, dots and hyphens, as in 4.0')
    if name.lower() in {folder.name.lower() for folder in (root / "editions").iterdir()} or name in editions.by_name:
        raise RuntimeError(f"there is an edition {name} already; choose another name")
    resting = [other.name for other in editions.by_name.values() if other.control.based_on == draft]
    if resting:
        raise RuntimeError(f"edition {resting[0]} is based on {draft}; leave {draft} its name")


def _day(text: str) -> date:
    try:
        if len(text) != len("2027-01-16"):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise RuntimeError(f'"{text}" is not a day; write it as in 2027-01-16, and a month as in 2030-01') from None


def _stop(faults: Iterator[Fault]) -> None:
    found = list(faults)
    if found:
        raise FaultsFound(found)


def _found_by_lint(report: Report) -> Iterator[Fault]:
    """Yield what nobody accepts, and a change without a reason even where somebody does."""
    untold = (accepted.finding for accepted in report.accepted if accepted.finding.code == UNTOLD)
    for finding in (*report.findings, *untold):
        yield Fault(finding.file, finding.line, f"{finding.code} {finding.place}: {finding.wrong}", finding.right)


def _proofs_that_fail(edition: Edition, folder: Path) -> Iterator[Fault]:
    """Yield the proofs that fail of the first calculator that has any: one is enough, and to prove them all takes a while."""
    rules = Rules.from_data(calculator_data(edition))
    for name in edition.decisions:
        failed = [finding for finding in prove(DECISIONS[name], rules) if not finding.holds]
        for finding in failed:
            right = f"see python -m calculators prove {name} --edition {edition.name}"
            yield Fault(folder / "companion" / "decisions" / f"{name}.yml", 1, f"a proof fails: {finding}", right)
        if failed:
            return


def _of_the_draft(faults: Any, making: Path, folder: Path) -> Iterator[Fault]:
    """Yield faults of the copy as faults of the draft, which is what an author can mend."""
    for fault in faults:
        inside = fault.file.is_relative_to(making)
        yield replace(fault, file=folder / fault.file.relative_to(making)) if inside else fault
