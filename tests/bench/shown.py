"""Measures how long a reader waits until the first outcome stands in the page: this site beside notebooks that run in the browser.

    python -m tests.bench.shown [--rounds 7] [--table]

The site, plain Pyodide in a worker, JupyterLite and marimo answer the same by the same calculators, from the same server, each visit in
a browser just started with a new profile. They take turns in each round. No other host can be reached; who asks one is told of.
Pictures of what was seen are laid into build/bench/shown.
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from calculators import answer
from calculators.core.edition import Edition
from calculators.private_fostering_facts import NAME
from tests.bench.browser import Browser, Shown
from tests.bench.installed import NOTEBOOKS, npm_version, version
from tests.bench.notebooks import JUPYTERLITE, MARIMO, add_notebooks
from tests.bench.peers import INSTALLED, ROOT, measured_folder, rules
from tests.bench.server import compressed
from tests.bench.table import milliseconds, table, weight
from tests.bench.ways import ANSWERS, CALCULATOR, PLAIN, Showing

# What a reader does as soon as the page is there; a notebook answers by itself.
FILL_IN_AND_PRESS = """async () => {
    document.querySelector("label[for=q-carer-grandparent]").click();
    const button = document.querySelector("[data-form] [type=submit]");
    while (button.disabled) await new Promise(requestAnimationFrame);
    button.click();
}"""
ASK_AND_SHOW = """async (given) => {
    const outcome = await self.answer(given);
    document.body.append(Object.assign(document.createElement("output"), { textContent: outcome.headline }));
}"""
SITE = Showing("this site", f"site/{CALCULATOR}", "[data-result]", FILL_IN_AND_PRESS)
WAYS = (
    SITE,
    Showing(PLAIN, "peers/pyodide.html", "output", ASK_AND_SHOW),
    Showing("JupyterLite", JUPYTERLITE, ".jp-OutputArea-output"),
    Showing("marimo", MARIMO, ".output-area"),
)
HEAD = ("until the outcome is shown", "median", "least to most", "beside this site", "files", "raw", "by brotli", "other hosts asked")
PICTURES = INSTALLED / "shown"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.shown", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, help="how often each is measured")
    parser.add_argument("--table", action="store_true", help="print Markdown")
    given = parser.parse_args()
    text = answer(NAME, ANSWERS, Edition.from_data(rules()))["headline"]
    with measured_folder() as folder, tempfile.TemporaryDirectory() as work, Browser(folder) as browser:
        add_notebooks(folder, Path(work), browser.path)
        PICTURES.mkdir(parents=True, exist_ok=True)
        print(f"{date.today()}, Chromium {browser.version()}, {given.rounds} rounds, {os.cpu_count()} cores, {_load()}")
        print(f"JupyterLite {version(NOTEBOOKS, 'jupyterlite-core')} with Pyodide {npm_version('pyodide-for-jupyterlite')}, ", end="")
        print(f"marimo {version(NOTEBOOKS, 'marimo')} with Pyodide {npm_version('pyodide-for-marimo')}")
        seen: dict[str, list[Shown]] = {way.name: [] for way in WAYS}
        for _ in range(given.rounds):
            for way in WAYS:
                seen[way.name].append(browser.first_shown(way, text, PICTURES / f"{way.name.replace(' ', '-')}.png"))
        print(f"After the last round: {_load()}")
        sizes = _sizes(folder, {path for shown in seen.values() for path in shown[0].asked})
    print(table("First outcome shown, from a server, with a new profile", HEAD, rows(seen, sizes), given.table))


@dataclass(frozen=True)
class Size:
    """What a file weighs in bytes, as it is and by brotli."""

    raw: int
    brotli: int


def rows(seen: Mapping[str, Sequence[Shown]], sizes: Mapping[str, Size]) -> list[tuple[str, ...]]:
    """Return a line of the table for each way, the site's first. One that did not show the outcome in each round has no figure."""
    site = _times(seen[SITE.name])
    if not site:
        raise RuntimeError("this site did not show the outcome")
    found = []
    for name, shown in seen.items():
        times = _times(shown)
        middle = statistics.median(times) if times else 0
        figures = (
            (milliseconds(middle), f"{min(times):,.0f} to {max(times):,.0f}", f"{middle / statistics.median(site):.2f}")
            if times
            else ("no outcome", "", "")
        )
        asked = [sizes[path] for path in shown[0].asked]
        hosts = sorted({host for one in shown for host in one.elsewhere})
        found.append(
            (
                name,
                *figures,
                str(len(asked)),
                weight(sum(size.raw for size in asked)),
                weight(sum(size.brotli for size in asked)),
                ", ".join(hosts) or "none",
            )
        )
    return found


def _times(shown: Sequence[Shown]) -> list[float]:
    """Return the milliseconds of every round, or nothing where one of them brought no outcome."""
    times = [one.took for one in shown if one.took is not None]
    return times if len(times) == len(shown) else []


def _sizes(folder: Path, paths: set[str]) -> dict[str, Size]:
    packed = compressed(folder, paths)
    return {path: Size((folder / path).stat().st_size, packed[path]) for path in paths}


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    if not (ROOT / "site" / "index.html").exists():
        raise SystemExit("There is no site to measure; build it first: make site")
    main()
