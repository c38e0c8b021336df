"""Lays a compressed copy beside each file of a site, for servers that give what is compressed beforehand."""

import subprocess
from pathlib import Path

SCRIPT = Path(__file__).with_name("compress.mjs")


def compress(folder: Path) -> str:
    """Write NAME.br and NAME.gz beside every file that gets smaller by it; return one line with the sizes.

    Raises `RuntimeError` where the folder holds no index.html, or Node refuses.
    """
    if not (folder / "index.html").is_file():
        raise RuntimeError(f"{folder} holds no index.html; build the site first: make site")
    done = subprocess.run(["node", str(SCRIPT), str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{folder} could not be compressed: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout.strip()
