"""The command line: outcomes on standard output, faults by name on standard error, the right exit status."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from calculators import DECISIONS

ROOT = Path(__file__).resolve().parent.parent.parent


def run(*arguments, given=""):
    return subprocess.run(
        [sys.executable, "-m", "calculators", *arguments], cwd=ROOT, input=given, capture_output=True, text=True, check=False
    )


def test_list_names_the_calculators():
    assert {line.split()[0] for line in run("list").stdout.splitlines()} == set(DECISIONS)


@pytest.mark.parametrize("calculator", DECISIONS)
def test_schema_is_a_json_schema_that_takes_only_the_answers(calculator):
    schema = json.loads(run("schema", calculator).stdout)
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == {"as_of", *(answer.name for answer in DECISIONS[calculator].answers)}


def test_decide_prints_one_outcome_and_fills_in_today():
    done = run("decide", "private-fostering", "--answers", "-", given='{"carer": "grandparent"}')
    outcome = json.loads(done.stdout)
    assert (done.returncode, outcome["outcome"], outcome["edition"]) == (0, "not_private_fostering", "3.0")
    assert len(outcome["as_of"]) == 10


def test_decide_refuses_what_it_cannot_use_by_name_and_with_status_2():
    done = run("decide", "private-fostering", "--answers", "-", given='{"date_of_birth": "2026-02-30", "x": 1}')
    assert done.returncode == 2
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["x", "date_of_birth"]
    assert done.stdout == ""


@pytest.mark.parametrize("text", ["", "{", "[1]", '"x"', "\x00", "[" * 100_000, "9" * 5000])
def test_text_that_is_no_object_is_refused_in_one_line(text):
    done = run("decide", "private-fostering", "--answers", "-", given=text)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and "answers" in done.stderr


def test_batch_keeps_the_order_and_goes_on_after_a_bad_line():
    lines = ['{"carer": "parent", "as_of": "2026-01-01"}', "not json", '{"carer": "robot"}', '{"carer": "school", "school_holiday": "no"}']
    done = run("decide", "private-fostering", "--batch", "-", given="\n".join(lines))
    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [entry.get("outcome") for entry in outcomes] == ["not_private_fostering", None, None, "not_private_fostering"]
    assert [bool(entry.get("errors")) for entry in outcomes] == [False, True, True, False]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("decide", "private-fostering", "--answers", "no-such-file.json"), "no-such-file.json"),
        (("decide", "private-fostering", "--edition", "9.9", "--answers", "-"), "9.9"),
        (("decide", "foster", "--answers", "-"), "foster"),
        (("prove",), "required"),
    ],
)
def test_a_command_that_cannot_run_names_what_is_wrong(arguments, named):
    done = run(*arguments, given="{}")
    assert done.returncode == 2
    assert named in done.stderr and "Traceback" not in done.stderr


def test_the_core_imports_only_itself_and_what_needs_no_clock_no_file_and_no_network():
    allowed = {"calculators", "bisect", "calendar", "collections", "dataclasses", "datetime", "enum", "functools", "itertools"}
    allowed |= {"codecs", "csv", "json", "operator", "random", "re", "typing"}
    for path in [*(ROOT / "calculators").glob("*.py"), *(ROOT / "calculators" / "core").glob("*.py")]:
        if path.name in ("__main__.py", "screen_command.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module] if isinstance(node, ast.ImportFrom) else []
            assert {module.split(".")[0] for module in modules} <= allowed, f"{path.name}, line {node.lineno}"
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("today", "now", "utcnow", "fromtimestamp"), f"{path.name}, line {node.lineno}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("open", "exec", "eval", "__import__"), f"{path.name}, line {node.lineno}"


@pytest.mark.parametrize("calculator", ["private-fostering", "emergency-attendance"])
def test_table_prints_the_whole_decision_in_a_hundred_columns(calculator):
    done = run("table", calculator)
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert "(edition 3.0)" in lines[0] and max(map(len, lines)) <= 100
    assert any(line.startswith("  1  Is ") for line in lines) and any(line.strip().startswith("Otherwise") for line in lines)
    assert "What to do" in done.stdout and "Who is told" in done.stdout


def test_table_refuses_an_edition_that_there_is_not():
    done = run("table", "private-fostering", "--edition", "9.9")
    assert done.returncode == 2 and "9.9" in done.stderr and len(done.stderr.splitlines()) == 1


def test_ask_names_the_next_question_and_why_it_is_asked():
    given = '{"date_of_birth": "2015-01-01", "attendances": [], "social_worker": "no"}'
    done = run("ask", "emergency-attendance", "--answers", "-", given=given)
    question = json.loads(done.stdout)["question"]
    assert done.returncode == 0
    assert question["answer"] == "concern" and "13.4" in question["why"]


def test_ask_refuses_what_it_cannot_use():
    done = run("ask", "emergency-attendance", "--answers", "-", given='{"concern": "perhaps"}')
    assert done.returncode == 2 and done.stderr.startswith("concern:")


def test_referral_times_prints_what_follows_a_call():
    done = run("referral-times", "--call", "2026-12-18T17:00")
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (found["written_by"]["at"], found["chase_by"]["day"]) == ("2026-12-19T17:00", "2026-12-23")


@pytest.mark.parametrize("call", ["", "2026-12-18", "2026-02-30T10:00", "2026-03-29T01:30", "2032-01-05T10:00"])
def test_referral_times_refuses_a_time_it_cannot_use_in_one_line_and_with_status_2(call):
    done = run("referral-times", "--call", call)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith("--call:")
