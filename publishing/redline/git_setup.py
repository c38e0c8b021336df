"""Teaches Git, in one repository, to show policy files by words and each hunk under its clause."""

import shlex
import shutil
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).with_name("word_diff.sh")
FOLDER = "policy-diff"
ATTRIBUTES = "*.yml diff=policy\n"

# A clause, a contact or a removed clause; else a section of the file, or a parameter of its group.
HUNK_HEADER = r"""^ *- id: *"?([^"]+)
^((  )?[a-z][a-z_-]*):$"""
WORD = "|".join(
    (
        "0[0-9]([ -]?[0-9]){8,9}",  # a number to ring
        "[0-9]+([.][0-9]+)*[a-z]?",  # a number, or a clause's
        "[[:alnum:]]+([-'][[:alnum:]]+)*",
        "[[:punct:]]",
        "[^[:space:][:alnum:][:punct:]]+",  # letters beyond ASCII stay whole
    )
)


def git_setup(data: Path) -> Path:
    """Set the diff driver `policy` in the repository that holds the policy data; return the folder where its script lies.

    Only that repository's own configuration is changed; doing it again changes nothing. Raises `RuntimeError` with one
    line where there is no repository.
    """
    try:
        found = _git(data, "rev-parse", "--path-format=absolute", "--git-common-dir").strip()
    except (FileNotFoundError, subprocess.CalledProcessError):
        raise RuntimeError(f"{data} is in no Git repository; clone the project, and run it there") from None
    folder = Path(found) / FOLDER
    folder.mkdir(exist_ok=True)
    shutil.copyfile(SCRIPT, folder / SCRIPT.name)
    (folder / "attributes").write_text(ATTRIBUTES, encoding="utf-8")
    for key, value in {
        "xfuncname": HUNK_HEADER,
        "wordRegex": WORD,
        "command": f"sh {shlex.quote((folder / SCRIPT.name).as_posix())}",
    }.items():
        _git(data, "config", "--local", f"diff.policy.{key}", value)
    return folder


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True, text=True).stdout
