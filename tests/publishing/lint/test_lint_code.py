"""What is typed into the calculators' code is seen: numbers, dates, wording, and ids that no edition declares."""

import shutil
from datetime import date

import pytest

from publishing.lint import calculator_code, structural
from publishing.lint.code_literals import literals_in
from publishing.lint.context import context_of
from publishing.lint.rules import literal_in_code
from publishing.load import ROOT

RULE, REASONS, CORE = "emergency_attendance.py", "emergency_attendance_reasons.py", "core/windows.py"


@pytest.fixture(scope="module")
def context():
    return context_of("3.0", ROOT, date(2026, 6, 1))


@pytest.fixture
def found_in(context, tmp_path, monkeypatch):
    """Return what the rule finds in a copy of the calculators to one of whose modules a line was added."""

    def of(name, line):
        folder = tmp_path / "calculators"
        shutil.copytree(calculator_code.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8") + f"\n\ndef added(answers, edition, days, count):\n    {line}\n", encoding="utf-8")
        monkeypatch.setattr(calculator_code, "FOLDER", folder)
        return list(literal_in_code.check(context))

    return of


def test_the_calculators_have_nothing_typed_into_them(context):
    assert list(map(str, literal_in_code.check(context))) == []


TYPED = [
    ("a number", RULE, "return count >= 3", "the number 3 is typed", "3"),
    ("a number with a fraction", RULE, "return days / 2.5", "the number 2.5 is typed", "2.5"),
    ("a number below nought", RULE, "return days > -7", "the number 7 is typed", "7"),
    ("a number as a default", RULE, "return (lambda limit=28: limit)", "the number 28 is typed", "28"),
    ("a date", RULE, "return date(2026, 1, 1)", "the date date(2026, 1, 1) is typed", "date(2026, 1, 1)"),
    ("the first date there is", RULE, "return date(1, 1, 1)", "the date date(1, 1, 1) is typed", "date(1, 1, 1)"),
    ("a date as text", RULE, 'return date.fromisoformat("2026-01-01")', "is typed", "date.fromisoformat('2026-01-01')"),
    ("a date that stands alone", RULE, 'return "2026-01-01"', 'the date "2026-01-01" is typed', '"2026-01-01"'),
    ("a sentence", RULE, 'return Reason("concern", "There is a concern.", None)', "no YAML declares", '"There is a concern."'),
    ("a text with words in it", RULE, 'return f"{count} contacts in all"', "no YAML declares", '" contacts in all"'),
    ("an id that no YAML has", RULE, 'return Outcome("perhaps", "perhaps")', "no YAML declares", '"perhaps"'),
    ("an id of another calculator", RULE, 'return Outcome("not_private_fostering", "share")', "no YAML declares", '"not_private_fostering"'),
    ("a parameter that is none", RULE, 'return edition.threshold(NAME, "contact")', "no YAML declares", '"contact"'),
    ("a field that no words have", RULE, 'return Change("contacts", {"heap": count})', "no YAML declares", '"heap"'),
    ("words as a key", RULE, 'return {"Ring social care": True}', "no YAML declares", '"Ring social care"'),
    ("what parts two words", RULE, 'return " ".join(days)', "no YAML declares", '" "'),
    ("a sentence in a module of the rule's", REASONS, 'return Reason("concern", "There is a concern.", None)', "no YAML declares", '"There is a concern."'),
    ("an id of another calculator in one", REASONS, 'return Change("longer_stay")', "no YAML declares", '"longer_stay"'),
    ("a number in the core", CORE, "return count >= 3", "the number 3 is typed", "3"),
    ("a date in the core", CORE, "return date(2026, 1, 1)", "is typed", "date(2026, 1, 1)"),
    ("a sentence in the core", CORE, 'return "Ring social care"', "no YAML declares", '"Ring social care"'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "line", "wrong", "about"), [row[1:] for row in TYPED], ids=[row[0] for row in TYPED])
def test_what_is_typed_is_found_with_its_line_and_its_function(found_in, name, line, wrong, about):
    (finding,) = {finding.about: finding for finding in found_in(name, line)}.values()
    assert (finding.code, finding.about) == ("L603", about) and wrong in finding.wrong and finding.right
    assert finding.place == f"code calculators/{name} added"
    assert line in finding.file.read_text(encoding="utf-8").splitlines()[finding.line - 1]


PLAIN = [
    ("nought and one", RULE, "return days > 0 or count - 1 > -1"),
    ("a docstring", RULE, '"""Count at least 3 within 12 months; see clause 13.3."""'),
    ("a type", RULE, 'found: "dict[str, int]" = {}'),
    ("true, false, none and the empty text", RULE, 'return True, False, None, ""'),
    ("ids of the words", RULE, 'return Outcome("review", "share", ("refer_now",), ("gp",), ("service_not_listed",))'),
    ("a parameter", RULE, 'return edition.threshold(NAME, "contacts"), edition.values("child", "age_limit")'),
    ("the shared words", RULE, 'return Problem("attendances", "entry_after_as_of", {"as_of": days})'),
    ("a value of an answer", RULE, 'return answers["concern"] == "unsure"'),
    ("a member of an enum and an argument", RULE, 'return "threshold_reached", "social_worker", "contacts"'),
    ("a field of the words as a key", RULE, 'return Change("contacts", {"count": count, "words": days})'),
    ("the end of an id", RULE, 'return f"{count}_until"'),
    ("a list's entry by name", RULE, 'return f"{count}[{days}].{answers}"'),
    ("an error for a programmer", CORE, 'raise TypeError(f"no outcome for {answers}, 3 of them")'),
    ("a name in the core", CORE, 'return {"anyOf": days, "until_known": answers["questions"]}'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "line"), [row[1:] for row in PLAIN], ids=[row[0] for row in PLAIN])
def test_what_the_edition_declares_is_left_alone(found_in, name, line):
    assert list(map(str, found_in(name, line))) == []


def test_a_permission_that_nothing_needs_is_a_finding(context, monkeypatch):
    monkeypatch.setitem(structural.STRUCTURAL, "calculators/core/windows.py", {"; ": "parts nothing"})
    (finding,) = literal_in_code.check(context)
    assert finding.wrong == 'structural.py allows "; ", which does not stand here'


def test_a_literal_knows_its_method():
    (literal,) = literals_in("class Stay:\n    def long(self, days):\n        return days > 28\n")
    assert (literal.line, literal.function, literal.value) == (3, "Stay.long", 28)
