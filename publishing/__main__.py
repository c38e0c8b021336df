"""The command line of the publishing side: check the policy data, make the bundle, build or serve the site."""

import argparse
import sys
from typing import Any

from publishing.faults import FaultsFound
from publishing.load import load_edition, load_library

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
        ("site", _site, "build the site into site/"),
        ("serve", _serve, "serve the current edition and follow edits"),
    ):
        commands.add_parser(name, help=about, description=about).set_defaults(run=run)
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


def _bundle(options: Any) -> int:
    from publishing.bundle import make_bundle

    print("runtime made" if make_bundle() else "runtime unchanged")
    return 0


def _site(options: Any) -> int:
    from publishing.site import build_site

    return build_site()


def _serve(options: Any) -> int:
    from publishing.site import serve_site

    return serve_site()


if __name__ == "__main__":
    sys.exit(main())
