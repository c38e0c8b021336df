"""The locks of what the notebooks need."""

import re

from tests.bench.installed import NOT_FOR_THE_BROWSER, NOTEBOOKS, WHEELS, divided, version


def test_the_lock_of_wheels_is_divided_without_a_loss():
    lock = WHEELS.read_text(encoding="utf-8")
    parts = divided(lock)
    assert sorted("".join(parts.values())) == sorted(lock)
    assert [line.split("==")[0] for line in re.findall(r"^[a-z0-9].*==", parts[NOT_FOR_THE_BROWSER], re.MULTILINE)] == [NOT_FOR_THE_BROWSER]
    assert NOT_FOR_THE_BROWSER + "==" not in parts["others"]


def test_every_package_of_both_locks_has_its_hash():
    for lock in (NOTEBOOKS, WHEELS):
        entries = re.split(r"^(?=[a-z0-9])", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert all("--hash=sha256:" in entry for entry in entries if entry.strip())


def test_marimo_exports_a_page_that_loads_the_same_marimo():
    assert version(NOTEBOOKS, "marimo") == version(WHEELS, "marimo-base")
