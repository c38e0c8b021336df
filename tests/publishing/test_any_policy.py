"""The code and the templates know no policy: no place, service, calculator or clause of this one stands in them."""

import ast
import re
from pathlib import Path

from calculators import DECISIONS
from publishing.load import load_edition, load_library

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = "|".join(re.escape(name).replace(r"\-", "[-_ ]") for name in DECISIONS)
OF_THIS_POLICY = re.compile(
    rf"\b(Dudley|DART|MARAC|Single Point of Access|school nurses?|health visitors?|safeguarding|referrals?|{NAMES})\b", re.IGNORECASE
)

# file -> what may stand there -> why
MAY_STAND = {
    "publishing/load.py": {
        "referral-times": "the group of the parameters of a capability that a policy may have",
    },
    "publishing/named.py": {
        "15.3b": "an example in a message",
    },
    "publishing/lint/structural.py": {
        "referral-times": "allowed to a rule of the project's own",
        "referral times": "the same, in the reason for it",
    },
    "docs/templates/print/calculators.html.j2": {
        "referral-times": "the place of a capability that a policy may have",
        "Times that follow a referral by telephone": "its heading; printed only where the policy has it",
    },
}


def said_in(path):
    """Yield each text of a Python file but its docstrings, with the line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, owners) and ast.get_docstring(node) is not None}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def without_what_may_stand(name, text):
    for allowed in MAY_STAND.get(name, ()):
        text = text.replace(allowed, "")
    return text


def test_no_module_of_publishing_names_a_place_a_service_or_a_calculator_of_this_policy():
    for path in sorted((ROOT / "publishing").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for line, text in said_in(path):
            found = OF_THIS_POLICY.search(without_what_may_stand(name, text))
            assert not found, f"{name}:{line}: {found[0]}"


def test_no_module_of_publishing_names_a_clause_of_this_policy():
    clauses = {clause for name in load_library().editions for clause in load_edition(name).clauses}
    for path in sorted((ROOT / "publishing").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for line, text in said_in(path):
            assert without_what_may_stand(name, text) not in clauses - {"doc-control"}, f"{name}:{line}: {text}"
            found = re.search(r"\bclause-\d|\bapp\d-|(?<![\w.-])\d{1,2}\.\d{1,2}b(?![\w.])", without_what_may_stand(name, text))
            assert not found, f"{name}:{line}: {found[0]}"


def test_no_template_and_no_part_of_the_theme_names_anything_of_this_policy():
    for folder in ("docs/templates", "docs/theme"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".j2", ".html"):
                name = path.relative_to(ROOT).as_posix()
                text = without_what_may_stand(name, re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
                text = text.replace("referral_times", "")
                found = (
                    OF_THIS_POLICY.search(text)
                    or re.search(r"\bchild(ren)?\b", text, re.IGNORECASE)
                    or re.search(r"\bclause-\d|\bapp\d-", text)
                )
                assert not found, f"{name}: {found[0]}"


def test_what_may_stand_does_stand():
    for name, allowed in MAY_STAND.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        assert [words for words in allowed if words not in text] == [], name
