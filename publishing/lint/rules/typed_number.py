"""A number that a parameter holds is typed into the prose.

Why: text, calculator, table and PDF part ways as soon as one of two copies of a number changes.

Read: clauses, notes and the words of calculators, which the loader fills, and headings. At home (the parameter's own clause,
and the words of a calculator that rests on that clause or adds the number) the bare number with its unit, or an age as "under
16", "aged 16", "16th birthday", is enough, in digits or in words. Everywhere else the parameter's whole `words` are.

Fix: {{ threshold("group.name") }} for the words, {{ threshold("group.name").value }} for the bare number. Accept where the
same number means something else, such as an adult's age.
"""

import re
from collections.abc import Iterator

from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.lint.numbers import pattern_of, pattern_of_words
from publishing.lint.texts import Text
from publishing.model import Addition, Parameter

CODE = "L201"
AGES = r"\b(?:under|over|aged?|age of|above|below|turns?|turned|reach(?:es)?|at|from|up to|until|to|limit of)\s+"


def check(context: Context) -> Iterator[Finding]:
    """Yield each number or wording of a parameter that is typed and not drawn, once a text and place."""
    prose = [text for text in context.texts_of("clause", "heading", "calculator", "note") if text.at[0] != "additions"]
    parameters = [
        (name, parameter, _ignoring_case(pattern_of_words(parameter.words)), [_ignoring_case(number) for number in _numbers(parameter)])
        for name, parameter in _parameters(context)
    ]
    for text in prose:
        typed, told = text.typed, list[tuple[int, int]]()
        for name, parameter, words, numbers in parameters:
            at_home = _at_home(context, text, name, parameter)
            for pattern in (words, *(numbers if at_home else ())):
                for found in pattern.finditer(typed):
                    if any(found.start() < end and start < found.end() for start, end in told):
                        continue
                    told.append(found.span())
                    slot = f'threshold("{name}")' if pattern == words else f'threshold("{name}").value'
                    wrong = f'"{found.group(0)}" is typed; the parameter {name} holds it'
                    yield context.in_text(CODE, text, found.group(0), wrong, f"draw it: {{{{ {slot} }}}}")


def _ignoring_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _parameters(context: Context) -> list[tuple[str, Parameter | Addition]]:
    """Return every parameter that holds a number, those with the longest words first, so that a text is told once."""
    edition = context.edition
    found: list[tuple[str, Parameter | Addition]] = [
        (f"{group}.{name}", parameter) for group, entries in edition.parameters.items() for name, parameter in entries.items()
    ]
    found += [(f"{group}.{name}", addition) for group in edition.decisions for name, addition in edition.additions(group).items()]
    return sorted((entry for entry in found if _values(entry[1])), key=lambda entry: -len(entry[1].words))


def _at_home(context: Context, text: Text, name: str, parameter: Parameter | Addition) -> bool:
    clause = parameter.clause if isinstance(parameter, Parameter) else None
    if text.kind == "note":  # it tells what the source or the law says, and either may differ from the parameter
        return False
    if text.kind != "calculator":
        return clause is not None and text.clause == clause
    calculator = text.file.path.stem
    words = context.edition.decisions.get(calculator)
    return name.startswith(f"{calculator}.") or (words is not None and clause in words.clauses)


def _values(parameter: Parameter | Addition) -> list[int]:
    return [value for value in (parameter.value, parameter.lowest, parameter.highest) if value is not None]


def _numbers(parameter: Parameter | Addition) -> Iterator[str]:
    """Yield patterns for each number of a parameter with its unit, as prose writes it."""
    for value in _values(parameter):
        number = pattern_of(value)
        for size, unit in _in_units(value, parameter.unit or ""):
            between = r"(?:[\s-]+(?:or|more|fewer|less|full|whole|such)){0,3}[\s-]+"
            yield pattern_of(size) + between + re.escape(unit.removesuffix("s")) + r"s?\b"
        if parameter.unit == "years":
            yield rf"{AGES}{number}(?!\s*(?:days?|weeks?|months?|hours?))"
            yield rf"(?<!\d){value}(?:st|nd|rd|th)\s+birthday"
    if parameter.within:
        yield rf"{pattern_of(parameter.within.months)}[\s-]+months?\b"


def _in_units(value: int, unit: str) -> Iterator[tuple[int, str]]:
    """Yield a number in its own unit, and in weeks or days where it comes out even."""
    yield value, unit
    for own, larger, size in (("days", "weeks", 7), ("hours", "days", 24)):
        if unit == own and value and value % size == 0:
            yield value // size, larger
