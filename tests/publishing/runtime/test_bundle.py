"""The browser's runtime: bytecode of its own Python, every file named by its hash, the same files for both doors."""

import base64
import gzip
import hashlib
import json
import re
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest

from publishing.runtime import bundle
from publishing.runtime.bundle import ROOT, TO_START, TO_START_PLAINLY, runtime_files

RUNTIME = ROOT / "site" / "assets" / "runtime"
FILES = runtime_files()["files"]


def file(name):
    return RUNTIME / FILES[name]


def test_every_file_is_named_by_its_hash_and_there_is_no_other():
    assert {path.name for path in RUNTIME.iterdir()} == set(FILES.values())
    for path in RUNTIME.iterdir():
        assert f".{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}." in path.name


def test_the_same_sources_make_the_same_files_so_that_a_site_built_again_is_not_fetched_again(tmp_path):
    again = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in bundle._named_as_pyodide_wants(tmp_path)}
    assert again == {name: FILES[name].split(".")[-2] for name in again}


def test_what_is_fetched_has_its_digest():
    for name, digest in runtime_files()["integrity"].items():
        assert digest == "sha256-" + base64.b64encode(hashlib.sha256(file(name).read_bytes()).digest()).decode()
    assert set(runtime_files()["integrity"]) == {*TO_START, *TO_START_PLAINLY}


def test_the_files_of_pyodide_are_its_own():
    for name in bundle.FROM_PYODIDE:
        assert file(name).read_bytes() == (bundle.PYODIDE / name).read_bytes()


def test_the_wheel_holds_bytecode_only_and_no_door():
    names = zipfile.ZipFile(file("calculators.whl")).namelist()
    modules = [name for name in names if name.startswith("calculators/")]
    assert modules and all(name.endswith(".pyc") for name in modules)
    left_out = ("__main__", "screen_command", "core/proof", "core/table", "core/first_match", "core/due", "core/cubes")
    assert not any(name.startswith(f"calculators/{module}.") for name in names for module in left_out)


def test_the_lock_file_names_the_wheel_by_its_hash_and_nothing_else():
    packages = json.loads(file("pyodide-lock.json").read_text())["packages"]
    assert list(packages) == ["policy-calculators"]
    assert packages["policy-calculators"]["sha256"] == hashlib.sha256(file("calculators.whl").read_bytes()).hexdigest()


def test_the_library_is_cut_to_what_is_imported_and_holds_bytecode_of_the_browsers_python():
    whole = set(zipfile.ZipFile(bundle.PYODIDE / bundle.LIBRARY).namelist())
    with zipfile.ZipFile(file("python_stdlib.zip")) as cut:
        assert all(name.endswith(".pyc") and name.removesuffix("c") in whole for name in cut.namelist())
        assert "json/decoder.pyc" in cut.namelist() and "pydoc.pyc" not in cut.namelist()
        magic = {cut.read(name)[:4] for name in cut.namelist()}
    with zipfile.ZipFile(file("calculators.whl")) as wheel:
        assert magic == {wheel.read("calculators/__init__.pyc")[:4]}


@pytest.mark.parametrize(("script", "parts"), [("embedded.js", TO_START), ("embedded-plain.js", TO_START_PLAINLY)])
def test_the_scripts_for_folders_hold_the_very_same_files(script, parts):
    text = file(script).read_text(encoding="ascii")
    packed = json.loads(re.search(r"self\.policyRuntimeFiles \?\? \{\}, (.*)\);\n$", text, re.DOTALL)[1])
    assert set(packed) == set(parts)
    for name, content in packed.items():
        assert gzip.decompress(base64.b64decode(content)) == file(name).read_bytes()
    program = re.match(r"self\.policyWorker = (.*);\n", text)
    assert (json.loads(program[1]) if program else "") == (file("worker.js").read_text(encoding="utf-8") if parts == TO_START else "")


def test_the_kept_memory_is_as_long_as_its_head_says_and_no_block_is_both_written_and_held():
    kept = file("snapshot.bin").read_bytes()
    (length,) = struct.unpack_from("<I", kept)
    head = json.loads(kept[4 : 4 + length])
    runs = struct.unpack_from(f"<{2 * (head['written'] + head['held'])}I", kept, 4 + length)
    written, held = (list(zip(part[::2], part[1::2])) for part in (runs[: 2 * head["written"]], runs[2 * head["written"] :]))
    assert len(kept) == 4 + length + 4 * len(runs) + head["block"] * sum(count for _, count in written)
    of = [{first + more for first, count in part for more in range(count)} for part in (written, held)]
    assert of[0] and of[1]
    assert of[0].isdisjoint(of[1])
    assert max(of[0] | of[1]) < runtime_files()["kept"]["memory"] // head["block"]


def test_whatever_a_start_left_beside_its_program_the_memory_is_the_kept_one_and_another_program_is_refused():
    """The time, random numbers and what is left of calls are not the same in every start."""
    command = [
        "node",
        str(Path(__file__).with_name("restore.mjs")),
        str(file("worker.js")),
        str(file("snapshot.bin")),
        str(runtime_files()["kept"]["memory"]),
    ]
    done = subprocess.run([*command, json.dumps(list(range(1, 9)))], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert told == [{"same": True, "refused": "the kept memory belongs to another program"}] * 8


def test_nothing_is_made_where_no_source_has_changed():
    assert not bundle.make_bundle()


def test_a_snapshot_that_cannot_be_made_is_one_clear_line(tmp_path):
    with pytest.raises(RuntimeError, match="the memory snapshot could not be made: .*ENOENT"):
        bundle._snapshot(tmp_path, tmp_path / "none.zip", tmp_path / "out", tmp_path / "loaded")
