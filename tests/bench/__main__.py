"""Measures how long a reader waits for the first answer and for the next ones, and what the PDF of an edition takes.

    python -m tests.bench [--rounds 5]

Prints medians in milliseconds and ratios to plain Pyodide in a worker, started in the same way from the same server or folder.
The ways take turns in each round, each with a fresh profile. Nothing is asserted: a figure says what was seen on this machine.
"""

import argparse
import statistics
from pathlib import Path

from tests.bench.pdf import Written, written
from tests.bench.ways import CURRENT, FOLDER, SERVER, WARM, Browser, Way, peers_folder


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each way is measured")
    rounds = parser.parse_args().rounds
    _pdfs(rounds)
    with peers_folder() as folder, Browser(folder) as browser:
        for title, ways in (("from a server", SERVER), ("from a folder", FOLDER)):
            _first_answers(browser, title, ways, rounds)
        _warm_answers(browser)


def _pdfs(rounds: int) -> None:
    print(f"\nPDFs of edition {CURRENT}, one process, median of {rounds}")
    for name, measured in written(CURRENT, rounds):
        seconds, processor, memory, size = (
            statistics.median(getattr(one, field) for one in measured) for field in Written.__dataclass_fields__
        )
        print(f"  {name:44} {seconds:7.1f} s   {processor:5.1f} s of one core   {memory:4.0f} MB memory   {size:.2f} MB")


def _first_answers(browser: Browser, title: str, ways: tuple[Way, ...], rounds: int) -> None:
    seen: dict[str, list[float]] = {way.name: [] for way in ways}
    blocked: dict[str, list[float]] = {way.name: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            first, longest = browser.first_answer(way)
            seen[way.name].append(first)
            blocked[way.name].append(longest)
    peer = statistics.median(seen[ways[-1].name])
    print(f"\nFirst answer {title}: from navigation, fresh profile, median of {rounds}")
    for way in ways:
        first, longest = statistics.median(seen[way.name]), statistics.median(blocked[way.name])
        print(f"  {way.name:44} {first:7,.0f} ms   {first / peer:4.2f}   longest task of the page {longest:3.0f} ms")


def _warm_answers(browser: Browser) -> None:
    print("\nNext answers, from the page's question to its reply, worked cases of the current edition")
    for calculator in WARM:
        times = sorted(browser.warm_answers(calculator))
        at_99 = times[min(len(times) - 1, int(0.99 * len(times)))]
        print(f"  {calculator:44} {statistics.median(times):7.1f} ms median   {at_99:6.1f} ms 99th percentile   {len(times)} cases")


if __name__ == "__main__":
    assert Path("site/index.html").exists(), "run `make site` first"
    main()
