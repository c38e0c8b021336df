"""A real Chromium over both doors, http and a folder, with every request on record."""

import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.doors import door, pytest_generate_tests, server

__all__ = ["door", "pytest_generate_tests", "server"]

ROOT = Path(__file__).resolve().parent.parent.parent
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


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        path = BROWSER.read_text(encoding="utf-8").strip()
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


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
