"""What all tests share: the repository's root, the current edition, an edition whose numbers a test may change, the example as built."""

import copy
import fcntl
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

import tests.read_once  # noqa: F401 (first)
from calculators.core.edition import Edition
from publishing.load import load_edition, load_library
from publishing.rules import calculator_data
from tests.depth import depth

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("project", deadline=None, derandomize=True, max_examples=depth(80, 150))
settings.register_profile("mutants", settings.get_profile("project"), max_examples=40)  # `make mutants` runs each test many times
settings.load_profile("project")


def pytest_collection_modifyitems(items):
    """Run what is fast first: a broken rule is told before a browser is started, and the longest tests do not come last."""
    items.sort(key=lambda item: ("browser" in item.path.parts) * 2 + ("firefox" in item.path.parts))


def pytest_terminal_summary(terminalreporter):
    """Print the figures that tests recorded, also those of other processes."""
    reports = (report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, ()))
    recorded = [pair for report in reports for pair in getattr(report, "user_properties", ())]
    figures = [text for name, text in recorded if name == "figure"]
    sums: dict[str, Counter] = {}
    for of, counts in (value for name, value in recorded if name == "tally"):
        sums.setdefault(of, Counter()).update(counts)
    figures += [
        f"{of}: {', '.join(f'{number:,} {what.replace("_", " ")}' for what, number in counts.items())}" for of, counts in sums.items()
    ]
    if figures:
        terminalreporter.section("figures")
        for text in sorted(figures):
            terminalreporter.write_line(text)


@pytest.fixture
def figure(record_property):
    """Return a function that records one line of figures for the end of the run."""
    return lambda text: record_property("figure", text)


@pytest.fixture
def tally(record_property):
    """Return a function that counts things: tally("axe", audits=4) in several tests is one line of sums at the end of the run."""
    return lambda of, **counts: record_property("tally", [of, counts])


@pytest.fixture(scope="session")
def published():
    """The current edition as the renderers use it."""
    return load_edition(load_library().current)


@pytest.fixture(scope="session")
def rules(published):
    """The current edition as the calculators receive it: plain data. Tests that change it take a copy."""
    return calculator_data(published)


@pytest.fixture(scope="session")
def edition(rules):
    """The current edition as the calculators use it."""
    return Edition.from_data(rules)


@pytest.fixture
def edition_with(rules):
    """Return an edition in which some numbers differ: edition_with({("child", "age_limit", "value"): 1})."""

    def change(changes):
        data = copy.deepcopy(rules)
        for (group, name, *keys), value in changes.items():
            entry = data["parameters"][group][name]
            for key in keys[:-1]:
                entry = entry[key]
            entry[keys[-1]] = value
        return Edition.from_data(data)

    return change


@pytest.fixture(scope="session")
def example_site():
    """Build the example's site, where something it is made from has changed, and return its folder."""
    environment = os.environ | {"POLICY": "examples/visitors"}
    command = [sys.executable, "-m", "publishing", "site", "--without-pdf"]
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "example.lock").open("w") as lock:  # tests may run in several processes
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return ROOT / "build" / "policies" / "visitors" / "site"
