"""Two names stand for editions, commits or the working tree; what cannot be compared is said in one line."""

import json
import shutil
import subprocess

import pytest

from publishing.__main__ import main
from publishing.load import ROOT
from publishing.redline.changes import Kind
from publishing.redline.report import report

SECTION = "policy/sections/13-emergency-services.yml"
LIBRARY = 'current: "3.0"\neditions: ["3.0"]\n'


class Repository:
    """Policy data in a repository of their own, with the tags `nothing`, `policy`, `weaker`, and one called 3.0."""

    def __init__(self, folder):
        self.data = folder / "policy_data"

    def begin(self):
        self.git("init", "-q", "-b", "main")
        self.git("commit", "-q", "--allow-empty", "-m", "Begin")
        self.git("tag", "nothing")
        self.git("tag", "3.0")
        self.commit("policy")
        self.change(SECTION, "duty: should", "duty: may")
        self.commit("weaker")

    def change(self, name, old, new):
        path = self.data / "editions" / "3.0" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def git(self, *arguments):
        settings = ("-c", "user.name=An author", "-c", "user.email=author@example.org")
        done = subprocess.run(["git", *settings, *arguments], cwd=self.data.parent, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def commit(self, tag):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", tag)
        self.git("tag", tag)

    def report(self, *names):
        return report(*names, *([None] * (2 - len(names))), self.data, with_impact=False)

    def edition(self, *names):
        return next(edition for edition in self.report(*names).editions if edition.edition == "3.0")


@pytest.fixture(scope="session")
def begun(tmp_path_factory):
    """The repository, made once."""
    folder = tmp_path_factory.mktemp("history")
    shutil.copytree(ROOT, folder / "policy_data")
    Repository(folder).begin()
    return folder


@pytest.fixture
def repository(begun, tmp_path):
    """A copy of the repository that a test may change."""
    return Repository(shutil.copytree(begun, tmp_path / "project", symlinks=True))


def told(edition):
    return [(change.kind, change.now_id) for change in edition.redline.changes]


def test_two_commits_are_compared_edition_by_edition(repository):
    found = repository.report("policy", "weaker")
    assert [edition.edition for edition in found.editions] == ["3.0", "4.0-draft"]
    assert {change.kind for change in found.editions[0].redline.changes} == {Kind.WEAKENED}
    assert found.editions[1].redline.changes == ()
    assert found.was == f"policy ({repository.git('rev-parse', '--short', 'policy')})"


def test_a_commit_alone_is_compared_with_the_working_tree(repository):
    repository.change("policy/contacts.yml", 'number: "01384 456111"', 'number: "01384 456112"')
    assert told(repository.edition("weaker")) == [(Kind.CONTACT, "10-contacts")]
    assert repository.report("weaker").now == "working tree"


def test_nothing_is_checked_out_and_nothing_is_staged(repository):
    repository.change("policy/contacts.yml", 'number: "01384 456111"', 'number: "01384 456112"')
    before = repository.git("status", "--porcelain=v2", "--branch"), repository.git("stash", "list")
    repository.report("policy", "weaker")
    repository.report("policy")
    assert (repository.git("status", "--porcelain=v2", "--branch"), repository.git("stash", "list")) == before


def test_an_edition_wins_over_a_tag_of_the_same_name(repository):
    found = repository.report("3.0", "4.0-draft")
    assert [edition.edition for edition in found.editions] == ["4.0-draft"]
    assert found.editions[0].redline.changes


def test_an_edition_is_compared_with_its_namesake_at_a_commit(repository):
    found = repository.report("policy", "3.0")
    assert [edition.edition for edition in found.editions] == ["3.0"]
    assert {change.kind for change in found.editions[0].redline.changes} == {Kind.WEAKENED}


def test_an_edition_that_only_one_commit_has_is_said_to_be_there(repository):
    repository.git("rm", "-rq", "policy_data/editions/4.0-draft")
    (repository.data / "library.yml").write_text(LIBRARY)
    repository.commit("without")
    notes = {edition.edition: edition.note for edition in repository.report("weaker", "without").editions}
    assert notes["4.0-draft"].startswith("Edition 4.0-draft is only in weaker (")
    assert notes["3.0"] is None


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["9.9", "3.0"], '"9.9" is neither an edition nor a Git ref; the editions here are 3.0, 4.0-draft'),
        (["3.0", "9.9"], '"9.9" is neither an edition nor a Git ref; the editions here are 3.0, 4.0-draft'),
        (["3.0", "3.0"], "both are edition 3.0: there is nothing to compare"),
        (["3.0"], "edition 3.0 is in the working tree already; name a second edition, or a Git ref"),
        (["main", "weaker"], "are the same commit: there is nothing to compare"),
        (["nothing", "weaker"], '"nothing" (SHORT) holds no policy data at policy_data/editions; name a later commit'),
        (["broken", "weaker"], f"policy_data/editions/3.0/{SECTION}:LINE at SHORT: not YAML: "),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line_and_nothing_is_written(repository, tmp_path, capsys, names, says):
    line = repository.change(SECTION, "    binds:", "  : [\n    binds:")
    repository.commit("broken")
    repository.git("checkout", "-q", "main", "--", ".")
    repository.git("reset", "-q", "--hard", "weaker")
    output = tmp_path / "redline"
    assert main(["redline", *names, "--no-impact", "--output", str(output), "--data", str(repository.data)]) == 2
    captured = capsys.readouterr()
    short = repository.git("rev-parse", "--short", names[0]) if names[0] in ("nothing", "broken") else ""
    assert captured.out == ""
    assert captured.err.count("\n") == 1 and captured.err.startswith("error: ")
    assert says.replace("SHORT", short).replace("LINE", str(line)) in captured.err
    assert list(tmp_path.glob("*redline*")) == []


@pytest.mark.parametrize("form", ["html", "markdown", "json"])
def test_an_older_file_stays_where_a_redline_fails(repository, tmp_path, form):
    output = tmp_path / "redline"
    output.write_text("what stood there")
    assert main(["redline", "9.9", "--format", form, "--output", str(output), "--data", str(repository.data)]) == 2
    assert output.read_text() == "what stood there"


def test_a_file_that_the_clone_does_not_hold_is_named(repository, capsys):
    blob = repository.git("rev-parse", f"policy:policy_data/editions/3.0/{SECTION}")
    (repository.data.parent / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert main(["redline", "policy", "weaker", "--no-impact", "--data", str(repository.data)]) == 2
    short = repository.git("rev-parse", "--short", "policy")
    said = f"policy_data/editions/3.0/{SECTION} at {short} is not in this clone; fetch the whole history, and try again"
    assert capsys.readouterr().err == f"error: {said}\n"


def test_a_folder_in_which_nothing_can_be_written_is_named(repository, tmp_path, capsys):
    output = tmp_path / "no" / "such" / "redline.md"
    arguments = ["redline", "policy", "weaker", "--no-impact", "--output", str(output), "--data", str(repository.data)]
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"error: {output} could not be written (No such file or directory); nothing is left of it\n"


def test_without_a_repository_editions_can_be_compared_and_a_ref_cannot(copied, capsys, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(copied.folder.parent.parent))
    assert report("3.0", "4.0-draft", copied.folder, with_impact=False).editions[0].redline.changes
    assert main(["redline", "HEAD", "--data", str(copied.folder)]) == 2
    assert 'there is no edition "HEAD", and no Git repository in which it could be a ref' in capsys.readouterr().err


def test_a_commit_whose_companion_is_of_another_form_is_compared_by_its_policy(repository):
    repository.change("companion/decisions/shared.yml", "emergency:", "emergency_of_another_day:")
    repository.commit("another-form")
    found = report("weaker", "another-form", repository.data).editions[0]
    assert found.redline.changes == () and found.impact is None
    assert found.note.startswith("What the changes do to the calculators cannot be told: the calculators of today cannot use another-form")


def test_the_command_prints_what_it_finds(repository, capsys):
    arguments = ["redline", "policy", "weaker", "--no-impact", "--format", "json", "--data", str(repository.data)]
    assert main(arguments) == 0
    found = json.loads(capsys.readouterr().out)
    assert {change["kind"] for change in found["editions"][0]["changes"]} == {"duty-weakened"}
