"""Holds the words for a calculator's facts against the facts themselves: each argument and each value has words, and no other."""

from collections.abc import Iterable, Iterator
from typing import Any

from calculators import DECISIONS
from calculators.core.facts import Fact
from publishing.decision_words import DecisionWords, PartWords
from publishing.faults import Fault
from publishing.yaml_files import Path_in_file, YamlFile

YES, NO, NOT_KNOWN = "yes", "no", "not_known"


def words_of(decision: str, words: DecisionWords) -> DecisionWords | PartWords:
    """Return the words of one of the decisions by which a calculator is proven: "calculator" or "calculator.list"."""
    _, _, entries = decision.partition(".")
    return words.each[entries] if entries else words


def value_key(value: Any) -> str:
    """Return how the words call a value of a fact."""
    if isinstance(value, bool):
        return YES if value else NO
    return NOT_KNOWN if value is None else str(value)


def faults_of_fact_words(calculator: str, file: YamlFile, words: DecisionWords) -> Iterator[Fault]:
    """Yield a fault for each argument or value of a calculator's decisions without words, and for words of none."""
    for decision in DECISIONS[calculator].proven if calculator in DECISIONS else ():
        _, _, entries = decision.name.partition(".")
        place: Path_in_file = (*(("each", entries) if entries else ()), "facts")
        if entries and entries not in words.each:
            yield file.fault(("each",), f'"{entries}" has no words of its own', f"write each.{entries}")
            continue
        facts, domains = words_of(decision.name, words).facts, _domains(decision.facts)
        yield from _compared(file, place, "fact", facts, domains)
        for name, entry in facts.items():
            if name in domains:
                yield from _compared(file, (*place, name, "values"), "value", entry.values, domains[name])
                together = [value for group in entry.together for value in group.values]
                yield from _compared(file, (*place, name, "together"), "value", together, domains[name], all_of_them=False)


def _domains(facts: Iterable[Fact]) -> dict[str, list[str]]:
    """Return the values of each argument, as the words call them; several facts may give the same argument."""
    found: dict[str, dict[str, None]] = {}
    for fact in facts:
        for i, argument in enumerate(fact.arguments):
            found.setdefault(argument, {}).update(dict.fromkeys(value_key(value[i]) for value in fact.domain))
    return {argument: list(values) for argument, values in found.items()}


def _compared(
    file: YamlFile, place: Path_in_file, what: str, written: Iterable[str], there_are: Iterable[str], all_of_them: bool = True
) -> Iterator[Fault]:
    written, there_are, name = list(written), list(there_are), ".".join(map(str, place))
    for key in there_are if all_of_them else ():
        if key not in written:
            yield file.fault(place, f'the {what} "{key}" has no words in `{name}`', "the table of the whole decision asks for them; add it")
    for key in written:
        if key not in there_are:
            yield file.fault(place, f'there is no {what} "{key}" for `{name}`', f"use one of {', '.join(there_are)}", needle=key)
