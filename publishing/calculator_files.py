"""The source files of the package `calculators`: the core and its doors, and the rules of the policy that is published."""

import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import calculators
from publishing.place import PROJECT, RULES

PACKAGE = PROJECT / "calculators"
OF_EVERY_POLICY = ("__init__.py", "__main__.py", "browser.py")
STEPS = "threshold_steps.py"
ONLY_AT_THE_BUILD = ("proof", "table", "first_match", "due", "cubes")
NOT_IN_THE_BROWSER = {"__main__.py", "screen_command.py", STEPS, *(f"core/{name}.py" for name in ONLY_AT_THE_BUILD)}


def calculator_files(package: Path = PACKAGE, rules: Path = RULES) -> dict[str, Path]:
    """Return every source file by its place in the package, such as "core/facts.py", in order.

    A policy that is not the project's own has its rules in a folder of its own; those of the project are then left out.
    """
    files = {path.relative_to(package).as_posix(): path for path in package.rglob("*.py")}
    if rules != package:
        ours = {name: path for name, path in files.items() if name.startswith("core/") or name in OF_EVERY_POLICY}
        files = ours | {path.name: path for path in rules.glob("*.py")}
    return dict(sorted(files.items()))


def browser_files() -> dict[str, Path]:
    """Return the source files that go to the browser, by their places in the package."""
    return {name: path for name, path in calculator_files().items() if name not in NOT_IN_THE_BROWSER}


def rule_module(file: str) -> str | None:
    """Return the dotted name of a file of the policy's rules; None where the policy has no such file."""
    return f"calculators.{Path(file).stem}" if (RULES / file).exists() else None


def take_rules() -> None:
    """Have `calculators` answer by the rules of another policy's folder; a policy need not have any."""
    if not (RULES / "policy.py").exists():
        calculators.take(SimpleNamespace(MODULES=(), CALLS={}, SCREENING={}))
        return
    calculators.__path__.insert(0, str(RULES))
    sys.modules.pop("calculators.policy")
    calculators.take(import_module("calculators.policy"))
