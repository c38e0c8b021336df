"""A whole calculator as a card has it: what to do stands at its outcome, and a question that several duties share is asked once."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter, itemgetter

from calculators import DECISIONS
from calculators.core.cubes import Condition, Cube
from calculators.core.decision import Decision
from calculators.core.table import OUTCOME
from publishing.condition_words import Asked, Phrases, titles_of
from publishing.edition import Edition
from publishing.fact_words import words_of
from publishing.whole import Duty, whole_decision
from publishing.whole import Section as WholeSection


@dataclass(frozen=True)
class Group:
    """Duties below one question, which asks nothing again in them. asked: None where they share none."""

    asked: Asked | None
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class CardSection:
    """One decision of a calculator. at: title of an outcome -> what to do at that outcome alone; actions, recipients: all others.

    first: actions that hang on no outcome, in the order of the calculator's words; they come before the steps.
    left_out: when something is due that is left off the card, each in a few words. by_protection: the numbers of the steps, the
    last one that of "otherwise", by what they lead to, most protective first; none where an outcome stands for what is not settled.
    """

    whole: WholeSection
    at: Mapping[str, tuple[Duty, ...]]
    first: tuple[Group, ...]
    actions: tuple[Group, ...]
    recipients: tuple[Group, ...]
    left_out: tuple[str, ...]
    by_protection: tuple[int, ...]


def card_sections(calculator: str, edition: Edition) -> Iterator[CardSection]:
    """Yield what stands on the card of a calculator, one for each decision that it is proven by."""
    for decision, section in zip(DECISIONS[calculator].proven, whole_decision(calculator, edition), strict=True):
        words = words_of(decision.name, edition.decisions[calculator])
        yield _Arranged(section, decision, Phrases(words, edition.shared), titles_of(words)).section()


def _on_outcome(duty: Duty) -> bool:
    return any(condition.argument == OUTCOME for cube in duty.alternatives for condition in cube)


def _together(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Return groups with those side by side as one that share no question."""
    runs = ((asked, list(run)) for asked, run in groupby(groups, key=attrgetter("asked")))
    return tuple(one for asked, run in runs for one in (run if asked else [Group(None, tuple(d for group in run for d in group.duties))]))


class _Arranged:
    """Arranges the duties of a section by what they ask. titles: of the outcomes, by name."""

    def __init__(self, whole: WholeSection, decision: Decision, phrases: Phrases, titles: Mapping[str, str]):
        self.whole, self.phrases, self.titles = whole, phrases, titles
        self.domains = {
            name: tuple(dict.fromkeys(value[i] for value in fact.domain))
            for fact in decision.facts
            for i, name in enumerate(fact.arguments)
        }
        self.first = whole.steps[0] if whole.steps else None

    def section(self) -> CardSection:
        at: dict[str, list[Duty]] = {title: [] for title in self.whole.outcomes}
        others = []
        actions, recipients = ([duty for duty in self.whole.duties[kind] if not duty.words.off_card] for kind in ("actions", "recipients"))
        for duty in actions:
            title, asked = self._outcome_alone(duty)
            if title:
                at[title].append(self._without(duty, asked))
            else:
                others.append(duty)
        left_out = [duty.words.off_card for kind in ("actions", "recipients") for duty in self.whole.duties[kind] if duty.words.off_card]
        groups = sorted(self._apart(others), key=lambda group: [duty.id for duty in others].index(group.duties[0].id))
        first = [group for group in groups if self.first and not any(map(_on_outcome, group.duties))]
        return CardSection(
            whole=self.whole,
            at={title: tuple(duties) for title, duties in at.items()},
            first=_together(first),
            actions=_together(group for group in groups if group not in first),
            recipients=tuple(self._groups(recipients)),
            left_out=tuple(dict.fromkeys(left_out)),
            by_protection=tuple(self._by_protection()),
        )

    def _by_protection(self) -> Iterator[int]:
        leads = [(step.number, step.outcome) for step in self.whole.steps]
        if leads and not self.whole.unsettled:
            leads.append((len(leads) + 1, self.whole.otherwise or ""))
            yield from (number for title in self.whole.outcomes for number, outcome in leads if outcome == title)

    def _outcome_alone(self, duty: Duty) -> tuple[str | None, frozenset[str]]:
        """Return the title of the one outcome at which a duty is due, and what asks that; None where it is due at others too."""
        if self.first and duty.alternatives == (self.first.conditions,):
            return self.first.outcome, frozenset(map(self._asks, self.first.conditions))
        for condition in duty.alternatives[0]:
            if self.first and condition.argument == OUTCOME and len(condition.values) == 1 and self._asks(condition) in self._shared(duty):
                return self.titles[condition.values[0]], frozenset((self._asks(condition),))
        return None, frozenset()

    def _asks(self, condition: Condition) -> str:
        """Return a condition as a question: two of them that read alike are one to a reader."""
        return self.phrases.asked((condition,)).text

    def _shared(self, duty: Duty) -> frozenset[str]:
        """Return the questions that every alternative of a duty asks, or has answered by the outcome that it asks for."""
        return frozenset.intersection(*(frozenset(map(self._asks, cube)) | self._implied(cube) for cube in duty.alternatives))

    def _implied(self, cube: Cube) -> frozenset[str]:
        """Return what the outcomes that a cube asks for say beside: the first step's question was answered with no."""
        outcomes = next((condition.values for condition in cube if condition.argument == OUTCOME), ())
        if (
            not self.first
            or not outcomes
            or len(self.first.conditions) > 1
            or self.first.outcome in (self.titles[name] for name in outcomes)
        ):
            return frozenset()
        (yes,) = self.first.conditions
        others = tuple(value for value in self.domains[yes.argument] if value not in yes.values)
        return frozenset((self._asks(Condition(yes.argument, others)),)) if others else frozenset()

    def _without(self, duty: Duty, asked: Collection[str]) -> Duty:
        """Return a duty without questions that were asked before."""
        alternatives = tuple(tuple(one for one in cube if self._asks(one) not in asked) for cube in duty.alternatives)
        every, any_of = self.phrases.one_of(alternatives)
        return replace(duty, every=every, any_of=any_of, alternatives=alternatives)

    def _apart(self, duties: Iterable[Duty]) -> Iterator[Group]:
        """Yield groups as they come, and each duty that shares no question as a group of its own."""
        for group in self._groups(duties):
            yield from [group] if group.asked else (Group(None, (duty,)) for duty in group.duties)

    def _groups(self, duties: Iterable[Duty]) -> Iterator[Group]:
        """Yield duties below the question that most of those left share; first come those that share none."""
        left, groups = list(duties), []
        while left:
            question, number = max(
                Counter(q for duty in left for q in sorted(self._shared(duty))).items(), key=itemgetter(1), default=("", 0)
            )
            if number < 2:
                break
            sharing = [duty for duty in left if question in self._shared(duty)]
            asked = next(c for duty in sharing for cube in duty.alternatives for c in cube if self._asks(c) == question)
            groups.append(Group(self.phrases.asked((asked,)), tuple(self._without(duty, {question}) for duty in sharing)))
            left = [duty for duty in left if duty not in sharing]
        if left:
            yield Group(None, tuple(left))
        yield from groups
