"""Turns what was decided into plain data with the edition's own words; holds no wording itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calculators.core.answers import Answers, Given, Problem
from calculators.core.edition import Edition
from calculators.core.outcome import Settled


@dataclass(frozen=True)
class Reason:
    """One test a person would make: the fact, which of its `found` words to use and their values, and whether it is met.

    met: True, False, or None where that is not known. ground: this is what a "no" rests on.
    """

    fact: str
    found: str
    met: bool | None
    values: Mapping[str, Any] = field(default_factory=dict)
    ground: bool = False


@dataclass(frozen=True)
class Change:
    """The smallest change that would alter the answer: which words to use and their values. more: others as small."""

    words: str
    values: Mapping[str, Any] = field(default_factory=dict)
    more: "tuple[Change, ...]" = ()


def explain(
    calculator: str,
    edition: Edition,
    answers: Answers,
    settled: Settled,
    *,
    reasons: list[Reason],
    cautions: tuple[str, ...],
    unknown: tuple[str, ...],
    decided_by: tuple[str, ...],
    ignored: tuple[str, ...],
    nearest_change: Change | None,
    depends: Callable[[str], tuple[str, ...]],
    whole: bool = True,
) -> dict[str, Any]:
    """Return the outcome as plain, JSON-able data. Lists are never null; dates are YYYY-MM-DD but in words.

    whole: not only what is said of one entry of a list, beside which the edition's own cautions stand already.
    """
    words, shared = edition.words[calculator], edition.words["shared"]
    settled_words = words["outcomes"][settled.name]
    unsettled = len(settled.possible) > 1
    actions = [action for action in words["actions"] if action in settled.actions]
    say = Speaker(shared)
    return {
        "calculator": calculator,
        "edition": edition.name,
        "as_of": answers.as_of.isoformat(),
        "outcome": settled.name,
        "possible": list(settled.possible),
        "by_text_alone": settled.by_text[0],
        "emergency": shared["emergency"],
        "headline": _headline(words, shared, actions, settled_words, unsettled, told=bool(settled.recipients)),
        "note": settled_words["note"],
        "versions": [dict(version) for version in settled_words.get("versions", ())],
        "ground": next((say(_found(words, reason), reason.values) for reason in reasons if reason.ground and settled_words["no"]), None),
        "actions": [
            _action(action, words["actions"][action], depends(action) if action in settled.open_actions else ()) for action in actions
        ],
        "recipients": [recipient for recipient in words["recipients"] if recipient in settled.recipients],
        "reasons": [_reason(reason, words, say) for reason in reasons],
        "unknown": [{"answer": name, **_unknown(calculator, name, edition)} for name in unknown],
        "decided_by": list(decided_by),
        "cautions": _own_cautions(cautions, words) + (_cautions_of(edition, shared, answers.as_of, say) if whole else []),
        "warnings": [problem_text(problem, edition) for problem in answers.warnings],
        "ignored": list(ignored),
        "nearest_change": _changes(nearest_change, words["nearest_change"], say) if nearest_change else None,
    }


class Speaker:
    """Fills the edition's words with values: dates are written out, `one` and `other` are chosen by `count`."""

    def __init__(self, shared: Mapping[str, Any]):
        self.shared = shared

    def __call__(self, words: Any, values: Mapping[str, Any]) -> str:
        if isinstance(words, Mapping):
            words = words["one" if values["count"] == 1 else "other"]
        return words.format_map({name: self.shown(value) for name, value in values.items()})

    def shown(self, value: Any) -> str:
        """Return a value as a reader sees it: 10 January 2026, a list joined, what has no text by its name, the rest as text."""
        if isinstance(value, Given):
            return self.shared["given"][value]
        if isinstance(value, date):
            return f"{value.day} {self.shared['months'][value.month - 1]} {value.year}"
        if isinstance(value, (list, tuple)):
            *rest, last = map(self.shown, value)
            return self.shared["and"].join(filter(None, (", ".join(rest), last)))
        return str(value)


def problem_text(problem: Problem, edition: Edition) -> dict[str, str]:
    """Return one problem as {"answer", "kind", "text"}: where, and what is wrong and would be right in one line."""
    shared = edition.words["shared"]
    return {"answer": problem.answer, "kind": problem.kind, "text": Speaker(shared)(shared["problems"][problem.kind], problem.values)}


def _headline(
    words: Mapping[str, Any], shared: Mapping[str, Any], actions: list[str], outcome: Mapping[str, Any], unsettled: bool, told: bool
) -> str:
    urgent = next((words["actions"][action]["headline"] for action in actions if words["actions"][action].get("headline")), None)
    said = outcome.get("nobody") if not told else None
    parts = [shared["not_settled"] if unsettled else None, urgent, said or outcome["unsettled" if unsettled else "headline"]]
    return " ".join(part for part in parts if part)


def _changes(change: Change, words: Mapping[str, Any], say: Speaker) -> str:
    return " ".join(say(words[one.words], one.values) for one in (change, *change.more))


def _action(action: str, words: Mapping[str, Any], depends: tuple[str, ...]) -> dict[str, Any]:
    # What an action finds out is not what it waits for. An answer of a list's entry goes by its last name.
    depends = tuple(name for name in depends if name.rpartition(".")[-1] not in words.get("finds_out", ()))
    return {
        "id": action,
        "text": words["text"],
        "who": words["who"],
        "by": words.get("by"),
        "clauses": list(words["clauses"]),
        "layer": words["layer"],
        "authority": words.get("authority"),
        "when": ", ".join(depends) or None,
    }


def _found(words: Mapping[str, Any], reason: Reason) -> Any:
    return words["reasons"][reason.fact]["found"][reason.found]


def _reason(reason: Reason, words: Mapping[str, Any], say: Speaker) -> dict[str, Any]:
    entry = words["reasons"][reason.fact]
    return {
        "fact": reason.fact,
        "found": say(_found(words, reason), reason.values),
        "test": entry["test"],
        "met": reason.met,
        "clauses": list(entry["clauses"]),
        "layer": entry["layer"],
        "authority": entry.get("authority"),
    }


def _unknown(calculator: str, name: str, edition: Edition) -> dict[str, str]:
    """Return the words for an answer, or for one of a list's entry ("children[0].age_years"), that is not known."""
    entries, _, part = name.partition("].")
    words = edition.words[f"{calculator}.{entries.partition('[')[0]}" if part else calculator]
    entry = words["unknown"][part or name]
    return {"settles": entry["settles"], "until_then": entry["until_then"]}


def _own_cautions(ids: tuple[str, ...], words: Mapping[str, Any]) -> list[dict[str, Any]]:
    entries = [words["cautions"][caution] for caution in words["cautions"] if caution in ids]
    return [{"kind": entry["kind"], "text": entry["text"], "clauses": list(entry["clauses"])} for entry in entries]


def _cautions_of(edition: Edition, shared: Mapping[str, Any], as_of: date, say: Speaker) -> list[dict[str, Any]]:
    found = []
    in_force = {"edition": edition.name, "issued": edition.in_force_from, "lapsed": edition.lapsed_from}
    if edition.draft:
        found.append(_of_edition("draft", shared, in_force, say))
    if edition.in_force_from and as_of < edition.in_force_from:
        found.append(_of_edition("not_in_force", shared, in_force, say))
    if edition.lapsed_from and as_of >= edition.lapsed_from:
        found.append(_of_edition("lapsed", shared, in_force, say))
    return found


def _of_edition(kind: str, shared: Mapping[str, Any], values: Mapping[str, Any], say: Speaker) -> dict[str, Any]:
    entry = shared["cautions"][kind]
    return {"kind": kind, "text": say(entry["text"], values), "clauses": list(entry["clauses"])}
