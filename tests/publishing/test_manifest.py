"""A frozen edition cannot change: a changed byte, a file gone and a new file are each named."""

import pytest

from publishing.faults import FaultsFound
from publishing.manifest import differences, edition_hash, freeze, verify

SECTION = "policy/sections/13-emergency-services.yml"


@pytest.fixture
def frozen(copied):
    (copied.edition / "manifest.json").unlink(missing_ok=True)
    freeze("3.0", copied.folder)
    return copied


def faults_of(frozen):
    with pytest.raises(FaultsFound) as found:
        verify("3.0", frozen.folder)
    return [(fault.file.relative_to(frozen.edition).as_posix(), fault.wrong) for fault in found.value.faults]


def test_the_current_edition_is_frozen_and_as_its_manifest_has_it(published):
    assert differences(published.name) == []


def test_an_untouched_edition_is_as_it_was_frozen(frozen):
    verify("3.0", frozen.folder)


def test_one_changed_byte_is_named(frozen):
    frozen.change(SECTION, "If you see", "if you see")
    assert faults_of(frozen) == [(SECTION, "this file differs (see manifest.json)")]


def test_a_missing_file_is_named(frozen):
    (frozen.edition / SECTION).unlink()
    assert faults_of(frozen) == [(SECTION, "this file is missing (see manifest.json)")]


def test_a_new_file_is_named(frozen):
    (frozen.edition / "policy" / "sections" / "33-new.yml").write_text('section: "33"\n')
    assert faults_of(frozen) == [("policy/sections/33-new.yml", "this file is new (see manifest.json)")]


def test_the_companion_may_improve_any_day(frozen):
    frozen.change("companion/notes.yml", "basis: checked", "basis: not sure")
    verify("3.0", frozen.folder)


def test_freezing_twice_is_refused(frozen):
    with pytest.raises(FaultsFound) as found:
        freeze("3.0", frozen.folder)
    assert "frozen already" in found.value.faults[0].wrong


def test_a_manifest_that_cannot_be_read_is_named(frozen):
    (frozen.edition / "manifest.json").write_text("{}")
    assert faults_of(frozen) == [("manifest.json", "this manifest cannot be read")]


def test_the_short_hash_changes_with_content_and_with_a_files_name(copied):
    first = edition_hash("3.0", copied.folder)
    copied.change(SECTION, "If you see", "if you see")
    second = edition_hash("3.0", copied.folder)
    (copied.edition / SECTION).rename(copied.edition / "policy/sections/13-other.yml")
    assert len({first, second, edition_hash("3.0", copied.folder)}) == 3
