"""The ways to a first answer that are measured: ours, and plain Pyodide in a worker as its own documentation shows it."""

import base64
import gzip
import json
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from calculators import DECISIONS
from publishing.load import load_edition, load_library
from publishing.rules import calculator_data
from publishing.runtime.bundle import PYODIDE, RUNTIME, runtime_files

ROOT = Path(__file__).resolve().parent.parent.parent
CURRENT = load_library().current
WARM = tuple(DECISIONS)
FILES = runtime_files()["files"]
ANSWERS = {"as_of": "2026-06-01", "carer": "grandparent"}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

# Every long task of the page, seen from its first moment on.
LONG_TASKS = """
self.longTasks = [];
new PerformanceObserver((list) => self.longTasks.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ type: "longtask", buffered: true });
"""
OURS = """async (answers) => {
    const data = JSON.parse(document.querySelector("[data-rules]").textContent);
    const runtime = await policyCalculator.runtime();
    await runtime.answer(data.rules, answers);
    return performance.now();
}"""
THEIRS = "async () => { await self.firstAnswer; return performance.now(); }"


@dataclass(frozen=True)
class Way:
    """One way: its name, the page that is opened (below the site, or below the folder of peers), and what waits for the answer."""

    name: str
    page: str
    wait: str
    door: str
    without_memory: bool = False


CALCULATOR = f"site/{CURRENT}/calculators/private-fostering.html"
SERVER = (
    Way("ours, from the kept memory", CALCULATOR, OURS, "http"),
    Way("ours, started plainly", CALCULATOR, OURS, "http", without_memory=True),
    Way("plain Pyodide in a worker", "peers/server.html", THEIRS, "http"),
)
FOLDER = (
    Way("ours, from the kept memory", CALCULATOR, OURS, "file"),
    Way("plain Pyodide, embedded in the same way", "peers/folder.html", THEIRS, "file"),
)

WORKER = """
self.onmessage = async ({ data: { files, indexURL, answers, rules } }) => {
    if (files) {
        self.fetch = async (request) => new Response(files[String(request.url ?? request).split("/").pop()],
            { headers: { "Content-Type": "application/wasm" } });
        for (const name of ["pyodide.js", "pyodide.asm.js"]) importScripts(URL.createObjectURL(new Blob([files[name]])));
    } else importScripts(indexURL + "pyodide.js");
    const lock = files && JSON.parse(new TextDecoder().decode(files["pyodide-lock.json"]));
    const pyodide = await loadPyodide({ indexURL, ...(lock ? { lockFileContents: lock } : {}) });
    const wheel = files ? files["calculators.whl"] : await (await fetch(indexURL + "calculators.whl")).arrayBuffer();
    pyodide.unpackArchive(wheel, "wheel");
    pyodide.runPython("import calculators.browser as door");
    const door = pyodide.globals.get("door");
    self.postMessage(door.call("answer", "private-fostering", rules, answers));
};
"""
PAGE = """<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>peer</title><script src="data.js"></script>{scripts}<script>
self.firstAnswer = (async () => {{
    {start}
    const reply = new Promise((resolve) => {{ worker.onmessage = ({{ data }}) => resolve(data); }});
    worker.postMessage(message, Object.values(message.files ?? {{}}));
    return reply;
}})();
</script></html>"""
FROM_SERVER = """const worker = new Worker("worker.js");
    const message = { ...self.asked, indexURL: new URL("pyodide/", location.href).href };"""
FROM_FOLDER = """const files = {};
    for (const [name, text] of Object.entries(self.embedded)) {
        const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        files[name] = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    }
    const worker = new Worker(URL.createObjectURL(new Blob([self.program])));
    const message = { ...self.asked, files, indexURL: "https://runtime.invalid/" };"""


@contextmanager
def peers_folder() -> Iterator[Path]:
    """Yield a folder with `site`, a link to the built site, and `peers`, the pages of plain Pyodide with the same calculators."""
    with tempfile.TemporaryDirectory() as name:
        folder, peers = Path(name), Path(name) / "peers"
        (folder / "site").symlink_to(ROOT / "site")
        (peers / "pyodide").mkdir(parents=True)
        for file in ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"):
            shutil.copyfile(PYODIDE / file, peers / "pyodide" / file)
        shutil.copyfile(RUNTIME / FILES["calculators.whl"], peers / "pyodide" / "calculators.whl")
        asked = {"answers": json.dumps(ANSWERS), "rules": json.dumps(calculator_data(load_edition(CURRENT)))}
        (peers / "data.js").write_text(f"self.asked = {json.dumps(asked)};", encoding="utf-8")
        (peers / "worker.js").write_text(WORKER, encoding="utf-8")
        packed = {path.name: base64.b64encode(gzip.compress(path.read_bytes())).decode() for path in (peers / "pyodide").iterdir()}
        script = f"self.embedded = {json.dumps(packed)}; self.program = {json.dumps(WORKER)};"
        (peers / "embedded.js").write_text(script, encoding="utf-8")
        (peers / "server.html").write_text(PAGE.format(scripts="", start=FROM_SERVER), encoding="utf-8")
        tag = '<script src="embedded.js"></script>'
        (peers / "folder.html").write_text(PAGE.format(scripts=tag, start=FROM_FOLDER), encoding="utf-8")
        yield folder


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".wasm": "application/wasm", ".js": "text/javascript"}

    def log_message(self, *_: Any) -> None:
        pass


class Browser:
    """A Chromium and a server of one folder."""

    def __init__(self, folder: Path):
        self.folder = folder

    def __enter__(self) -> "Browser":
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(self.folder)))
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        self._playwright = sync_playwright().start()
        path = (ROOT / "build" / "setup" / "browser-whole").read_text(encoding="utf-8").strip()
        self._chromium = self._playwright.chromium.launch(executable_path=path, args=FLAGS)
        return self

    def __exit__(self, *_: Any) -> None:
        self._chromium.close()
        self._playwright.stop()
        self._http.shutdown()

    def _address(self, way: Way) -> str:
        if way.door == "file":
            return (self.folder / way.page).as_uri()
        return f"http://localhost:{self._http.server_address[1]}/{way.page}"

    def first_answer(self, way: Way) -> tuple[float, float]:
        """Return milliseconds from navigation to the first answer, and the longest task of the page, with a fresh profile."""
        context = self._chromium.new_context()
        page = context.new_page()
        page.set_default_timeout(120_000)
        page.add_init_script(LONG_TASKS)
        if way.without_memory:
            page.route(f"**/{FILES['snapshot.bin']}", lambda route: route.abort())
        page.goto(self._address(way), wait_until="commit")
        page.wait_for_load_state("domcontentloaded")
        took = float(page.evaluate(way.wait, ANSWERS) if way.wait == OURS else page.evaluate(way.wait))
        longest = max(page.evaluate("self.longTasks"), default=0.0)
        context.close()
        return took, float(longest)

    def warm_answers(self, calculator: str) -> list[float]:
        """Return milliseconds of each worked case of a calculator, asked one after the other of a page that has answered."""
        context = self._chromium.new_context()
        page = context.new_page()
        page.goto(self._address(Way("", f"site/{CURRENT}/calculators/{calculator}.html", OURS, "http")))
        cases = [_plain(case.answers) for case in load_edition(CURRENT).cases[calculator]]
        times = page.evaluate(
            """async (cases) => {
                const data = JSON.parse(document.querySelector("[data-rules]").textContent);
                const runtime = await policyCalculator.runtime();
                await runtime.answer(data.rules, cases[0]);
                const times = [];
                for (const answers of cases) {
                    const began = performance.now();
                    await runtime.answer(data.rules, answers);
                    times.push(performance.now() - began);
                }
                return times;
            }""",
            cases,
        )
        context.close()
        return [float(time) for time in times]


def _plain(value: Any) -> Any:
    if hasattr(value, "items"):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value
