"""The example as built, once for all tests of it."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def example_site():
    """Build the example's site, where something it is made from has changed, and return its folder."""
    environment = os.environ | {"POLICY": "examples/visitors"}
    command = [sys.executable, "-m", "publishing", "site", "--without-pdf"]
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "example.lock").open("w") as lock:  # tests may run in several processes
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return ROOT / "build" / "policies" / "visitors" / "site"
