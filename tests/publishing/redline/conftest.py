"""The two editions as the redline takes them, and their redline."""

import pytest

from publishing.load import load_policy
from publishing.redline.changes import Side
from publishing.redline.stream import redline


@pytest.fixture(scope="session")
def approved():
    """What edition 3.0 says."""
    return load_policy("3.0")


@pytest.fixture(scope="session")
def draft():
    """What the draft of 4.0 says."""
    return load_policy("4.0-draft")


@pytest.fixture(scope="session")
def both(approved, draft):
    """The redline of the two editions."""
    return redline(Side("3.0", approved, {}), Side("4.0-draft", draft, {}))
