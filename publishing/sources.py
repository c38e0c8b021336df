"""What something is made from, as one hash: it is made again where the hash is another."""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path


def hash_of(paths: Iterable[Path], *told: str) -> str:
    """Return the SHA-256 of files and of all files of folders, their places, this Python, and what else is told."""
    digest = hashlib.sha256(sys.version.encode())
    for text in told:
        digest.update(text.encode() + b"\0")
    for path in paths:
        for file in _files(path):
            digest.update(file.relative_to(path.parent).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        return
    found = (file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    yield from sorted(found) if path.is_dir() else [path]
