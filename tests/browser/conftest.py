"""A real Chromium over both doors, http and a folder, with every request on record."""

import shutil
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
SITE = ROOT / "site"
BROWSER = ROOT / "build" / "setup" / "browser"
PDFTOTEXT = ROOT / "build" / "setup" / "pdftotext"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Handler(SimpleHTTPRequestHandler):
    """Serves the site as any small server would, without a word."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".wasm": "application/wasm", ".js": "text/javascript"}

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        path = BROWSER.read_text(encoding="utf-8").strip()
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server():
    """The address of a server of the site on this machine."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(SITE)))
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://localhost:{http.server_address[1]}"
    http.shutdown()


def pytest_generate_tests(metafunc):
    """Try each test over both doors, or over those that its module names in DOORS, or over the one that its own mark names."""
    marked = any("door" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "door" in metafunc.fixturenames and not marked:
        metafunc.parametrize("door", getattr(metafunc.module, "DOORS", ("http", "file")), indirect=True)


@pytest.fixture
def door(request, server):
    """The address of the site's folder: from a server ("http"), or by double-click ("file")."""
    return server if request.param == "http" else SITE.as_uri()


def _is_fault(request):
    """Say whether a request failed by a fault; one that the browser gave up because the page was left is none."""
    return request.failure != "net::ERR_ABORTED"


@pytest.fixture
def page(chromium, door):
    """A fresh page. After the test every request must have gone to the site itself, and nothing may have gone wrong."""
    # A service worker would fetch behind the tests' back; tests/browser/test_offline.py lets it work.
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", service_workers="block")
    page = context.new_page()
    page.requests, page.wrong = [], []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("requestfailed", lambda request: page.wrong.append(f"failed: {request.url}") if _is_fault(request) else None)
    page.on("console", lambda message: page.wrong.append(message.text) if message.type == "error" else None)
    page.set_default_timeout(60_000)
    yield page
    stored = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    cookies = context.cookies()
    context.close()
    assert page.wrong == []
    for address in page.requests:
        assert address.startswith((door, f"blob:{'null' if door.startswith('file') else door}", "data:")), f"asked another host: {address}"
        assert not urlsplit(address).query, f"something stands in the address: {address}"
    assert cookies == []
    assert [name for name in stored if "palette" not in name] == []


@pytest.fixture
def printed(tmp_path):
    """Return a function that prints a page into a file."""

    def file(page):
        path = tmp_path / "printed.pdf"
        page.pdf(path=path, prefer_css_page_size=True)
        return path

    return file


@pytest.fixture
def printed_sheets(printed):
    """Return a function that prints a page and gives the text of each sheet."""
    reader = PDFTOTEXT.read_text(encoding="utf-8").strip()
    return lambda page: subprocess.check_output([reader, "-layout", printed(page), "-"], text=True).split("\f")[:-1]


@pytest.fixture
def pictures_of_sheets(printed, tmp_path):
    """Return a function that prints a page and gives a small grey picture of each sheet."""
    painter = Path(PDFTOTEXT.read_text(encoding="utf-8").strip()).with_name("pdftoppm")

    def pictures(page):
        folder = tmp_path / "sheets"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        subprocess.check_call([painter, "-gray", "-r", "20", printed(page), folder / "sheet"])
        return [path.read_bytes() for path in sorted(folder.iterdir())]

    return pictures
