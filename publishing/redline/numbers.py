"""What differs in the parameters: every number, period, age, band and list that a rule uses."""

from collections.abc import Iterator

from publishing.edition import Policy
from publishing.model import Parameter
from publishing.redline.changes import Found, Kind

RULE = ("value", "values", "lowest", "highest", "unit", "compare", "within")  # what a calculator reads of a parameter


def parameters_of(policy: Policy) -> dict[str, Parameter]:
    """Return "group.name" -> parameter."""
    return {f"{group}.{name}": parameter for group, entries in policy.parameters.items() for name, parameter in entries.items()}


def compare_parameters(was: Policy, now: Policy) -> Iterator[Found]:
    """Yield every parameter that came, went or differs: in what a rule reads, in its clause, or in its words alone."""
    before, after = parameters_of(was), parameters_of(now)
    for name in dict.fromkeys((*after, *before)):
        old, new = before.get(name), after.get(name)
        ids = (old.clause if old else None, new.clause if new else None)
        if old is None or new is None or _rule(old) != _rule(new):
            yield Found(Kind.THRESHOLD, *ids, name, _said(old), _said(new))
            continue
        if old.words != new.words:
            yield Found(Kind.WORDING, *ids, name, old.words, new.words)
        if old.clause != new.clause:
            yield Found(Kind.REFERENCE, *ids, name, f"rests on {old.clause}", f"rests on {new.clause}")


def _rule(parameter: Parameter) -> tuple[object, ...]:
    return tuple(getattr(parameter, key) for key in RULE)


def _said(parameter: Parameter | None) -> str | None:
    """Return a parameter in its words and, behind them, exactly: "longer than 28 days (more than 28 days)"."""
    if parameter is None:
        return None
    if parameter.value is not None:
        exactly = f"{parameter.compare} {parameter.value} {parameter.unit}"
        exactly += f" within {parameter.within.months} months" if parameter.within else ""
    elif parameter.values:
        exactly = ", ".join(parameter.values)
    else:
        exactly = f"from {parameter.lowest} to {parameter.highest} {parameter.unit}"
    return f"{parameter.words} ({exactly})"
