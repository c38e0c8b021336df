"""The whole of what a decision says in one state of the facts, and what remains when several states are possible."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """What a decision says when every fact is known.

    name: the outcome; by_text: the outcome on the edition's own words alone; actions, recipients, cautions: ids that
    the edition's words declare, in the order a person would act.
    """

    name: str
    by_text: str
    actions: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def whole(self) -> tuple[object, ...]:
        """What a reader acts on: everything but what the edition's words alone would have said."""
        return (self.name, self.actions, self.recipients, self.cautions)


@dataclass(frozen=True)
class Settled:
    """What can be said of a set of outcomes that are all still possible.

    possible, by_text: outcome names, most protective first, the one to act on at the head. actions: every action that
    some outcome asks for; `open_actions` those that only some ask for. recipients: all of them. cautions: those that hold whenever
    an outcome above the least protective one holds, so that nothing unknown is stated as a fact.
    """

    possible: tuple[str, ...]
    by_text: tuple[str, ...]
    actions: tuple[str, ...]
    open_actions: frozenset[str]
    recipients: tuple[str, ...]
    cautions: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.possible[0]


def settle(outcomes: Iterable[Outcome], ranking: tuple[str, ...], unsettled: str | None, until_known: Mapping[str, str]) -> Settled:
    """Join the outcomes that the answers still allow into the protective one.

    ranking: outcome names, most protective first. unsettled: the outcome that stands for "not settled" where a
    decision has one (private fostering's `check`), else None: then the most protective possible outcome stands.
    until_known: action -> the action that takes its place while only some outcomes ask for it.
    """
    outcomes = list(outcomes)
    protective = [outcome for outcome in outcomes if outcome.name != ranking[-1]] or outcomes
    # Without an outcome for "not settled", an action is certain when every outcome above the least protective one asks
    # for it: a known concern stays a referral though the age, and with it the whole policy's reach, is not known.
    certain = set.intersection(*(set(outcome.actions) for outcome in (outcomes if unsettled else protective)))
    asked = [{action if action in certain else until_known.get(action, action): None for action in outcome.actions} for outcome in outcomes]
    actions = _in_order(tuple(actions) for actions in asked)
    return Settled(
        possible=_most_protective_first({o.name for o in outcomes}, ranking, unsettled),
        by_text=_most_protective_first({o.by_text for o in outcomes}, ranking, unsettled),
        actions=actions,
        open_actions=frozenset(action for action in actions if any(action not in some for some in asked)),
        recipients=_in_order(outcome.recipients for outcome in outcomes),
        cautions=tuple(c for c in protective[0].cautions if all(c in outcome.cautions for outcome in protective)),
    )


def _most_protective_first(names: set[str], ranking: tuple[str, ...], unsettled: str | None) -> tuple[str, ...]:
    ranked = tuple(name for name in ranking if name in names)
    if len(ranked) > 1 and unsettled:
        return (unsettled, *(name for name in ranked if name != unsettled))
    return ranked


def _in_order(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))
