"""Measures how long a reader waits for the first answer and for the next ones, and what the PDF of an edition takes.

    python -m tests.bench [--rounds 7] [--table]

Prints medians, and ratios to plain Pyodide in a worker, which loads the same calculators from the same server or folder. The ways
take turns in each round. Each visit is that of a browser that was just started: the first with a new profile, the second with the
same one. Nothing is asserted but that all ways give the same answer: a figure says what was seen on this machine.
"""

import argparse
import json
import statistics
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from calculators import DECISIONS
from calculators.core.edition import Edition
from calculators.private_fostering_facts import NAME
from publishing.offline import site_files
from tests.bench.browser import Browser, Visit
from tests.bench.installed import node_packages
from tests.bench.pdf import Written, written
from tests.bench.peers import CURRENT, ROOT, add_peers, cases, known_cases, measured_folder, rules
from tests.bench.server import compressed
from tests.bench.table import milliseconds, table, weight
from tests.bench.ways import BY_HAND, CALCULATOR, FOLDER, PLAIN, READER_TAKES, SERVER, Way

CALCULATOR_PAGES = "site/" + CALCULATOR.replace(NAME, "{}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, help="how often each way is measured")
    parser.add_argument("--table", action="store_true", help="print Markdown")
    given = parser.parse_args()
    with measured_folder() as folder, Browser(folder) as browser:
        add_peers(folder, node_packages() / "@pyscript" / "core" / "dist")
        _same_answers(browser)
        print(f"{date.today()}, Chromium {browser.version()}, medians of {given.rounds}")
        for title, ways in (("from a server", SERVER), ("from a folder", FOLDER)):
            _answers(browser, title, ways, given.rounds, given.table)
        _next_answers(browser, given.table)
    _pdfs(given.rounds, given.table)


def _same_answers(browser: Browser) -> None:
    """Stop where the page written by hand does not say what the calculator says."""
    (way,) = (way for way in SERVER if way.name == BY_HAND)
    known = known_cases(Edition.from_data(rules()))
    found = browser.answers(way, [answers for answers, _ in known])
    for (answers, told), outcome in zip(known, found, strict=True):
        if outcome != told:
            raise SystemExit(f"The page written by hand says {outcome['outcome']} of {json.dumps(answers)}, and not {told['outcome']}")
    print(f"The page written by hand says the same as the calculator in all {len(known)} worked cases that leave nothing open.")


def _answers(browser: Browser, title: str, ways: tuple[Way, ...], rounds: int, markdown: bool) -> None:
    visits: dict[str, list[tuple[Visit, Visit]]] = {way.name: [] for way in ways}
    waits: dict[str, list[float]] = {way.name: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            visits[way.name].append(browser.visits(way))
            waits[way.name].append(browser.wait_after_press(way))

    def median(way: str, which: int, value: Callable[[Visit], float]) -> float:
        return statistics.median(value(visit[which]) for visit in visits[way])

    plain = [median(PLAIN, which, lambda visit: visit.took) for which in (0, 1)]
    rows = []
    for way in ways:
        first, second = (median(way.name, which, lambda visit: visit.took) for which in (0, 1))
        wait = statistics.median(waits[way.name])
        rows.append(
            (way.name, milliseconds(first), f"{first / plain[0]:.2f}", milliseconds(second), f"{second / plain[1]:.2f}", milliseconds(wait))
        )
    head = ("first answer", "first visit", "beside plain", "second visit", "beside plain", f"pressed after {READER_TAKES / 1000:g} s")
    print(table(f"First answer {title}: from navigation, or from the press", head, rows, markdown))

    fetched = {path for of_way in visits.values() for visit in of_way[0] for path in visit.asked}
    weighed = compressed(browser.folder, fetched) if ways is SERVER else {}
    rows = []
    for way in ways:
        first, second = visits[way.name][0]
        raw = sum((browser.folder / path).stat().st_size for path in first.asked)
        rows.append(
            (
                way.name,
                milliseconds(median(way.name, 0, lambda visit: visit.longest)),
                milliseconds(median(way.name, 0, lambda visit: visit.blocked)),
                f"{len(first.asked)} / {len(second.asked)}",
                weight(raw),
                *([weight(sum(weighed[path] for path in first.asked))] if weighed else []),
                f"{median(way.name, 0, lambda visit: visit.memory) / 1e6:.0f} MB",
            )
        )
    head = (
        "until the first answer",
        "longest task of the page",
        "all long tasks",
        "files, first / second visit",
        "raw",
        *(["by brotli"] if weighed else []),
        "memory",
    )
    print(table(f"What it takes {title}", head, rows, markdown))
    if ways is SERVER:
        files = site_files(ROOT / "site")
        size = sum((ROOT / "site" / entry["url"]).stat().st_size for entry in files)
        print(f"\nAfter a first visit the browser keeps this site whole: {len(files)} files, {size / 1e6:.1f} MB raw, in the background.")


def _next_answers(browser: Browser, markdown: bool) -> None:
    rows = []
    for calculator in DECISIONS:
        way = Way(calculator, CALCULATOR_PAGES.format(calculator), "http", ours=True)
        rows.append(_row(calculator, browser.next_answers(way, cases(calculator))))
    known = [answers for answers, _ in known_cases(Edition.from_data(rules()))]
    for way in SERVER:
        if not way.ours:
            rows.append(_row(f"{NAME}, {way.name}", browser.next_answers(way, known if way.name == BY_HAND else cases(NAME))))
    print(table("Next answers, worked cases of the edition", ("next answers", "median", "99th percentile", "cases"), rows, markdown))


def _row(name: str, times: Iterable[float]) -> tuple[str, ...]:
    ordered = sorted(times)
    at_99 = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]
    return name, f"{statistics.median(ordered):.1f} ms", f"{at_99:.1f} ms", str(len(ordered))


def _pdfs(rounds: int, markdown: bool) -> None:
    rows = []
    for name, measured in written(CURRENT, rounds):
        seconds, processor, memory, size = (
            statistics.median(getattr(one, field) for one in measured) for field in Written.__dataclass_fields__
        )
        rows.append((name, f"{seconds:.1f} s", f"{processor:.1f} s", f"{memory:.0f} MB", f"{size:.2f} MB"))
    head = ("one process", "on the clock", "of one core", "memory", "size")
    print(table(f"PDFs of edition {CURRENT}", head, rows, markdown))


if __name__ == "__main__":
    if not Path("site/index.html").exists():
        raise SystemExit("There is no site to measure; build it first: make site")
    main()
