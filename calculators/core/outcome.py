"""The whole of what a decision says in one state of the facts, and what remains when several states are possible."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Outcome:
    """What a decision, or one part of it, says when every fact is known.

    name: the outcome; by_text: the outcome on the edition's own words alone; both None for a part that only adds to
    what is done and told. actions, recipients, cautions: ids that the edition's words declare, in the order a person
    would act.
    """

    name: str | None = None
    by_text: str | None = None
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

    possible, by_text: outcome names, most protective first, the one to act on at the head (empty for a part without
    names). actions: every action to take now; `open_actions` those that only some of the outcomes ask for. recipients: all of them.
    cautions: those that hold whenever an outcome above the least protective one holds, so that nothing unknown is
    stated as a fact.
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

    def __or__(self, other: "Settled") -> "Settled":
        """Join two parts of one decision: all that either of them says. The names are the first part's."""
        return Settled(
            self.possible or other.possible,
            self.by_text or other.by_text,
            _in_order((self.actions, other.actions)),
            # What one part asks for in any case is certain, whatever leaves it open in the other.
            frozenset(
                action
                for action in self.open_actions | other.open_actions
                if all(action in part.open_actions or action not in part.actions for part in (self, other))
            ),
            _in_order((self.recipients, other.recipients)),
            _in_order((self.cautions, other.cautions)),
        )


@dataclass(frozen=True)
class Protection:
    """How one decision protects while something is not known; all of it data of the decision or of the edition.

    ranking: outcome names, most protective first. unsettled: the outcome that stands for "not settled" where a
    decision has one (private fostering's `check`), else None: then the most protective possible outcome stands.
    until_known: action -> the action that takes its place while only some outcomes ask for it. shown_if_possible:
    cautions that are true of the text itself, and so are shown though it is open whether they bear on this case.
    """

    ranking: tuple[str, ...]
    unsettled: str | None = None
    until_known: Mapping[str, str] = field(default_factory=dict)
    shown_if_possible: Collection[str] = ()


def settle(outcomes: Iterable[Outcome], protection: Protection, acting: Iterable[Outcome] | None = None) -> Settled:
    """Join the outcomes that the answers still allow into the protective one.

    acting: the outcomes to act on until more is known, where the decision has an answer of its own for "not known";
    without it, all that are possible.
    """
    outcomes = list(outcomes)
    acting = outcomes if acting is None else list(acting)
    protective = [outcome for outcome in acting if not outcome.name or outcome.name != protection.ranking[-1]] or acting
    # Without an outcome for "not settled", an action is certain when every outcome above the least protective one asks
    # for it: a known concern stays a referral though the age, and with it the whole policy's reach, is not known.
    certain = set.intersection(*(set(outcome.actions) for outcome in (acting if protection.unsettled else protective)))

    def asked(outcome: Outcome) -> tuple[str, ...]:
        return tuple(action if action in certain else protection.until_known.get(action, action) for action in outcome.actions)

    actions = _in_order(map(asked, acting))
    everywhere = set.intersection(*(set(asked(outcome)) for outcome in outcomes))
    held = {c for outcome in acting for c in outcome.cautions if c in protection.shown_if_possible}
    held |= {c for c in protective[0].cautions if all(c in outcome.cautions for outcome in protective)}
    return Settled(
        possible=_most_protective_first({o.name for o in outcomes if o.name}, protection),
        by_text=_most_protective_first({o.by_text for o in outcomes if o.by_text}, protection),
        actions=actions,
        open_actions=frozenset(actions) - everywhere,
        recipients=_in_order(outcome.recipients for outcome in acting),
        cautions=tuple(c for c in _in_order(outcome.cautions for outcome in acting) if c in held),
    )


def _most_protective_first(names: set[str], protection: Protection) -> tuple[str, ...]:
    ranked = tuple(name for name in protection.ranking if name in names)
    if len(ranked) > 1 and protection.unsettled:
        return (protection.unsettled, *(name for name in ranked if name != protection.unsettled))
    return ranked


def _in_order(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))
