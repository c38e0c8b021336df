"""A copy of the real policy data that a test may break."""

import shutil

import pytest

from publishing.load import ROOT


class Copy:
    """The policy data in a folder of its own. `change` replaces one piece of text of a file, which must be there."""

    def __init__(self, folder):
        self.folder = folder
        self.edition = folder / "editions" / "3.0"

    def change(self, name, old, new):
        path = self.edition / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} does not stand in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1


@pytest.fixture
def copied(tmp_path):
    """A copy of the policy data to break."""
    shutil.copytree(ROOT, tmp_path / "policy_data")
    return Copy(tmp_path / "policy_data")
