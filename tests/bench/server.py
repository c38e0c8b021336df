"""A server of the folder that is measured, which keeps a record of what it was asked for and what that weighs."""

import shutil
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from publishing.compress import compress
from tests.bench.peers import FILES


class _Patient(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """Say nothing of a browser that was ended while it still fetched."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*_)


class Server:
    """Serves a folder on this machine. asked: the path of each file that went out whole, in their order."""

    def __init__(self, folder: Path):
        self.asked: list[str] = []
        asked = self.asked

        class Noting(SimpleHTTPRequestHandler):
            extensions_map = SimpleHTTPRequestHandler.extensions_map | {
                ".wasm": "application/wasm",
                ".js": "text/javascript",
                ".mjs": "text/javascript",
            }

            def send_head(self) -> Any:
                path = unquote(urlsplit(self.path).path).lstrip("/")
                if path.startswith("plainly/") and path.endswith(FILES["snapshot.bin"]):
                    self.send_error(404)
                    return None
                self._path = path
                return super().send_head()

            def send_response(self, code: int, message: str | None = None) -> None:
                if code == 200:
                    asked.append(self._path)
                super().send_response(code, message)

            def end_headers(self) -> None:
                page = self.path.endswith((".html", "service-worker.js"))
                self.send_header("Cache-Control", "no-cache" if page else "public, max-age=31536000, immutable")
                super().end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self._http = _Patient(("127.0.0.1", 0), partial(Noting, directory=str(folder)))
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self._http.server_address[1]}"

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()


def compressed(folder: Path, paths: set[str]) -> dict[str, int]:
    """Return what each file weighs as a server gives it that has it compressed by brotli beforehand, as publishing does."""
    with tempfile.TemporaryDirectory() as name:
        copies = Path(name)
        (copies / "index.html").touch()
        for number, path in enumerate(sorted(paths)):
            shutil.copyfile(folder / path, copies / f"{number}-{Path(path).name}")
        compress(copies)
        sizes = {}
        for number, path in enumerate(sorted(paths)):
            copy = copies / f"{number}-{Path(path).name}"
            smaller = copy.with_name(f"{copy.name}.br")
            sizes[path] = (smaller if smaller.exists() else copy).stat().st_size
        return sizes
