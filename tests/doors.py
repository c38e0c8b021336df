"""The two doors of the built site: a server of it on this machine, and its folder."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

__all__ = ["SITE", "Handler", "door", "pytest_generate_tests", "server"]

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
    """Try each test over both doors, or over those that its module names in DOORS, or over the one that its own mark names."""
    marked = any("door" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "door" in metafunc.fixturenames and not marked:
        metafunc.parametrize("door", getattr(metafunc.module, "DOORS", ("http", "file")), indirect=True)


@pytest.fixture
def door(request, server):
    """The address of the site's folder: from a server ("http"), or by double-click ("file")."""
    return server if request.param == "http" else SITE.as_uri()
