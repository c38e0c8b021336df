"""A parameter is drawn by no text and read by no calculator.

Why: a number that nobody uses is not checked by anybody, and looks as if it held.

Read: {{ threshold("…") }} in every text the loader fills, and threshold(…) and values(…) in the calculators' code.

Fix: draw it in its clause, have the rule read it, or take it out. Accept one that a coming calculator needs, and name it.
"""

from collections.abc import Iterator

from publishing.fill import CALL, SLOT
from publishing.lint.calculator_code import parameters_read
from publishing.lint.context import Context
from publishing.lint.finding import Finding

CODE = "L204"


def check(context: Context) -> Iterator[Finding]:
    """Yield each parameter, and each addition of a calculator, that nobody uses."""
    calls = [CALL.fullmatch(slot) for text in context.texts_of("clause", "calculator", "note") for slot in SLOT.findall(text.raw)]
    used = {call.group(2) for call in calls if call and call.group(1) == "threshold"}
    used |= {f"{group}.{name}" for group, name in parameters_read()}
    places = [("policy/parameters.yml", group, (group,), entries) for group, entries in context.edition.parameters.items()]
    places += [
        (f"companion/decisions/{calculator}.yml", calculator, ("additions",), context.edition.additions(calculator))
        for calculator in context.edition.decisions
    ]
    for file, group, at, entries in places:
        for name in entries:
            if f"{group}.{name}" not in used:
                wrong = "no text draws it and no calculator reads it"
                right = f'draw {{{{ threshold("{group}.{name}") }}}} in its clause, or take it out'
                yield context.in_file(CODE, file, (*at, name), f"parameter {group}.{name}", wrong, right)
