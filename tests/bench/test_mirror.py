"""What the notebooks load: names of wheels, and a wheel without what was compiled for another machine."""

import zipfile

from packaging.utils import parse_wheel_filename
from wheel.wheelfile import WheelFile

from tests.bench.mirror import as_the_tool_knows_it, in_python_alone

INFO = {"abi_version": "2026_0", "platform": "emscripten_5_0_3", "arch": "wasm32"}


def test_a_wheel_for_the_browser_is_named_by_the_version_of_its_compiler():
    given = "msgspec-0.22.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
    assert as_the_tool_knows_it(given, INFO) == "msgspec-0.22.0-cp314-cp314-emscripten_5_0_3_wasm32.whl"


def test_a_wheel_for_any_machine_keeps_its_name():
    assert as_the_tool_knows_it("comm-0.2.3-py3-none-any.whl", INFO) == "comm-0.2.3-py3-none-any.whl"


def test_a_wheel_in_python_alone_holds_all_but_the_compiled_library_and_is_for_any_machine(tmp_path):
    path = tmp_path / "pyyaml-6.0-cp314-cp314-manylinux2014_x86_64.whl"
    kept = {"yaml/__init__.py": b"", "pyyaml-6.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: PyYAML\nVersion: 6.0\n"}
    with WheelFile(path, "w") as wheel:
        for name, data in {**kept, "yaml/_yaml.so": b"\x7fELF", "pyyaml-6.0.dist-info/WHEEL": b"Root-Is-Purelib: false\n"}.items():
            wheel.writestr(name, data)
    folder = tmp_path / "made"
    folder.mkdir()
    made = in_python_alone(path, folder)
    _, _, _, tags = parse_wheel_filename(made.name)
    assert {str(tag) for tag in tags} == {"py3-none-any"}
    with WheelFile(made) as wheel:  # opening one reads its record
        names = set(wheel.namelist())
        assert names == {*kept, "pyyaml-6.0.dist-info/WHEEL", "pyyaml-6.0.dist-info/RECORD"}
        assert {name: wheel.read(name) for name in kept} == kept
        assert b"Tag: py3-none-any" in wheel.read("pyyaml-6.0.dist-info/WHEEL")
    assert zipfile.ZipFile(made).testzip() is None
