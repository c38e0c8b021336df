"""The two doors of the built site: a server of it on this machine, and its folder."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

__all__ = ["BOTH", "SITE", "Handler", "door", "pytest_generate_tests", "server"]

BOTH = ("http", "file")
USUAL = ("file", pytest.param("http", marks=pytest.mark.whole))
SITE = Path(__file__).resolve().parent.parent / "site"


class Handler(SimpleHTTPRequestHandler):
    """Serves the site as any small server would, without a word."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".wasm": "application/wasm", ".js": "text/javascript"}

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def server():
    """The address of a server of the site on this machine."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(SITE)))
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://localhost:{http.server_address[1]}"
    http.shutdown()


def pytest_generate_tests(metafunc):
    """Try each test over the doors that its module names in DOORS, or that its own mark names.

    Where neither does, the door matters little, and the narrower one, the folder, is tried; the other by `make test-all`.
    """
    marked = any("door" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "door" in metafunc.fixturenames and not marked:
        metafunc.parametrize("door", getattr(metafunc.module, "DOORS", USUAL), indirect=True)


@pytest.fixture
def door(request, server):
    """The address of the site's folder: from a server ("http"), or by double-click ("file")."""
    return server if request.param == "http" else SITE.as_uri()
