"""What `make mutants` changes and what it leaves alone, how a change is named, and that its verdicts can be trusted."""

import subprocess
import sys

import pytest

from tests.mutants.explained import FILE, NotReadable, explanations, in_vain
from tests.mutants.judged import Verdict
from tests.mutants.kept import RESTS_ON, Kept, state
from tests.mutants.made import ROOT, files, mutants_of

RULE = '''
"""Holds 3 things."""

from datetime import date

LIMIT: int = 3


def due(count: "int", *, concern: bool = False) -> str | None:
    """Return "now" at 3 or more."""
    if concern:
        print("now")
    return "now" if count >= LIMIT and not concern else later(count, when=date(2026, 1, 1))


class Stay:
    @property
    def long(self) -> bool:
        return self.days > 28
'''.lstrip()


def changes(source, function=None):
    return {mutant.now for mutant in mutants_of("rule.py", source) if function in (None, mutant.function)}


def test_comparisons_conditions_numbers_texts_and_arguments_are_changed():
    line = 'return "now" if count >= LIMIT and not concern else later(count, when=date(2026, 1, 1))'
    assert changes(RULE, "due") >= {
        "if (concern) and False:",
        "if (concern) or True:",
        "pass",
        'print("XXnowXX")',
        line.replace(">=", ">"),
        line.replace("and not", "or not"),
        line.replace("not concern", "concern"),
        line.replace('"now"', '"XXnowXX"'),
        line.replace("2026", "2027"),
        line.replace("later(count", "later(None"),
        line.replace(", when=date(2026, 1, 1)", ", when=None"),
    }


def test_constants_of_the_module_and_properties_are_changed():
    assert changes(RULE, "module") >= {"LIMIT: int = None", "LIMIT: int = 4"}
    assert changes(RULE, "Stay.long") >= {"return self.days >= 28", "return self.days > 29"}


def test_docstrings_types_imports_and_decorators_are_left_alone():
    where = {mutant.line for mutant in mutants_of("rule.py", RULE)}
    words = RULE.splitlines()
    assert where == {
        number for number, line in enumerate(words, 1) if any(part in line for part in ("LIMIT", "concern", "print", "days >"))
    }
    assert [now for now in changes(RULE, "due") if now.startswith("def")] == [
        'def due(count: "int", *, concern: bool = True) -> str | None:'
    ]


def test_every_change_of_the_calculators_is_python_and_differs_from_what_was():
    source = (ROOT / "calculators/core/windows.py").read_text(encoding="utf-8")
    made = mutants_of("calculators/core/windows.py", source)
    assert len(made) > 50
    for mutant in made:
        assert mutant.source(source) != source
        compile(mutant.source(source), mutant.file, "exec")


def test_a_change_keeps_its_name_when_other_lines_move():
    moved = RULE.replace("LIMIT: int = 3\n", "OTHER = 1\n\nLIMIT: int = 3\n")
    assert {mutant.key for mutant in mutants_of("rule.py", RULE)} <= {mutant.key for mutant in mutants_of("rule.py", moved)}


def test_every_calculator_and_the_core_are_changed_but_not_the_command_line_and_the_proof():
    named = files()
    assert {"calculators/emergency_attendance.py", "calculators/core/dates.py", "calculators/core/decision.py"} <= set(named)
    assert not {"calculators/__main__.py", "calculators/core/proof.py"} & set(named)


def test_every_explanation_names_a_change_that_can_be_made():
    explained = explanations()
    made = [
        mutant for file in {entry.file for entry in explained} for mutant in mutants_of(file, (ROOT / file).read_text(encoding="utf-8"))
    ]
    assert [str(entry) for entry, _ in in_vain(explained, made, [])] == []


def test_an_explanation_that_no_longer_holds_is_told(tmp_path):
    path = tmp_path / "mutants.yml"
    entry = (
        "- {file: rule.py, function: Stay.long, was: return self.days > 28, now: [return self.days >= 28, return self.days > 30], why: W}"
    )
    path.write_text(entry, encoding="utf-8")
    made = mutants_of("rule.py", RULE)
    seen = [mutant for mutant in made if mutant.now == "return self.days >= 28"]
    told = [(entry.now, why) for entry, why in in_vain(explanations(path), made, seen)]
    assert told == [
        ("return self.days > 30", "there is no such change any more"),
        ("return self.days >= 28", "a test sees it now"),
    ]


@pytest.mark.parametrize("text", ["- x", "- {file: rule.py}", "- {file: a, function: b, was: c, now: d, why: ''}"])
def test_an_explanation_without_its_why_is_refused(tmp_path, text):
    path = tmp_path / FILE.name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotReadable, match=r"mutants.yml, entry 1: it must have file, function, was, now, why"):
        explanations(path)


def test_a_run_goes_on_where_the_last_one_of_the_same_state_ended(tmp_path):
    first, second, third = mutants_of("rule.py", RULE)[:3]
    Kept(tmp_path / "state").keep_times({"test": 1.5})
    Kept(tmp_path / "state").keep(Verdict(first, "killed", 2.0))
    Kept(tmp_path / "state").keep(Verdict(second, "survived", 3.0))
    Kept(tmp_path / "state").keep(Verdict(third, "not reached", 0.0))
    with (tmp_path / "state" / "verdicts.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"mutant": {"fi')
    kept = Kept(tmp_path / "state")
    assert kept.times() == {"test": 1.5}
    assert kept.verdicts([first, second, third]) == [Verdict(first, "killed", 2.0), Verdict(second, "survived", 3.0)]
    assert kept.verdicts([second]) == [Verdict(second, "survived", 3.0)]
    assert (Kept(tmp_path / "other").times(), Kept(tmp_path / "other").verdicts([first])) == (None, [])


def test_a_state_is_another_when_a_rule_a_test_or_the_policy_is(tmp_path):
    for name in RESTS_ON:
        file = tmp_path / name if "." in name else tmp_path / name / "file"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("was", encoding="utf-8")
    states = {state(tmp_path)}
    for number, name in enumerate(RESTS_ON, 2):
        file = tmp_path / name if "." in name else tmp_path / name / "file"
        file.write_text("is", encoding="utf-8")
        states.add(state(tmp_path))
        assert len(states) == number, name


JUDGED = """
import time
from tests.mutants import judged
from tests.mutants.made import ROOT, mutants_of

judged.TESTS = ("tests/calculators/core/test_windows.py",)
judged.warm_up()

def of(file, now):
    return next(mutant for mutant in mutants_of(file, (ROOT / file).read_text()) if now in mutant.now)

seen = of("calculators/core/windows.py", "largest = start = 1")
unseen = of("calculators/core/explanation.py", "XXcalculatorXX")
for verdict in judged.judge([seen, unseen], {}, 2, time.monotonic() + 300):
    print(verdict.mutant.file, verdict.fate)
for verdict in judged.judge([seen], {}, 2, time.monotonic()):
    print(verdict.mutant.file, verdict.fate)
"""


def test_a_change_that_a_test_sees_is_killed_and_any_other_survives_and_no_file_is_touched():
    before = {file: (ROOT / file).read_bytes() for file in files()}
    done = subprocess.run([sys.executable, "-c", JUDGED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *judged, late = done.stdout.splitlines()
    assert sorted(judged) == ["calculators/core/explanation.py survived", "calculators/core/windows.py killed"]
    assert late == "calculators/core/windows.py not reached"
    assert {file: (ROOT / file).read_bytes() for file in files()} == before
