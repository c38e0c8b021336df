"""Makes the service worker by which a browser keeps the whole site: Workbox, the list of the site's files, and our own few lines.

Each file is named with the hash of its bytes. A site that is changed while it is fetched is therefore never kept half old and
half new, and a changed site is one whose service worker has other bytes.
"""

import base64
import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
END = Path(__file__).with_suffix(".js")
WORKBOX = ("workbox-core", "workbox-routing", "workbox-strategies", "workbox-precaching")  # each needs those before it
WORKER = "service-worker.js"
FOR_FOLDERS = "assets/runtime/embedded"  # what brings the runtime to a folder is never asked of a server


def make_service_worker(folder: Path) -> None:
    """Write the service worker of a built site into its folder; raises `RuntimeError` where Workbox is not there.

    It is the same for the same files, and is to be made when they are all there.
    """
    scripts = [MODULES / name / "build" / f"{name}.prod.js" for name in WORKBOX]
    missing = [script for script in scripts if not script.is_file()]
    if missing:
        raise RuntimeError(f"{missing[0].relative_to(ROOT)} is not there; run `npm ci` and try again")
    parts = [*(_without_map(script) for script in scripts), f"self.siteFiles = {json.dumps(site_files(folder))};"]
    (folder / WORKER).write_text("\n".join((*parts, END.read_text(encoding="utf-8"))), encoding="utf-8")


def site_files(folder: Path) -> list[dict[str, str]]:
    """Return what is kept of a built site, in the order of addresses: each with `url`, `revision` and `integrity`, as Workbox has them."""
    addresses = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    kept = sorted(address for address in addresses if address != WORKER and not address.startswith(FOR_FOLDERS))
    digests = {address: hashlib.sha256(addresses[address].read_bytes()).digest() for address in kept}
    return [
        {"url": address, "revision": digest.hex()[:16], "integrity": "sha256-" + base64.b64encode(digest).decode("ascii")}
        for address, digest in digests.items()
    ]


def _without_map(script: Path) -> str:
    """Return a script without its last line, which names a map for the library's developers."""
    return script.read_text(encoding="utf-8").partition("//# sourceMappingURL=")[0].strip()
