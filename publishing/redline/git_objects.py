"""Reads files of a commit from Git's objects: nothing is checked out, neither the index nor a file of the reader is touched."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_REGULAR = ("100644", "100755")
_ALL_SAID = 3  # hash, type and size; of an object that is not there, Git says two words


@dataclass(frozen=True)
class Repository:
    """A Git repository. top: its uppermost folder; prefix: the path of the policy data in it, with a slash at the end."""

    top: Path
    prefix: str

    @classmethod
    def around(cls, data: Path) -> "Repository":
        """Return the repository that holds the folder of policy data; raises `RuntimeError` where there is none."""
        try:
            found = _git(data, "rev-parse", "--show-toplevel", "--show-prefix").decode()
        except (FileNotFoundError, subprocess.CalledProcessError):
            raise RuntimeError(f"{data} is in no Git repository; name two editions, or run it where the policy is kept in Git") from None
        top, _, prefix = found.rstrip("\n").partition("\n")
        return cls(Path(top), prefix)

    def commit(self, ref: str) -> str | None:
        """Return the commit that a name stands for (a branch, a tag, HEAD~3, a hash), None where it stands for none."""
        try:
            return _git(self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
        except subprocess.CalledProcessError:
            return None

    def short(self, commit: str) -> str:
        """Return a commit's hash as short as it can be."""
        return _git(self.top, "rev-parse", "--short", commit).decode().strip()

    def write(self, commit: str, folder: Path) -> int:
        """Write the policy data of a commit below `folder`, which then is what the data's own folder was; return how many files.

        Raises `RuntimeError` with one line for a file that this clone does not hold.
        """
        listed = os.fsdecode(_git(self.top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", self.prefix or "."))
        entries = [entry.partition("\t") for entry in listed.split("\0") if entry]
        files = [(about.split(), path) for about, _, path in entries]
        wanted = [(sha, path) for (mode, _, sha), path in files if mode in _REGULAR and path.endswith(".yml")]
        contents = _git(self.top, "cat-file", "--batch", given="".join(f"{sha}\n" for sha, _ in wanted).encode())
        position = 0
        for _, path in wanted:
            end = contents.index(b"\n", position)
            about = contents[position:end].split()
            if len(about) < _ALL_SAID:
                raise RuntimeError(f"{path} at {self.short(commit)} is not in this clone; fetch the whole history, and try again")
            size = int(about[-1])
            _put(folder, path.removeprefix(self.prefix), contents[end + 1 : end + 1 + size])
            position = end + 1 + size + 1
        return len(wanted)


def _put(folder: Path, path: str, content: bytes) -> None:
    if ".." in PurePosixPath(path).parts:  # no sound tree holds it; it would leave the folder
        raise RuntimeError(f'the tree holds a path that leaves its folder: "{path}"')
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    return subprocess.run(["git", *arguments], cwd=folder, input=given, capture_output=True, check=True).stdout
