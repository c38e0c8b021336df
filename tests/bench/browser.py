"""A reader's Chromium: each visit in a profile that is new, or that has been on the page once, started anew."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from tests.bench.peers import ROOT
from tests.bench.server import Server
from tests.bench.ways import ANSWERS, OUTCOME, READER_TAKES, Showing, Way

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"
PATIENCE = 300_000  # milliseconds
REST = 1000  # milliseconds in which the browser writes down what it keeps, or comes to rest after its start

# Every long task of the page, seen from its first moment on.
LONG_TASKS = """
self.longTasks = [];
self.seeLongTasks = new PerformanceObserver((list) => self.longTasks.push(...list.getEntries().map((entry) => entry.duration)));
self.seeLongTasks.observe({ type: "longtask", buffered: true });
"""
FIRST = """async (given) => {
    const answer = await (ASKED)();
    const outcome = await answer(given);
    return { took: performance.now(), outcome: outcome.outcome };
}"""
TASKS = "() => [...self.longTasks, ...self.seeLongTasks.takeRecords().map((entry) => entry.duration)]"
NEXT = """async (cases) => {
    const answer = await (ASKED)();
    await answer(cases[0]);
    const times = [];
    for (const given of cases) {
        const began = performance.now();
        await answer(given);
        times.push(performance.now() - began);
    }
    return times;
}"""
# When a text first stands in the page, at a place that the selector names.
FIRST_SHOWN = """
self.firstShown = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
        if (![...document.querySelectorAll(PLACE)].some((place) => place.textContent.includes(TEXT))) return;
        observer.disconnect();
        resolve(performance.now());
    });
    observer.observe(document, { childList: true, characterData: true, subtree: true });
});
"""
SHOWN = "(patience) => Promise.race([self.firstShown, new Promise((resolve) => setTimeout(resolve, patience, null))])"


@dataclass(frozen=True)
class Shown:
    """A visit until the outcome stood in the page.

    took: milliseconds from navigation, or None where it did not come; asked: the files that were fetched; elsewhere: the other
    hosts that were asked for something, once for each request.
    """

    took: float | None
    asked: list[str]
    elsewhere: list[str]


@dataclass(frozen=True)
class Visit:
    """What a visit took until its first answer.

    took: milliseconds from navigation; longest, blocked: of the page's long tasks; asked: the files that were fetched, by
    their path below the folder; memory: bytes of the page's process (its share of what it shares).
    """

    took: float
    longest: float
    blocked: float
    asked: list[str] = field(repr=False)
    memory: int


class Browser:
    """Chromium as readers have it, and the server of the folder that is measured."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.path = Path((ROOT / "build" / "setup" / "browser-whole").read_text(encoding="utf-8").strip())

    def __enter__(self) -> "Browser":
        self._server = Server(self.folder)
        self._playwright: Playwright = sync_playwright().start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._playwright.stop()
        self._server.stop()

    def version(self) -> str:
        with _profile() as profile, self._started(profile) as (context, _):
            assert context.browser
            return str(context.browser.version)

    def visits(self, way: Way) -> tuple[Visit, Visit]:
        """Return the first visit with a new profile, and the second with the same one, each in a browser that was just started."""
        with _profile() as profile:
            with self._started(profile) as (context, page):
                first = self._visit(context, page, way)
                _keep(page, way)
                page.wait_for_timeout(REST)
            with self._started(profile) as (context, page):
                return first, self._visit(context, page, way)

    def wait_after_press(self, way: Way) -> float:
        """Return milliseconds that a reader waits who presses the button some time after coming, with a new profile."""
        program = way.pressed.replace("TAKES", str(READER_TAKES)).replace("GIVEN", json.dumps(ANSWERS))
        with _profile() as profile, self._started(profile) as (_, page):
            self._go(page, way)
            return float(page.evaluate(program))

    def next_answers(self, way: Way, cases: list[dict[str, Any]]) -> list[float]:
        """Return milliseconds of each case, asked one after the other of a page that has answered."""
        with _profile() as profile, self._started(profile) as (_, page):
            self._go(page, way)
            _keep(page, way)
            return [float(time) for time in page.evaluate(NEXT.replace("ASKED", way.asked), cases)]

    def answers(self, way: Way, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the outcome of each case."""
        program = "async (cases) => { const answer = await (ASKED)(); const all = []; for (const one of cases) all.push(await answer(one)); return all; }"
        with _profile() as profile, self._started(profile) as (_, page):
            self._go(page, way)
            return list(page.evaluate(program.replace("ASKED", way.asked), cases))

    def first_shown(self, way: Showing, text: str, picture: Path) -> Shown:
        """Return when the text first stood in the page, with a new profile; take a picture a moment later, when it has come into sight."""
        elsewhere: list[str] = []
        with _profile() as profile, self._started(profile, elsewhere) as (_, page):
            page.add_init_script(FIRST_SHOWN.replace("PLACE", json.dumps(way.place)).replace("TEXT", json.dumps(text)))
            before = len(self._server.asked)
            page.goto(f"{self._server.address}/{way.page}", wait_until="domcontentloaded")
            if way.act:
                page.evaluate(way.act, ANSWERS)
            took = page.evaluate(SHOWN, PATIENCE)
            asked = self._server.asked[before:]
            page.wait_for_timeout(REST)
            page.screenshot(path=picture)
        return Shown(took, asked, [str(urlsplit(address).hostname) for address in elsewhere])

    @contextmanager
    def _started(self, profile: Path, told: list[str] | None = None) -> Iterator[tuple[BrowserContext, Page]]:
        """Yield a browser's window and its page. told: takes the addresses at other hosts that were asked for; without it one is a fault."""
        context = self._playwright.chromium.launch_persistent_context(profile, executable_path=self.path, args=[*FLAGS, NO_OTHER_HOST])
        page = context.pages[0]
        page.set_default_timeout(PATIENCE)
        page.set_default_navigation_timeout(PATIENCE)
        page.wait_for_timeout(REST)
        elsewhere: list[str] = [] if told is None else told
        context.on("request", lambda request: elsewhere.append(request.url) if not self._is_here(request.url) else None)
        yield context, page
        context.close()
        if elsewhere and told is None:
            raise RuntimeError(f"asked another host: {elsewhere[0]}")

    def _is_here(self, address: str) -> bool:
        return address.startswith((self._server.address, "file:", "blob:", "data:", "about:"))

    def _go(self, page: Page, way: Way) -> None:
        folder = self.folder.as_uri() if way.door == "file" else self._server.address
        page.goto(f"{folder}/{way.page}", wait_until="commit")
        page.wait_for_load_state("domcontentloaded")

    def _visit(self, context: BrowserContext, page: Page, way: Way) -> Visit:
        page.add_init_script(LONG_TASKS)
        read: list[str] = []
        if way.door == "file":
            page.on("request", lambda request: read.append(request.url))
        before = len(self._server.asked)
        self._go(page, way)
        found = page.evaluate(FIRST.replace("ASKED", way.asked), ANSWERS)
        asked = self._server.asked[before:]
        if way.door == "file":
            prefix = f"{urlsplit(self.folder.as_uri()).path}/"
            asked = [unquote(urlsplit(url).path).removeprefix(unquote(prefix)) for url in read if url.startswith("file:")]
        if found["outcome"] != OUTCOME:
            raise RuntimeError(f"{way.name} answers {found['outcome']}")
        tasks = page.evaluate(TASKS)
        return Visit(found["took"], max(tasks, default=0), sum(tasks), asked, _memory(context))


def _keep(page: Page, way: Way) -> None:
    """Wait until the browser has kept what the page has it keep."""
    if way.kept:
        page.locator("[data-calculator]").dispatch_event("policy:answered")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")


@contextmanager
def _profile() -> Iterator[Path]:
    """Yield a new profile's folder; a browser that was ended may still write into it when it goes."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        yield Path(name)


def _memory(context: BrowserContext) -> int:
    """Return the bytes of the largest process of pages: its own, and its share of what several have."""
    assert context.browser
    told = context.browser.new_browser_cdp_session()
    processes = told.send("SystemInfo.getProcessInfo")["processInfo"]
    told.detach()
    return max(_share(process["id"]) for process in processes if process["type"] == "renderer")


def _share(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    (found,) = (line for line in lines if line.startswith("Pss:"))
    return int(found.split()[1]) * 1024
