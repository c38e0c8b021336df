"""A draft is approved whole or not at all: what stands in the way is told in one line each, and then nothing is changed."""

import shutil
from datetime import date

import pytest

from publishing.__main__ import main
from publishing.approval import Approved, put_in_place, write_approval
from publishing.approve import approve
from publishing.faults import FaultsFound
from publishing.load import load_edition, load_library
from publishing.manifest import differences, folder_hashes, verify, write_manifest
from publishing.new_edition import new_edition

DRAFT, CONTROL, SECTION = "4.0-draft", "policy/edition.yml", "policy/sections/13-emergency-services.yml"
TODAY = date(2026, 11, 22)
APPROVED = Approved("QS/XX/058/V4.0", "2026-11-20", DRAFT)


@pytest.fixture
def draft(copied):
    """The real draft, in a copy."""
    copied.edition = copied.folder / "editions" / DRAFT
    return copied


def run(draft, *more, edition=DRAFT, reference="QS/XX/058/V4.0", day="2026-11-20"):
    return main(["approve", edition, "--reference", reference, "--date", day, "--data", str(draft.folder), *more])


def as_approved(draft, **more):
    """Write the approval into a copy of the draft, without the checks, and return the copy's folder."""
    making = draft.edition.with_name(".making")
    shutil.copytree(draft.edition, making)
    approved = Approved(**{"reference": "QS/XX/058/V4.0", "day": "2026-11-20", "name": DRAFT} | more)
    write_approval(making, DRAFT, approved)
    write_manifest(making, approved.name)
    return making


@pytest.mark.whole  # it proves every calculator once more
def test_the_command_approves_the_real_draft_freezes_it_and_leaves_the_edition_in_force(draft, capsys):
    assert run(draft) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith(f"approved and frozen: editions/{DRAFT}, ") and told[1].startswith("in force: edition 3.0;")
    edition = load_edition(DRAFT, draft.folder)
    assert not edition.draft and edition.control.reference == "QS/XX/058/V4.0"
    assert (edition.control.status.state, edition.control.status.date, edition.control.issued) == ("approved", "2026-11-20", "2026-11")
    assert differences(DRAFT, draft.folder) == [] and load_library(draft.folder).current == "3.0"
    assert {folder.name for folder in (draft.folder / "editions").iterdir()} == {"3.0", DRAFT}
    assert run(draft) == 2 and "is approved already" in capsys.readouterr().err
    draft.change(SECTION, "must", "may")
    with pytest.raises(FaultsFound):
        verify(DRAFT, draft.folder)


def test_only_what_speaks_of_the_approval_is_changed_and_comments_stay(draft):
    path = draft.edition / CONTROL
    path.write_text(
        "# of the whole file\n" + path.read_text(encoding="utf-8").replace("\nroles:", "\n# of the roles\nroles:"), encoding="utf-8"
    )
    before = path.read_text(encoding="utf-8").splitlines()
    making = as_approved(draft)
    after = (making / CONTROL).read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == [
        'reference: "QS/XX/058/V4.0"',
        'status: {state: approved, date: "2026-11-20"}',
        'issued: "2026-11"',
        '  - version: "QS/XX/058/V4.0"',
    ]
    gone = [line for line in before if line not in after]
    assert gone[:3] == ['reference: "none yet; based on QS/XX/058/V3.0"', "status: {state: draft}", "  - version: 4.0-draft"]
    assert gone[3] == '  - id: "doc-control-draft"' and "# of the roles" in after and after[0] == "# of the whole file"
    changed = {name for name, digest in folder_hashes(making / "policy").items() if folder_hashes(draft.edition / "policy")[name] != digest}
    assert changed == {"edition.yml"}


def test_a_clause_that_stood_until_then_goes_and_its_notes_pass_to_the_clause_it_names(draft):
    before = load_edition(DRAFT, draft.folder)
    put_in_place(as_approved(draft), draft.edition, DRAFT, draft.folder / "library.yml", current=False)
    after = load_edition(DRAFT, draft.folder)
    assert set(before.clauses) - set(after.clauses) == {"doc-control-draft"}
    assert len(after.notes) == len(before.notes)
    assert len(after.notes_of("doc-control")) == len(before.notes_of("doc-control")) + len(before.notes_of("doc-control-draft")) > 1


def test_an_approval_may_name_who_approved_when_it_is_reviewed_and_the_editions_name(draft):
    making = as_approved(draft, by='Quality "and" Safety Committee', review_due="2029-11", name="4.0")
    put_in_place(making, draft.edition, "4.0", draft.folder / "library.yml", current=True)
    library, control = load_library(draft.folder), load_edition("4.0", draft.folder).control
    assert (library.current, library.editions, control.edition) == ("4.0", ("3.0", "4.0"), "4.0")
    assert (control.status.by, control.review_due) == ('Quality "and" Safety Committee', "2029-11")
    assert [(approval.by, approval.date, approval.version) for approval in control.approvals] == [
        ('Quality "and" Safety Committee', "2026-11", "QS/XX/058/V4.0")
    ]
    assert differences("4.0", draft.folder) == [] and not draft.edition.exists()


def test_an_approval_is_added_to_those_there_are(draft):
    draft.change(CONTROL, "approvals: []", 'approvals:\n  - {by: A committee, date: "2026-10", version: draft}\n# more')
    making = as_approved(draft, by="Another")
    assert 'version: draft}\n  - {by: "Another", date: "2026-11", version: "QS/XX/058/V4.0"}\n# more' in (making / CONTROL).read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"edition": "9.0"}, 'there is no edition "9.0"; name one of 3.0, 4.0-draft'),
        ({"edition": "3.0"}, "edition 3.0 is approved already"),
        ({"reference": " "}, "the reference is empty"),
        ({"reference": "QS/XX/058/V3.0"}, 'edition 3.0 has the reference "QS/XX/058/V3.0"; give another'),
        ({"day": "20 November"}, '"20 November" is not a day; write it as in 2027-01-16'),
        ({"day": "2026-02-30"}, '"2026-02-30" is not a day'),
        ({"day": "20261120"}, '"20261120" is not a day'),
        ({"day": "9999-01-01"}, "9999-01-01 is still to come"),
        ({"more": ("--review-due", "2026-11")}, "the review would be due in 2026-11, before the approval"),
        ({"more": ("--review-due", "soon")}, '"soon-01" is not a day'),
        ({"more": ("--name", "3.0")}, "there is an edition 3.0 already"),
        ({"more": ("--name", "../4")}, '"../4" cannot be the name of a folder'),
    ],
)  # fmt: skip
def test_an_approval_that_cannot_be_is_refused_in_one_line_and_changes_nothing(draft, capsys, given, says):
    before = folder_hashes(draft.folder)
    assert run(draft, *given.pop("more", ()), **given) == 2
    told = capsys.readouterr()
    assert told.out == "" and len(told.err.splitlines()) == 1 and says in told.err
    assert folder_hashes(draft.folder) == before


def test_an_edition_that_is_not_whole_or_rests_on_a_draft_is_refused(draft):
    new_edition(DRAFT, "5.0-draft", draft.folder)
    with pytest.raises(RuntimeError, match="based on 4.0-draft, which is a draft itself; approve 4.0-draft first"):
        approve("5.0-draft", Approved("A reference", "2026-11-20", "5.0-draft"), TODAY, draft.folder)
    with pytest.raises(RuntimeError, match="edition 5.0-draft is based on 4.0-draft; leave 4.0-draft its name"):
        approve(DRAFT, Approved("A reference", "2026-11-20", "4.0"), TODAY, draft.folder)
    draft.change(CONTROL, "complete: true", "complete: false")
    with pytest.raises(RuntimeError, match="is not complete"):
        approve(DRAFT, APPROVED, TODAY, draft.folder)


def test_a_finding_of_the_linter_and_a_clause_without_its_reason_are_each_told(draft):
    draft.change(SECTION, "clauses:\n", 'clauses:\n  - id: "13.99"\n    text: "Ring XX at any time."\n')
    before = folder_hashes(draft.folder)
    with pytest.raises(FaultsFound) as found:
        approve(DRAFT, APPROVED, TODAY, draft.folder)
    told = [str(fault) for fault in found.value.faults]
    assert folder_hashes(draft.folder) == before
    assert any("L104 clause 13.99: it is new, against edition 3.0, and does not say why; write `change`" in line for line in told)
    assert len(told) >= 2 and all(len(line.splitlines()) == 1 for line in told)


def test_a_reason_that_is_missing_is_told_also_where_the_linter_was_told_to_accept_that(draft):
    draft.change(SECTION, "clauses:\n", 'clauses:\n  - id: "13.99"\n    text: A short new clause.\n')
    draft.change("companion/accepted.yml", "findings:\n", 'findings:\n  - {code: L104, clause: "13.99", reason: Nobody minds.}\n')
    with pytest.raises(FaultsFound) as found:
        approve(DRAFT, APPROVED, TODAY, draft.folder)
    assert [fault.wrong for fault in found.value.faults if "L104" in fault.wrong] == [
        "L104 clause 13.99: it is new, against edition 3.0, and does not say why"
    ]


def test_a_proof_that_fails_is_told_with_the_calculator(draft):
    draft.change(
        "companion/decisions/dart-routing.yml",
        "\nrecipients:\n",
        "\nrecipients:\n  nobody_reached: {label: Somebody whom no state reaches}\n",
    )
    before = folder_hashes(draft.folder)
    with pytest.raises(FaultsFound) as found:
        approve(DRAFT, APPROVED, TODAY, draft.folder)
    (fault,) = found.value.faults
    assert fault.file == draft.edition / "companion/decisions/dart-routing.yml"
    assert "a proof fails: recipients reached by some state" in fault.wrong and "nobody_reached" in fault.wrong
    assert folder_hashes(draft.folder) == before


def test_what_cannot_be_written_leaves_the_draft_as_it_was(draft):
    before = folder_hashes(draft.folder)
    making = as_approved(draft, name="4.0")
    (draft.folder / "editions" / "4.0").mkdir()
    (draft.folder / "editions" / "4.0" / "in-the-way").mkdir()
    with pytest.raises(OSError):
        put_in_place(making, draft.edition, "4.0", draft.folder / "library.yml", current=True)
    shutil.rmtree(making)
    shutil.rmtree(draft.folder / "editions" / "4.0", ignore_errors=True)
    assert folder_hashes(draft.folder) == before
