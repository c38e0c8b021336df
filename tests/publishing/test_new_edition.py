"""A new edition is a draft, a copy of another without its approval and its seal; what cannot be begun leaves nothing behind."""

from pathlib import Path

import pytest

from publishing.__main__ import main
from publishing.faults import FaultsFound
from publishing.load import load_edition, load_library
from publishing.manifest import differences, folder_hashes
from publishing.new_edition import new_edition
from publishing.yaml_edit import with_key, without

CONTROL = "policy/edition.yml"
SECTION = "policy/sections/13-emergency-services.yml"
CHANGE = '    change:\n      why: A reason\n      authority: A law\n      confidence: H\n'  # fmt: skip


def run(copied, *arguments):
    return main(["new-edition", *arguments, "--data", str(copied.folder)])


@pytest.fixture
def draft(copied):
    """The folder of a draft 9.0-draft based on 3.0, in the copy."""
    return new_edition("3.0", "9.0-draft", copied.folder)


def test_the_command_begins_a_draft_and_says_where(copied, capsys):
    assert run(copied, "3.0", "9.0-draft") == 0
    assert capsys.readouterr().out.startswith(f"begun: {Path('editions/9.0-draft')}, a draft based on 3.0")
    assert load_edition("9.0-draft", copied.folder).draft


def test_a_draft_has_the_new_name_and_no_approval_of_any_kind(copied, draft):
    control = load_edition("9.0-draft", copied.folder).control
    assert (control.edition, control.based_on, control.complete) == ("9.0-draft", "3.0", True)
    assert (control.status.state, control.status.by, control.status.date) == ("draft", None, None)
    assert (control.approvals, control.reviewers, control.issued, control.review_due, control.restates) == ((), (), None, None, None)
    assert control.reference == "none yet; based on QS/XX/058/V3.0"
    assert control.amendments == load_edition("3.0", copied.folder).control.amendments


def test_a_draft_has_every_file_of_policy_and_companion_and_no_manifest(copied, draft):
    source = folder_hashes(copied.edition)
    copy = folder_hashes(draft)
    assert set(copy) == set(source) - {"manifest.json"}
    assert {name for name in copy if copy[name] != source[name]} == {CONTROL}
    assert differences("9.0-draft", copied.folder) is None


def test_the_library_lists_the_draft_last_and_keeps_its_current_edition_and_its_comments(copied):
    before, text = load_library(copied.folder), (copied.folder / "library.yml").read_text(encoding="utf-8")
    new_edition("3.0", "9.0-draft", copied.folder)
    after = load_library(copied.folder)
    assert (after.current, after.editions) == (before.current, (*before.editions, "9.0-draft"))
    now = (copied.folder / "library.yml").read_text(encoding="utf-8")
    assert [line for line in now.splitlines() if line not in text.splitlines()] == [
        line for line in now.splitlines() if "9.0-draft" in line
    ]


def test_the_source_stays_as_it_was(copied):
    before = folder_hashes(copied.edition)
    new_edition("3.0", "9.0-draft", copied.folder)
    assert folder_hashes(copied.edition) == before


def test_what_a_source_tells_of_its_own_changes_is_not_copied(copied, draft):
    copied.edition = draft
    copied.change(SECTION, '  - id: "13.3"\n', f'  - id: "13.3"\n{CHANGE}')
    copied.change(SECTION, "clauses:\n", "removed:\n  - {id: '13.9', why: A reason, authority: A law, confidence: M}\nclauses:\n")
    told = load_edition("9.0-draft", copied.folder)
    assert told.clauses["13.3"].clause.change.confidence == "H" and told.parts_by_id["13"].removed[0].id == "13.9"
    new_edition("9.0-draft", "10.0-draft", copied.folder)
    fresh = load_edition("10.0-draft", copied.folder)
    assert fresh.control.based_on == "9.0-draft" and not fresh.parts_by_id["13"].removed
    assert not [clause.id for clause in fresh.clauses.values() if clause.clause.change]
    first = (copied.folder / "editions" / "3.0" / SECTION).read_text(encoding="utf-8")
    assert (copied.folder / "editions" / "10.0-draft" / SECTION).read_text(encoding="utf-8") == first


@pytest.mark.parametrize(
    ("source", "name", "says"),
    [
        ("2.0", "9.0-draft", 'there is no edition "2.0" to copy; name one of 3.0'),
        ("3.0", "3.0", "there is an edition 3.0 already"),
        ("3.0", "unlisted", "there is an edition unlisted already"),
        ("3.0", "Unlisted", "there is an edition Unlisted already"),
        ("3.0", "", '"" cannot be the name of a folder'),
        ("3.0", "..", '".." cannot be the name of a folder'),
        ("3.0", ".hidden", '".hidden" cannot be the name of a folder'),
        ("3.0", "4.0/draft", '"4.0/draft" cannot be the name of a folder'),
        ("3.0", "4.0 draft", '"4.0 draft" cannot be the name of a folder'),
        ("3.0", "4.0.", '"4.0." cannot be the name of a folder'),
        ("3.0", "assets", '"assets" cannot be the name of a folder'),
    ],
)
def test_what_cannot_be_begun_is_refused_in_one_line_and_leaves_nothing_behind(copied, capsys, source, name, says):
    (copied.folder / "editions" / "unlisted").mkdir()
    before = folder_hashes(copied.folder)
    assert run(copied, source, name) == 2
    told = capsys.readouterr()
    assert told.out == "" and len(told.err.splitlines()) == 1 and says in told.err
    assert folder_hashes(copied.folder) == before
    assert {folder.name for folder in (copied.folder / "editions").iterdir()} >= {"3.0", "unlisted"}
    assert not [folder for folder in (copied.folder / "editions").iterdir() if folder.name.startswith(".")]


def test_a_source_with_a_fault_is_named_and_not_copied(copied):
    copied.change(SECTION, "    duty: must", "    duty: ought")
    before = folder_hashes(copied.folder)
    with pytest.raises(FaultsFound) as found:
        new_edition("3.0", "9.0-draft", copied.folder)
    assert found.value.faults[0].file == copied.edition / SECTION
    assert folder_hashes(copied.folder) == before


def test_a_library_that_cannot_be_written_leaves_no_edition_behind(copied, capsys):
    before = folder_hashes(copied.folder)
    (copied.folder / "library.new").mkdir()  # stands in the way of the file that would take the library's place
    assert run(copied, "3.0", "9.0-draft") == 2
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1 and "9.0-draft could not be written" in told
    (copied.folder / "library.new").rmdir()
    assert folder_hashes(copied.folder) == before
    assert not (copied.folder / "editions" / "9.0-draft").exists()


TEXT = """# first
one: 1  # of one
# of two
two: >-
  folded
  text

three:
  - a: 1
    b: {c: [1, 2]}

  # of the second
  - a: 2
# last
"""


@pytest.mark.parametrize(
    ("key", "gone"),
    [("one", ["one: 1  # of one"]), ("two", ["two: >-", "  folded", "  text"]), ("three", TEXT.splitlines()[7:13])],
)
def test_a_key_is_replaced_with_its_own_lines_and_no_other(key, gone):
    left = with_key(TEXT, key, "new: key").splitlines()
    place = TEXT.splitlines().index(gone[0])
    assert left == [*TEXT.splitlines()[:place], "new: key", *TEXT.splitlines()[place + len(gone) :]]


def test_keys_within_lists_are_cut_out_with_their_values():
    assert without(TEXT, [("three", 0, "b"), ("two",)]) == TEXT.replace("    b: {c: [1, 2]}\n", "").replace(
        "two: >-\n  folded\n  text\n", ""
    )


# What an edition may tell of its changes


def faults_of(copied, name="9.0-draft"):
    with pytest.raises(FaultsFound) as found:
        load_edition(name, copied.folder)
    return [(fault.file.name, fault.line, fault.wrong) for fault in found.value.faults]


def test_an_edition_based_on_no_other_tells_no_changes(copied):
    line = copied.change(SECTION, '  - id: "13.3"\n', f'  - id: "13.3"\n{CHANGE}')
    assert ("13-emergency-services.yml", line + 1, "clause 13.3 tells a change, and the edition is based on no other") in faults_of(
        copied, "3.0"
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "wrong"),
    [
        (CONTROL, 'based_on: "3.0"', 'based_on: "2.0"', 'based on "2.0"'),
        (CONTROL, 'based_on: "3.0"', 'based_on: "9.0-draft"', 'based on "9.0-draft"'),
        (SECTION, "clauses:\n", "removed:\n  - {id: '13.3', why: W, authority: A, confidence: H}\nclauses:\n", '"13.3" is removed and is there'),
        (SECTION, '  - id: "13.3"\n', f'  - id: "13.3"\n{CHANGE.replace("H", "certain")}', "'certain'"),
        (SECTION, '  - id: "13.3"\n', f'  - id: "13.3"\n{CHANGE.replace("      authority: A law", "")}', "`clauses.2.change.authority` is missing"),
    ],
    ids=["a base that is none", "a base that is the edition itself", "removed and there", "a confidence that is none", "no authority"],
)  # fmt: skip
def test_a_change_that_cannot_be_is_named(copied, draft, name, old, new, wrong):
    copied.edition = draft
    copied.change(name, old, new)
    assert any(wrong in told and file == Path(name).name for file, _, told in faults_of(copied)), faults_of(copied)


def test_an_edition_of_the_library_has_its_folders_name_and_is_a_draft_or_frozen():
    for name in load_library().editions:
        control = load_edition(name).control
        assert control.edition == name
        assert control.status.state == "draft" or differences(name) == []
