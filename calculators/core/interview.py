"""Which question to ask next: only one that can still change the outcome, the most decisive first, and why it is asked."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from calculators.core.ages import STANDS_IN
from calculators.core.answers import AS_OF, NOT_KNOWN, UNKNOWN, Answers, Unusable
from calculators.core.decision import Decision
from calculators.core.edition import Edition

# What an outcome says of the answers themselves; all the rest of it is the same without an answer that is not needed.
_OF_THE_ANSWERS = ("ignored", "reasons", "warnings")


def ask(decision: Decision, raw: Any, edition: Edition) -> dict[str, Any]:
    """Return the next question as plain data: its answer's name, label and why it is asked; null when none is left.

    still_open: every answer not known that can still change the outcome, the most decisive first; an age only once the
    date of birth is said not to be known. The question is the first of them that was not answered "unknown".
    no_longer_needed: the answers, given or not, that cannot change the outcome as the others stand. Without all of them
    the outcome is the same but for its reasons, warnings of them, and what it names as ignored.
    Raises `Unusable` where the answers so far cannot be used.
    """
    answers = decision.read(raw, edition)
    still_open = list(_with_stand_ins(decision.open_answers(answers, edition), raw))
    following = next((name for name in still_open if _given(raw, name) != UNKNOWN), None)
    return {
        "calculator": decision.name,
        "edition": edition.name,
        "as_of": answers.as_of.isoformat(),
        "question": _question(following, edition.words[decision.name]["questions"]) if following else None,
        "still_open": still_open,
        "no_longer_needed": list(_no_longer_needed(decision, raw, _never_needed(decision, answers, raw, edition), edition)),
    }


def ask_a_form(decision: Decision, raw: Mapping[str, Any], edition: Edition) -> dict[str, Any]:
    """Return `ask` for a form that is still being filled in: an answer that cannot be used stands as not given.

    in_order: the answers to show, in the order to ask them: the open ones, an age below the date of birth it stands in
    for, then those that have a usual answer. unusable: the names of the answers, or parts of entries, left aside.
    Raises `Unusable` only where no day of decision is given.
    """
    unusable: list[str] = []
    while True:
        try:
            state = ask(decision, raw, edition)
        except Unusable as found:
            names = [problem.answer for problem in found.problems]
            if AS_OF in names:
                raise
            unusable += names
            raw = _without(raw, names)
        else:
            return state | {"in_order": list(_in_order(decision, state)), "unusable": unusable}


def _in_order(decision: Decision, state: Mapping[str, Any]) -> Iterator[str]:
    ordered: dict[str, None] = {}
    stand_ins = {stands_for: name for name, stands_for in STANDS_IN.items()}
    for name in state["still_open"]:
        listed = name.partition("[")[0]
        ordered |= {listed: None} | ({stand_ins[name]: None} if name in stand_ins else {})
    ordered |= {answer.name: None for answer in decision.answers}
    names = {answer.name for answer in decision.answers} - set(state["no_longer_needed"])
    return (name for name in ordered if name in names)


def _with_stand_ins(names: Iterable[str], raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names, each date of birth said not to be known followed by the age that may stand in for it."""
    stand_ins = {stands_for: name for name, stands_for in STANDS_IN.items()}
    for name in names:
        yield name
        entry, dot, part = name.rpartition(".")
        stand_in = entry + dot + stand_ins.get(part, "")
        if part in stand_ins and _given(raw, name) == UNKNOWN and _given(raw, stand_in) is None:
            yield stand_in


def _never_needed(decision: Decision, answers: Answers, raw: Mapping[str, Any], edition: Edition) -> list[str]:
    """Return the answers that cannot matter as the others stand, also where one that is only presumed turns out otherwise.

    Presumed is what was not answered and has a value though it is not known, such as a child taken to be still there.
    """
    names = list(decision.not_needed(answers, edition))
    for answer in decision.answers:
        presumed = getattr(answer, "not_known", NOT_KNOWN)
        if presumed is not NOT_KNOWN and raw.get(answer.name) is None:
            for value in answer.values:
                if value != presumed:
                    also = decision.not_needed(answers.having(answer.name, value), edition)
                    names = [name for name in names if name in also]
    return names


def _no_longer_needed(decision: Decision, raw: Mapping[str, Any], names: Collection[str], edition: Edition) -> Iterator[str]:
    """Yield those of `names` that were not given, or without all of which together the outcome says the same."""
    given = [name for name in names if raw.get(name) is not None]
    left_out: list[str] = []
    if given and _same_without(given, decision, raw, edition):
        left_out = given
    else:
        for name in given:
            if _same_without([*left_out, name], decision, raw, edition):
                left_out.append(name)
    return (name for name in names if name in left_out or name not in given)


def _same_without(names: list[str], decision: Decision, raw: Mapping[str, Any], edition: Edition) -> bool:
    try:
        fewer = decision.answer(_without(raw, names), edition)
    except Unusable:
        return False
    return _said(fewer) == _said(decision.answer(raw, edition))


def _said(outcome: Any) -> Any:
    """Return an outcome without what it says of the answers, in the outcomes of entries as well."""
    if isinstance(outcome, Mapping):
        return {key: _said(value) for key, value in outcome.items() if key not in _OF_THE_ANSWERS}
    return [_said(item) for item in outcome] if isinstance(outcome, list) else outcome


def _given(raw: Mapping[str, Any], name: str) -> Any:
    """Return what was given for an answer, or for one of a list's entry ("children[0].age_years")."""
    listed, number, part = _pieces(name)
    if not part:
        return raw.get(name)
    return raw[listed][number].get(part)


def _without(raw: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Return the answers without some of them; from a list's entry only the part that is named goes."""
    fewer = dict(raw)
    for name in names:
        listed, number, part = _pieces(name)
        if part:
            entry = {key: value for key, value in fewer[listed][number].items() if key != part}
            fewer[listed] = [*fewer[listed][:number], entry, *fewer[listed][number + 1 :]]
        else:
            fewer.pop(listed, None)
    return fewer


def _pieces(name: str) -> tuple[str, int, str]:
    """Return the list, the number of its entry and the part that "children[0].age_years" names; else the name, 0, nothing."""
    entry, _, part = name.partition(".")
    listed, _, number = entry.partition("[")
    return listed, int(number.rstrip("]") or 0), part


def _question(name: str, questions: Any) -> dict[str, Any]:
    """Return the words of a question; one of a list's entry ("children[0].age_years") stands below its list."""
    entries, _, part = name.partition(".")
    words = questions[entries.partition("[")[0]]
    if part:
        words = {"why": words["why"], **{key: value for key, value in words["questions"][part].items() if value}}
    return {"answer": name, "label": words["label"], "why": words["why"]}
