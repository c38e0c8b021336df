"""Which tests there are is read from the source: functions of a file, and of its classes under the class's name."""

import pytest

from publishing.lint.proofs import fault_of

SOURCE = """
import something_that_does_not_exist

def test_of_the_file(): ...
async def test_that_waits(): ...
def helper(): ...
class TestOfAClass:
    def test_inside(self): ...
def outer():
    def test_in_a_function(): ...
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tests" / "deep").mkdir(parents=True)
    (tmp_path / "tests" / "deep" / "test_x.py").write_text(SOURCE)
    return tmp_path


@pytest.mark.parametrize("name", ["test_of_the_file", "test_that_waits", "TestOfAClass::test_inside"])
def test_a_function_of_the_file_or_of_a_class_is_a_test(folder, name):
    assert fault_of(f"tests/deep/test_x.py::{name}", folder) is None


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("tests/deep/test_x.py::test_inside", 'has no test "test_inside"', "TestOfAClass::test_inside"),
        ("tests/deep/test_x.py::test_in_a_function", "has no test", "write the test"),
        ("tests/deep/test_x.py::test_of_the_fil", "has no test", "is it test_of_the_file?"),
        ("tests/deep/test_y.py::test_of_the_file", 'no file "tests/deep/test_y.py"', "not_yet"),
        ("tests/deep/test_x.py::helper", "does not name a test", "tests/…/test_x.py::test_name"),
        ("tests/deep/test_x.py", "does not name a test", "tests/…/test_x.py::test_name"),
        ("tests/deep/test_x.py::test_of_the_file[case]", "does not name a test", "::test_name"),
        ("tests/../tests/deep/x.py::test_of_the_file", "does not name a test", "::test_name"),
    ],
)
def test_what_is_no_test_is_told_with_what_would_be_right(folder, name, wrong, right):
    fault = fault_of(name, folder)
    assert fault and wrong in fault[0] and right in fault[1], fault
