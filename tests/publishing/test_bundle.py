"""The browser's runtime: bytecode of its own Python, pinned hashes, the same files for both doors."""

import base64
import gzip
import hashlib
import json
import re
import zipfile
from pathlib import Path

RUNTIME = Path(__file__).resolve().parent.parent.parent / "site" / "assets" / "runtime"
WHEEL = "safeguarding_calculators-1.0-cp313-none-any.whl"


def test_the_wheel_holds_bytecode_only_and_no_door():
    names = zipfile.ZipFile(RUNTIME / WHEEL).namelist()
    modules = [name for name in names if name.startswith("calculators/")]
    assert modules and all(name.endswith(".pyc") for name in modules)
    left_out = ("__main__", "screen_command", "core/proof", "core/table", "core/first_match", "core/due", "core/cubes")
    assert not any(name.startswith(f"calculators/{module}.") for name in names for module in left_out)


def test_the_lock_file_names_the_wheel_by_its_hash_and_nothing_else():
    packages = json.loads((RUNTIME / "pyodide-lock.json").read_text())["packages"]
    assert list(packages) == ["safeguarding-calculators"]
    assert packages["safeguarding-calculators"]["file_name"] == WHEEL
    assert packages["safeguarding-calculators"]["sha256"] == hashlib.sha256((RUNTIME / WHEEL).read_bytes()).hexdigest()


def test_the_script_for_folders_holds_the_very_same_files():
    script = (RUNTIME / "embedded.js").read_text(encoding="ascii")
    files = json.loads(re.fullmatch(r"self\.policyRuntimeFiles = (.*);\n", script, re.DOTALL)[1])
    assert set(files) == {path.name for path in RUNTIME.iterdir()} - {"embedded.js"}
    for name, packed in files.items():
        assert gzip.decompress(base64.b64decode(packed)) == (RUNTIME / name).read_bytes()
