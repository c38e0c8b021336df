"""The command line of the publishing side: check and lint the policy data, begin and freeze editions, build the site."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from publishing.faults import FaultsFound
from publishing.load import ROOT, load_edition, load_library
from publishing.manifest import differences, edition_hash, freeze, verify

UNUSABLE = 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 2 the policy data cannot be used (one line a fault on standard error)."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except FaultsFound as found:
        for fault in found.faults:
            print(fault, file=sys.stderr)
        return UNUSABLE
    except RuntimeError as error:
        print(f"error: {error}", file=sys.stderr)
        return UNUSABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m publishing", description="Checks and publishes the policy.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, about in (
        ("check", _check, "load every edition and report each fault with file and line"),
        ("bundle", _bundle, "make the browser's Python runtime"),
        ("pdf", _pdf, "make the PDFs of every edition into build/pdf/"),
        ("verify", _verify, "hold every frozen edition against its manifest"),
        ("serve", _serve, "serve the current edition and follow edits"),
    ):
        commands.add_parser(name, help=about, description=about).set_defaults(run=run)
    about = "build the site into site/"
    building = commands.add_parser("site", help=about, description=about)
    building.add_argument("--without-pdf", action="store_true", help="leave out the PDF and the links to it")
    building.set_defaults(run=_site)
    about = "lay a compressed copy (.br, .gz) beside each file of the site, for a server that gives such copies"
    compressing = commands.add_parser("compress", help=about, description=about)
    compressing.add_argument("folder", nargs="?", type=Path, help="the folder of the site; site/ if left out")
    compressing.set_defaults(run=_compress)
    about = "seal an approved edition: write a SHA-256 for every file of its policy/, once"
    sealing = commands.add_parser("freeze", help=about, description=about)
    sealing.add_argument("edition")
    sealing.set_defaults(run=_freeze)
    about = "begin a new edition as a draft: copy one that is there, without its approval and its seal"
    beginning = commands.add_parser("new-edition", help=about, description=about)
    beginning.add_argument("source", help="the edition to copy, such as 3.0")
    beginning.add_argument("name", help="the name of the draft, such as 4.0-draft")
    beginning.add_argument("--data", type=Path, default=ROOT, metavar="FOLDER", help="policy data in another folder")
    beginning.set_defaults(run=_new_edition)
    about = "approve a draft: write its approval, freeze it; it comes into force only with --current"
    approving = commands.add_parser("approve", help=about, description=about)
    approving.add_argument("edition", help="the draft, such as 4.0-draft")
    approving.add_argument("--reference", required=True, help="the reference of the approved document, such as QS/XX/058/V4.0")
    approving.add_argument("--date", required=True, metavar="YYYY-MM-DD", help="the day on which it was approved")
    approving.add_argument("--by", help="who approved it, such as a committee")
    approving.add_argument("--review-due", metavar="YYYY-MM", help="the month in which it is to be reviewed")
    approving.add_argument("--name", help="the edition's name from now on, such as 4.0; its folder and its addresses take it")
    approving.add_argument("--current", action="store_true", help="make it the edition in force as well")
    approving.add_argument("--data", type=Path, default=ROOT, metavar="FOLDER", help="policy data in another folder")
    approving.set_defaults(run=_approve)
    about = "write an edition, or every one, as JSON with its JSON Schema"
    exporting = commands.add_parser("export", help=about, description=about)
    exporting.add_argument("edition", nargs="?", help="the edition's name; every edition if left out")
    exporting.add_argument("--output", type=Path, default=Path("build/export"), metavar="DIR", help="build/export if left out")
    exporting.add_argument("--data", type=Path, default=ROOT, metavar="FOLDER", help="policy data in another folder")
    exporting.set_defaults(run=_export)
    about = "show what differs between two editions, or two states of Git"
    comparing = commands.add_parser("redline", help=about, description=about)
    comparing.add_argument("old", metavar="OLD", help="an edition, or a Git ref")
    comparing.add_argument("new", metavar="NEW", nargs="?", help="an edition, or a Git ref; the working tree if left out")
    comparing.add_argument("--format", choices=("html", "markdown", "json"), default="markdown")
    comparing.add_argument("--output", type=Path, metavar="FILE", help="write into a file; to standard output if left out")
    comparing.add_argument("--no-impact", action="store_true", help="leave out what the changes do to the calculators: quicker")
    comparing.add_argument("--data", type=Path, default=ROOT, metavar="FOLDER", help="policy data in another folder")
    comparing.set_defaults(run=_redline)
    about = "let `git diff` show policy files by words, each hunk under its clause (in this repository only)"
    teaching = commands.add_parser("git-setup", help=about, description=about)
    teaching.add_argument("--data", type=Path, default=ROOT, metavar="FOLDER", help="policy data in another folder")
    teaching.set_defaults(run=_git_setup)
    about = "read an edition by every rule; 0 nothing but what is accepted, 1 a finding"
    linting = commands.add_parser("lint", help=about, description=about)
    which = linting.add_mutually_exclusive_group()
    which.add_argument("edition", nargs="?", help="the edition's name; the current one if left out")
    which.add_argument("--all", action="store_true", help="every edition, one report after another")
    linting.add_argument("--json", action="store_true", help="print one JSON object")
    linting.add_argument(
        "--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day for what depends on the clock; today if left out"
    )
    linting.add_argument("--data", type=Path, default=ROOT, metavar="FOLDER", help="policy data in another folder")
    linting.set_defaults(run=_lint)
    return parser


def _check(options: Any) -> int:
    library = load_library()
    faults = []
    for name in library.editions:
        try:
            edition = load_edition(name)
            print(f"edition {name}: {len(edition.clauses)} clauses, {len(edition.notes)} notes, {len(edition.contacts)} contacts, no fault")
        except FaultsFound as found:
            faults += found.faults
    if faults:
        raise FaultsFound(faults)
    return 0


def _compress(options: Any) -> int:
    from publishing.compress import compress
    from publishing.site import SITE

    print(compress(options.folder or SITE))
    return 0


def _lint(options: Any) -> int:
    from publishing.lint.command import run_lint

    library = load_library(options.data)
    editions = library.editions if options.all else [options.edition or library.current]
    return max(run_lint(edition, options.as_of or date.today(), options.data, options.json) for edition in editions)


def _redline(options: Any) -> int:
    from publishing.redline.command import run_redline

    return run_redline(options.old, options.new, options.data, options.format, options.output, not options.no_impact)


def _git_setup(options: Any) -> int:
    from publishing.redline.git_setup import git_setup

    git_setup(options.data)
    print("set: `git diff` shows policy files by words (`git diff --no-ext-diff` by lines, `git show --ext-diff` by words)")
    print("undo: git config --local --remove-section diff.policy")
    return 0


def _verify(options: Any) -> int:
    faults = []
    for name in load_library().editions:
        try:
            verify(name)
            frozen = differences(name) is not None
            print(f"edition {name}: {edition_hash(name)}, {'as frozen' if frozen else 'not frozen'}")
        except FaultsFound as found:
            faults += found.faults
    if faults:
        raise FaultsFound(faults)
    return 0


def _freeze(options: Any) -> int:
    name = options.edition
    library = load_library()
    if name not in library.editions:
        raise RuntimeError(f'there is no edition "{name}"; name one of {", ".join(library.editions)}')
    control = load_edition(name).control
    if control.status.state != "approved" or not control.complete:
        raise RuntimeError(f"edition {name} is not approved and complete; only such an edition is frozen (see its edition.yml)")
    print(f"frozen: {freeze(name).relative_to(ROOT)}, {edition_hash(name)}")
    return 0


def _new_edition(options: Any) -> int:
    from publishing.new_edition import new_edition

    folder = new_edition(options.source, options.name, options.data)
    print(f"begun: {folder.relative_to(options.data)}, a draft based on {options.source}; say for each clause that you change why")
    return 0


def _approve(options: Any) -> int:
    from publishing.approve import Approved, approve

    name = options.name if options.name is not None else options.edition
    approved = Approved(options.reference, options.date, name, options.by, options.review_due)
    folder = approve(options.edition, approved, date.today(), options.data, options.current)
    control = load_edition(name, options.data).control
    print(f"approved and frozen: {folder.relative_to(options.data)}, {edition_hash(name, options.data)}")
    in_force = load_library(options.data).current
    print(f"in force: edition {in_force}" + ("" if in_force == name else f"; `current` of library.yml, or --current, makes it {name}"))
    if not control.review_due:
        print(f"edition {name} names no month of review: restore the draft from Git and approve it with --review-due if it should")
    return 0


def _export(options: Any) -> int:
    from publishing.editions import load_editions
    from publishing.export import exported, write_export

    editions = load_editions(options.data)
    names = [options.edition] if options.edition else list(editions.by_name)
    if names[0] not in editions.by_name:
        raise RuntimeError(f'there is no edition "{names[0]}"; name one of {", ".join(editions.by_name)}')
    try:
        for edition in [exported(editions, name, options.data) for name in names]:
            print(f"written: {write_export(edition, options.output)}")
    except OSError as error:
        raise RuntimeError(f"the export cannot be written into {options.output} ({error.strerror}); name a folder with --output") from None
    return 0


def _bundle(options: Any) -> int:
    from publishing.runtime.bundle import make_bundle

    print("runtime made" if make_bundle() else "runtime unchanged")
    return 0


def _pdf(options: Any) -> int:
    from publishing.pdf.make import make_pdfs

    return make_pdfs()


def _site(options: Any) -> int:
    from publishing.site import build_site

    return build_site(with_pdf=not options.without_pdf)


def _serve(options: Any) -> int:
    from publishing.site import serve_site

    return serve_site()


if __name__ == "__main__":
    sys.exit(main())
