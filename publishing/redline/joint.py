"""What one fact is in two editions for the same answers: every pair of values, each with answers that give it.

A changed number is swallowed on the way from answers to facts, so facts alone show no difference between two editions.
The same answers do: a stay of 28 days is one value where the clause says "more than 28 days" and another where it says
"28 days or more". The answers that are tried are the values on both sides of every edge of either edition, as the
calculators themselves name them, each beside each of the others.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

from calculators.core.ages import STANDS_IN
from calculators.core.answers import AS_OF, NOT_KNOWN, Answers, Entries
from calculators.core.decision import Decision
from calculators.core.edition import Edition
from calculators.core.facts import Fact, Value
from calculators.core.proof import DAYS_OF_DECISION

DAY = date.fromisoformat(DAYS_OF_DECISION[-1])

ValuePair = tuple[Value, Value]
Given = Mapping[str, Any]


def joint_values(decision: Decision, fact: Fact, was: Edition, now: Edition) -> Mapping[ValuePair, Given]:
    """Return every pair of values (in one edition, in the other) that one set of answers gives a fact, with such answers.

    Only answers that leave one value to act on in both editions count: what is not known is a choice among these.
    """
    found: dict[ValuePair, Given] = {}
    nothing = Answers({answer.name: answer.default for answer in decision.answers}, set(), [], DAY)
    # Choices first: which dates are worth a try depends on them.
    names = sorted(fact.reads, key=lambda name: name not in decision.finite)
    for answers in _completed(decision, fact, nothing, names, (was, now)):
        pair = tuple(_only(fact.acted_on(fact.derive(answers, edition))) for edition in (was, now))
        if None not in pair:
            found.setdefault(pair, {name: answers[name] for name in fact.reads})  # type: ignore[arg-type]
    return found


def _only(values: frozenset[Value]) -> Value | None:
    return next(iter(values)) if len(values) == 1 else None


def _completed(decision: Decision, fact: Fact, answers: Answers, names: list[str], editions: tuple[Edition, ...]) -> Iterator[Answers]:
    """Yield the answers with each combination of values for the names, and of no answer where the fact has a value for it."""
    if not names:
        yield answers
        return
    name, *others = names
    if answers[STANDS_IN.get(name, name)] is not NOT_KNOWN and name in STANDS_IN:
        yield from _completed(decision, fact, answers, others, editions)
        return
    if fact.not_known or name in _STOOD_FOR:
        yield from _completed(decision, fact, _with(answers, name, NOT_KNOWN), others, editions)
    for given in _values(decision, answers, name, editions):
        yield from _completed(decision, fact, given, others, editions)


_STOOD_FOR = frozenset(STANDS_IN.values())


def _values(decision: Decision, answers: Answers, name: str, editions: tuple[Edition, ...]) -> Iterator[Answers]:
    """Yield the answers with each value that one of them has to be tried with; lists are made known entry by entry."""
    tried = {repr(value): value for edition in editions for value in decision.values_to_try(name, answers, edition)}
    if name not in decision.finite:
        tried = dict(sorted(tried.items()))  # they come as a set, whose order is another in each process
    table = {answer.name: answer for answer in decision.answers}
    begun = isinstance(table[name], Entries) and answers[name] is NOT_KNOWN
    opened = {repr(value): value for value in (_opened(table[name], value) for value in tried.values())} if begun else {}
    for value in chain(tried.values(), (value for text, value in opened.items() if text not in tried)):
        changed = _with(answers, name, value)
        if any(decision.check(changed, edition) for edition in editions) or changed.warnings:
            continue
        if name in decision.partly_known(changed):
            yield from _values(decision, changed, name, editions)
        else:
            yield changed


def _opened(entries: Entries, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a list whose entries have no date yet, so that each is tried with every date."""
    return [{**entry, **dict.fromkeys(entries.soft, NOT_KNOWN)} for entry in value]


def _with(answers: Answers, name: str, value: Any) -> Answers:
    return Answers({**answers.values, name: value}, answers.given | {name}, [], answers.as_of)


def as_given(answers: Given) -> dict[str, Any]:
    """Return answers as a reader gives them: plain data, with the day of the decision, what is not known left out."""
    return {AS_OF: DAY.isoformat()} | {name: _plain(value) for name, value in answers.items() if value is not NOT_KNOWN}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if item is not NOT_KNOWN}
    return list(map(_plain, value)) if isinstance(value, (list, tuple)) else value
