"""What the linter finds in a copy of the policy data that it does not find in the data as they are."""

from datetime import date

import pytest

from publishing.lint.context import context_of
from publishing.lint.registry import all_rules
from publishing.lint.run import lint
from publishing.load import ROOT

DAY = date(2026, 6, 1)


def _key(finding):
    return finding.code, finding.place, finding.wrong


@pytest.fixture(scope="session")
def rules():
    """Every rule, by its code."""
    return {rule.code: rule for rule in all_rules()}


@pytest.fixture(scope="session")
def already(rules):
    """Return what a rule finds in the policy data as they are."""
    context = context_of("3.0", ROOT, DAY)
    found = {}

    def of(code):
        if code not in found:
            found[code] = {_key(finding) for finding in rules[code].check(context)}
        return found[code]

    return of


@pytest.fixture
def new_findings(copied, rules, already):
    """Return what a rule finds in the copy and not in the data as they are."""

    def of(code, as_of=DAY):
        known = already(code)
        return [finding for finding in rules[code].check(context_of("3.0", copied.folder, as_of)) if _key(finding) not in known]

    return of


@pytest.fixture
def linted(copied):
    """Return the whole report on the copy."""
    return lambda as_of=DAY: lint("3.0", as_of, copied.folder)


@pytest.fixture(scope="session")
def standing():
    """The findings that stand in the policy data as they are: none, unless somebody is at work on them."""
    return lint("3.0", DAY, ROOT).findings


@pytest.fixture
def everything_accepted(copied, linted, standing):
    """The copy with every finding that stands in it accepted, so that a test sees only what it breaks."""
    if not standing:
        return copied
    path, lines = copied.edition / "companion" / "accepted.yml", []
    for finding in standing:
        at = f"clause: '{finding.clause}'" if finding.clause else f"place: '{finding.place}'"
        about = f", about: '{finding.about}'" if finding.about else ""
        entry = f"  - {{code: {finding.code}, {at}{about}, reason: R}}\n"
        if entry not in lines:
            lines.append(entry)
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + "".join(lines), encoding="utf-8")
    assert linted().findings == ()
    return copied
