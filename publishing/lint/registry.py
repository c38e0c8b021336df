"""Finds the rules: every module of `publishing.lint.rules`. What a rule must have is tested, not declared twice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from publishing.lint import rules
from publishing.lint.context import Context
from publishing.lint.finding import Finding


@dataclass(frozen=True)
class Rule:
    """One rule. code: "L101"; name: its file's, with hyphens; about: its docstring; check: context -> findings."""

    code: str
    name: str
    about: str
    check: Callable[[Context], Iterator[Finding]]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule in order of its code."""
    modules = [import_module(f"{rules.__name__}.{found.name}") for found in iter_modules(rules.__path__)]
    found = [
        Rule(module.CODE, module.__name__.rpartition(".")[2].replace("_", "-"), module.__doc__ or "", module.check) for module in modules
    ]
    return tuple(sorted(found, key=lambda rule: rule.code))


def findings_of(context: Context) -> Iterator[Finding]:
    """Yield what every rule finds, each finding with its rule's name."""
    for rule in all_rules():
        for finding in rule.check(context):
            yield replace(finding, rule=rule.name)
