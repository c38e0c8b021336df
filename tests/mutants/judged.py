"""Runs the tests of the calculators on mutants, each in a process of its own that lives only in memory.

This process imports what is slow to import (pytest, Hypothesis, the edition's files) but never a calculator. For each mutant
it forks a child, which reads the changed module in place of the file and runs the fast tests first until one fails. No file
is changed, nothing that a mutant leaves in memory reaches the next, and what a module keeps (a decision's diagram) is made
anew. mutmut's own runner forks from a process that has run the tests and holds the diagrams already; it cannot be used here.
"""

import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import Any, NoReturn

from tests.mutants.made import ROOT, Mutant

TESTS = ("tests/calculators",)
# The command line starts processes of its own, which no mutant in memory reaches; the tests of the proof judge the proof; a
# million entries only show that nothing hangs.
PASSED_OVER = ("test_command_line.py", "::test_the_proof_sees_", "::test_a_million_")
PROFILE = "mutants"
MEMORY = 4 * 1024**3
SLOWER, AT_LEAST = 10, 5.0
PASSED, FAILED, TOO_SLOW = 0, 1, 77
OF_THE_CALCULATORS = ("publishing.fact_words", "publishing.rules")


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant. fate: "killed", "too slow" (killed by the clock), "survived" or "not reached"."""

    mutant: Mutant
    fate: str
    seconds: float


def warm_up() -> None:
    """Import what every child needs, and read the edition's files once; let every child import the calculators anew."""
    sys.path.insert(0, str(ROOT))
    import hypothesis.extra  # noqa: F401
    import hypothesis.strategies  # noqa: F401
    import pytest  # noqa: F401

    import publishing.load as load
    import publishing.rules  # noqa: F401

    load.load_edition, load.load_library = cache(load.load_edition), cache(load.load_library)
    for name in load.load_library().editions:
        load.load_edition(name)
    # What has imported a calculator would go on with it as it is, and a mutant of it would not be seen.
    for name in [name for name in sys.modules if name.split(".")[0] == "calculators" or name in OF_THE_CALCULATORS]:
        del sys.modules[name]


def durations(times: Path) -> dict[str, float]:
    """Run every test on the code as it is and return how long each took; raises `RuntimeError` if one fails."""
    pid = _fork(lambda: _run(_Plan(times=times)))
    _, status = os.waitpid(pid, 0)
    if os.waitstatus_to_exitcode(status) != PASSED:
        raise RuntimeError("the tests do not pass on the code as it is; run them first: .venv/bin/python -m pytest tests/calculators")
    return json.loads(times.read_text(encoding="utf-8"))


def judge(mutants: Iterable[Mutant], known: Mapping[str, float], workers: int, until: float) -> Iterator[Verdict]:
    """Yield a verdict on each mutant as it comes; after `until` (of `time.monotonic`) the rest is "not reached"."""
    waiting, running = list(reversed(list(mutants))), dict[int, Mutant]()
    while waiting or running:
        while waiting and len(running) < workers and time.monotonic() < until:
            mutant = waiting.pop()
            running[_fork(lambda mutant=mutant: _try(mutant, known))] = mutant
        if time.monotonic() >= until:
            for pid in running:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            yield from (Verdict(mutant, "not reached", 0.0) for mutant in [*running.values(), *waiting])
            return
        pid, status, used = os.wait4(-1, os.WNOHANG)
        if not pid:
            time.sleep(0.005)
            continue
        fate = {PASSED: "survived", TOO_SLOW: "too slow"}.get(os.waitstatus_to_exitcode(status), "killed")
        yield Verdict(running.pop(pid), fate, used.ru_utime + used.ru_stime)


def _fork(work: Callable[[], int]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = FAILED
    try:
        code = work()
    finally:
        os._exit(code)


def _try(mutant: Mutant, known: Mapping[str, float]) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    source = mutant.source((ROOT / mutant.file).read_text(encoding="utf-8"))
    sys.meta_path.insert(0, _Changed(mutant.module, ROOT / mutant.file, source))
    return _run(_Plan(known=known, of=mutant))


def _run(plan: "_Plan") -> int:
    import pytest

    os.chdir(ROOT)
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2) if plan.of else (1,):
        os.dup2(silent, stream)
    arguments = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--assert=plain", f"--hypothesis-profile={PROFILE}"]
    arguments += ["-x", "--tb=no"] if plan.of else ["--tb=short"]
    return int(pytest.main([*arguments, *TESTS], plugins=[plan]))


class _Plan:
    """Which tests run, in which order, and how long each may take; without a mutant: how long each took, written to `times`."""

    def __init__(self, known: Mapping[str, float] | None = None, of: Mutant | None = None, times: Path | None = None):
        self.known, self.of, self.times = known or {}, of, times
        self.took: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        others = _other_calculators(self.of)
        items[:] = [item for item in items if not any(part in item.nodeid for part in (*PASSED_OVER, *others))]
        items.sort(key=lambda item: self.known.get(item.nodeid, 0.0))

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.took[nodeid] = time.process_time()
        if self.of:
            signal.signal(signal.SIGPROF, _too_slow)
            signal.setitimer(signal.ITIMER_PROF, AT_LEAST + SLOWER * self.known.get(nodeid, 0.0))

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.took[nodeid] = time.process_time() - self.took[nodeid]

    def pytest_sessionfinish(self) -> None:
        if self.times:
            self.times.write_text(json.dumps(self.took), encoding="utf-8")


def _too_slow(*_: Any) -> NoReturn:
    os._exit(TOO_SLOW)


def _other_calculators(mutant: Mutant | None) -> tuple[str, ...]:
    """Return the names of the calculators that a mutant cannot touch: all but its own, none for what they share."""
    import publishing.load as load

    names = list(load.load_edition(load.load_library().current).cases)
    own = Path(mutant.file).stem.replace("_", "-") if mutant else None
    return tuple(name for name in names if own in names and name != own)


class _Changed(MetaPathFinder):
    """Finds one module and gives it another source."""

    def __init__(self, name: str, path: Path, source: str):
        self.name, self.path, self.source = name, path, source

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        return spec_from_file_location(fullname, self.path, loader=_ChangedLoader(fullname, str(self.path), self.source))


class _ChangedLoader(SourceFileLoader):
    def __init__(self, name: str, path: str, source: str):
        super().__init__(name, path)
        self.source = source

    def get_code(self, fullname: str) -> Any:
        return compile(self.source, self.path, "exec")


def shuffled(mutants: Iterable[Mutant]) -> list[Mutant]:
    """Return mutants in an order by chance, always the same, so that a run cut short has seen a fair sample."""
    mixed = list(mutants)
    random.Random(len(mixed)).shuffle(mixed)
    return mixed
