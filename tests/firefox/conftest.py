"""Firefox over both doors, http and a folder. It is started once; each page has a profile of its own."""

import pytest
from driven import Firefox

from tests.doors import door, pytest_generate_tests, server

__all__ = ["door", "pytest_generate_tests", "server"]


@pytest.fixture(scope="session")
def started():
    with Firefox() as firefox:
        yield firefox


@pytest.fixture
def firefox(started, door):
    """The Firefox of the tests. After the test nothing may have gone wrong in its page, or been asked of another host."""
    yield started
    wrong, asked = started.seen()
    assert wrong == []
    for address in asked:
        assert address.startswith((door, f"blob:{'null' if door.startswith('file') else door}", "data:")), f"asked another host: {address}"
