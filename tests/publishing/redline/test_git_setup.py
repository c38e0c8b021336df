"""After one command Git shows policy files by words, each hunk under its clause; without it nothing is another."""

import shutil
import subprocess

import pytest

from publishing.__main__ import main
from publishing.load import ROOT

SECTION = "policy_data/editions/3.0/policy/sections/13-emergency-services.yml"
PARAMETERS = "policy_data/editions/3.0/policy/parameters.yml"


@pytest.fixture
def clone(tmp_path):
    """A repository with two policy files, in a folder whose name needs care."""
    folder = tmp_path / "a clone's folder"
    for name in (SECTION, PARAMETERS):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT.parent / name, folder / name)
    shutil.copyfile(ROOT.parent / ".gitattributes", folder / ".gitattributes")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "-c", "user.name=An author", "-c", "user.email=author@example.org", "commit", "-q", "-m", "Begin")
    return folder


def git(folder, *arguments):
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def change(folder, name, old, new):
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def set_up(clone):
    assert main(["git-setup", "--data", str(clone / "policy_data")]) == 0


def test_a_changed_word_stands_under_its_clause(clone, capsys):
    set_up(clone)
    change(clone, SECTION, " should ", " must ")
    shown = git(clone, "diff")
    assert f"diff --git a/{SECTION} b/{SECTION}" in shown
    assert "[-" in shown and "{+" in shown
    header = next(line for line in shown.splitlines() if line.startswith("@@"))
    line = int(header.split("+")[1].split(" ")[0].split(",")[0])
    above = [text for text in (clone / SECTION).read_text(encoding="utf-8").splitlines()[:line] if "- id:" in text]
    assert header.rpartition("@@ ")[2] == above[-1].split('"')[1]


def test_a_changed_number_stands_under_its_parameter(clone, capsys):
    set_up(clone)
    change(clone, PARAMETERS, "value: 28", "value: 30")
    shown = git(clone, "diff")
    assert "value: [-28-]{+30+}" in shown
    assert any(line.startswith("@@") and line.endswith(" stay") for line in shown.splitlines())


def test_lines_are_shown_where_they_are_asked_for_and_a_patch_can_be_applied(clone, capsys):
    set_up(clone)
    change(clone, PARAMETERS, "value: 28", "value: 30")
    patch = git(clone, "diff", "--no-ext-diff")
    assert "\n-    value: 28\n+    value: 30\n" in patch
    git(clone, "checkout", "-q", "--", ".")
    subprocess.run(["git", "apply"], cwd=clone, input=patch, text=True, check=True)
    assert "value: 30" in (clone / PARAMETERS).read_text(encoding="utf-8")


def test_a_file_that_came_or_went_is_shown(clone, capsys):
    set_up(clone)
    (clone / PARAMETERS).unlink()
    assert "[-" in git(clone, "diff")


def test_doing_it_twice_changes_nothing(clone, capsys):
    set_up(clone)
    before = git(clone, "config", "--local", "--list")
    set_up(clone)
    assert git(clone, "config", "--local", "--list") == before


def test_without_the_command_git_shows_lines(clone):
    change(clone, PARAMETERS, "value: 28", "value: 30")
    assert "\n-    value: 28\n+    value: 30\n" in git(clone, "diff")


def test_outside_of_a_repository_one_line_says_so(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["git-setup", "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"error: {tmp_path} is in no Git repository; clone the project, and run it there\n"
