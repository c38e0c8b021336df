"""Changes one small thing at a time in the calculators and asks whether a test sees it.

    python -m tests.mutants [--minutes 20] [--workers 2] [--only TEXT] [--list] [--anew]

A run goes on where the last one of the same code, tests and policy ended. Prints each change that no test sees, and how many were seen. Exit status: 0 enough are seen and the rest is explained in
tests/mutants.yml; 1 too few, one that is not explained, or an explanation that no longer holds; 2 it could not be run.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutants.explained import NotReadable, explanations, in_vain
from tests.mutants.judged import Verdict, durations, judge, shuffled, warm_up
from tests.mutants.kept import Kept, state
from tests.mutants.made import ROOT, files, mutants_of

ENOUGH = 0.95
KEPT = ROOT / "build" / "mutants"
SEEN = ("killed", "too slow")
FATES = (*SEEN, "survived", "not reached")


def main() -> int:
    """Run, print and return the exit status."""
    options = _options()
    try:
        explained = explanations()
    except NotReadable as fault:
        print(fault, file=sys.stderr)
        return 2
    every = [mutant for file in files() for mutant in mutants_of(file, (ROOT / file).read_text(encoding="utf-8"))]
    made = [mutant for mutant in every if all(text in str(mutant) for text in options.only)]
    if options.list:
        print(*made, sep="\n")
        return 0
    until = time.monotonic() + options.minutes * 60
    warm_up()
    kept = Kept(KEPT / state())
    known = kept.times()
    try:
        if known is None:
            with TemporaryDirectory() as folder:
                known = durations(Path(folder) / "times.json")
            kept.keep_times(known)
    except RuntimeError as fault:
        print(fault, file=sys.stderr)
        return 2
    verdicts = [] if options.anew else kept.verdicts(made)
    judged = {verdict.mutant for verdict in verdicts}
    keys = {entry.key for entry in explained}
    # What is explained comes last: it runs every test to the end, and where time is short its explanation stands.
    order = sorted((mutant for mutant in shuffled(made) if mutant not in judged), key=lambda mutant: mutant.key in keys)
    print(f"{len(made):,} changes, {len(judged):,} tried in earlier runs; {options.minutes:g} minutes at most", flush=True)
    for verdict in chain(tuple(verdicts), judge(order, known, options.workers, until)):
        if verdict.mutant not in judged:
            verdicts.append(verdict)
            kept.keep(verdict)
        if verdict.fate == "survived" and verdict.mutant.key not in keys:
            print(f"SURVIVED {verdict.mutant}", flush=True)
    lost = in_vain(explained, every, [verdict.mutant for verdict in verdicts if verdict.fate in SEEN])
    for entry, why in lost:
        print(f"EXPLAINED IN VAIN ({why}) {entry}")
    return _report(verdicts, keys, len(lost))


def _report(verdicts: list[Verdict], keys: set[tuple[str, str, str, str]], lost: int) -> int:
    by_file: dict[str, Counter[str]] = defaultdict(Counter)
    for verdict in verdicts:
        by_file[verdict.mutant.file][verdict.fate] += 1
    print(f"\n{'':40}" + "".join(f"{fate:>13}" for fate in FATES))
    for file, fates in [*sorted(by_file.items()), ("in all", sum(by_file.values(), Counter()))]:
        print(f"{file:40}" + "".join(f"{fates[fate]:>13,}" for fate in FATES))
    reached = [verdict for verdict in verdicts if verdict.fate != "not reached"]
    seen = sum(verdict.fate in SEEN for verdict in reached)
    open_ones = sum(verdict.fate == "survived" and verdict.mutant.key not in keys for verdict in reached)
    share = seen / len(reached) if reached else 0.0
    seconds = sum(verdict.seconds for verdict in reached)
    print(
        f"\n{seen:,} of {len(reached):,} reached were killed, {share:.1%} (at least {ENOUGH:.0%}); {seconds:,.0f} seconds of processor time"
    )
    print(f"survived: {len(reached) - seen - open_ones} explained in tests/mutants.yml, {open_ones} not; explained in vain: {lost}")
    return 0 if share >= ENOUGH and not open_ones and not lost else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=20, help="after this time what is left counts as not reached")
    parser.add_argument("--workers", type=int, default=2, help="how many run at once")
    parser.add_argument(
        "--only", action="append", default=[], metavar="TEXT", help="only changes whose file, line or function has this text"
    )
    parser.add_argument("--list", action="store_true", help="print the changes and try none")
    parser.add_argument("--anew", action="store_true", help="try again also what earlier runs tried")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
