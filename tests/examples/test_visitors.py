"""A second policy, invented, with a calculator of its own: published by the same code, in processes that know of it by POLICY alone."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "examples" / "visitors"
EDITIONS = ("1.0", "2.0-draft")
CASES = {name: EXAMPLE / "policy_data" / "editions" / name / "companion" / "cases" / "visitor-pass.yml" for name in EDITIONS}
# Places, services and calculators of the project's own policy.
OF_THE_OTHER_POLICY = re.compile(
    r"Dudley|\bDART\b|\bMARAC\b|Single Point of Access|private.fostering|emergency.attendance|dart.routing|escalation|school nurse"
    r"|safeguarding|\bchild(ren)?\b|QS/XX",
    re.IGNORECASE,
)


def run(*command, policy=EXAMPLE, given=None):
    environment = os.environ | {"POLICY": str(policy)}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=environment, capture_output=True, text=True, input=given, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("name", EDITIONS)
def test_the_example_loads_and_the_linter_finds_nothing_and_accepts_nothing(name):
    assert run("publishing", "check").count("no fault") == len(EDITIONS)
    assert re.search(rf"^edition {name} as of [\d-]+: no findings, 0 accepted", run("publishing", "lint", name), re.MULTILINE)


def test_its_calculator_is_the_only_one_and_every_property_holds_in_both_editions():
    assert [line.split()[0] for line in run("calculators", "list").splitlines()] == ["visitor-pass"]
    proven = run("calculators", "prove", "--all").splitlines()
    for name in EDITIONS:
        assert f"visitor-pass, edition {name}: known states visited, each with exactly one outcome: 16" in proven
    assert not [line for line in proven if not line.startswith("visitor-pass")]


@pytest.mark.parametrize("name", EDITIONS)
def test_every_worked_case_comes_out_as_it_was_written(name):
    cases = yaml.safe_load(CASES[name].read_text(encoding="utf-8"))
    lines = "".join(json.dumps(case["answers"], default=str) + "\n" for case in cases)
    told = [
        json.loads(line)
        for line in run("calculators", "decide", "visitor-pass", "--batch", "-", "--edition", name, given=lines).splitlines()
    ]
    assert len(told) == len(cases) >= 7
    for case, outcome in zip(cases, told, strict=True):
        found = {
            **outcome,
            "actions": [action["id"] for action in outcome["actions"]],
            "unknown": [entry["answer"] for entry in outcome["unknown"]],
        }
        expected = {key: case[key] for key in case.keys() - {"case", "answers", "clause"}}
        assert {key: found[key] for key in expected} == expected, case["case"]


def test_the_commands_of_the_other_policy_are_not_there():
    help_text = run("calculators", "--help")
    assert "prove" in help_text
    assert "referral-times" not in help_text
    assert "screen" not in help_text


def test_the_redline_tells_the_one_number_that_the_draft_changes_and_what_it_does_to_the_calculator():
    told = run("publishing", "redline", "1.0", "2.0-draft")
    assert "four" in told and "three" in told
    assert "A visitor is at the desk" in told


def test_the_table_of_the_whole_decision_is_in_the_words_of_the_example():
    told = run("calculators", "table", "visitor-pass")
    assert "Gets a pass" in told
    assert not OF_THE_OTHER_POLICY.search(told)


def text_files(site):
    written = [path for path in site.rglob("*") if path.suffix in (".html", ".json") or path.name in ("search-index.js", "sheets.css")]
    return [path for path in written if "assets" not in path.parts and path.name != "edition.schema.json"]


def test_no_word_of_the_other_policy_stands_in_the_built_site(example_site):
    files = text_files(example_site)
    assert len(files) > 30
    for path in files:
        found = OF_THE_OTHER_POLICY.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path.relative_to(example_site)}: {found[0]}"
    names = [path.name for path in example_site.rglob("*")]
    assert not [name for name in names if OF_THE_OTHER_POLICY.search(name)]


def test_the_built_site_says_on_its_first_pages_that_it_is_invented(example_site):
    for page in ("index.html", "about.html", "calculators/visitor-pass.html", "document-control.html"):
        assert "nvented" in (example_site / "1.0" / page).read_text(encoding="utf-8")


def test_the_browsers_python_holds_the_rules_of_the_example_and_no_others(example_site):
    import zipfile

    (wheel,) = (example_site / "assets" / "runtime").glob("calculators.*.whl")
    rules = {Path(name).stem for name in zipfile.ZipFile(wheel).namelist() if re.fullmatch(r"calculators/\w+\.pyc", name)}
    assert rules == {"__init__", "browser", "policy", "visitor_pass"}


def test_its_pdfs_are_made_in_its_own_words():
    told = run("publishing", "pdf")
    assert told.count("cards/visitor-pass.pdf") == len(EDITIONS)
    reader = (ROOT / "build" / "setup" / "pdftotext").read_text(encoding="utf-8").strip()
    for name in EDITIONS:
        folder = ROOT / "build" / "policies" / "visitors" / "pdf" / name
        for file in folder.rglob("*.pdf"):
            text = subprocess.check_output([reader, file, "-"], text=True)
            assert "EXAMPLE/7" in text
            assert not OF_THE_OTHER_POLICY.search(text), file.name


def test_the_example_is_built_in_a_folder_of_its_own(example_site):
    assert example_site.is_relative_to(ROOT / "build" / "policies")
    assert not (ROOT / "site" / "1.0").exists()


@pytest.fixture
def bare(tmp_path):
    """A copy of the example with nothing in it that a policy may do without: no calculators, no companion but the site's words."""
    folder = tmp_path / "bare"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(folder / "calculators")
    shutil.rmtree(folder / "docs")
    data = folder / "policy_data"
    shutil.rmtree(data / "editions" / "2.0-draft")
    library = data / "library.yml"
    library.write_text('title: Bare\ncurrent: "1.0"\neditions: ["1.0"]\n', encoding="utf-8")
    edition = data / "editions" / "1.0"
    for path in (
        *(edition / "companion").glob("*.yml"),
        edition / "companion" / "decisions" / "visitor-pass.yml",
        edition / "policy" / "parameters.yml",
    ):
        path.unlink()
    shutil.rmtree(edition / "companion" / "cases")
    passes = edition / "policy" / "sections" / "3-passes.yml"
    text = passes.read_text(encoding="utf-8")
    passes.write_text(text.replace('{{ threshold("visitor-pass.days") }}', "many days"), encoding="utf-8")
    return folder


def test_a_policy_without_calculators_and_all_that_may_be_missing_is_built_too(bare):
    assert "no fault" in run("publishing", "check", policy=bare)
    run("publishing", "lint", policy=bare)
    run("calculators", "prove", "--all", policy=bare)
    run("publishing", "site", "--without-pdf", policy=bare)
    site = ROOT / "build" / "policies" / "bare" / "site"
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    shutil.rmtree(site.parent)
    assert {"index.html", "editions.html", "1.0/index.html", "1.0/contacts.html", "1.0/sections/3-passes.html"} <= pages
    assert not {"1.0/hazards.html", "1.0/glossary.html", "1.0/known-faults.html", "1.0/a-to-z.html", "1.0/calculators/index.html"} & pages
    assert not (site / "assets" / "runtime").exists()


def test_a_folder_that_holds_no_policy_is_refused_in_one_line(tmp_path):
    environment = os.environ | {"POLICY": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "publishing", "check"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "library.yml" in done.stderr
    assert done.stderr.count("\n") == 1
