"""Conditions of a decision as questions that a reader answers with yes or no."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calculators.core.cubes import Condition, Cube
from calculators.core.table import OUTCOME
from publishing.decision_words import DecisionWords, PartWords, SharedWords
from publishing.edition import clause_label
from publishing.fact_words import value_key
from publishing.table_words import FactWords


@dataclass(frozen=True)
class Asked:
    """A question to answer with yes or no. clauses: what it rests on; beside, added: what else does, in a word and in full."""

    text: str
    clauses: tuple[str, ...]
    beside: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def cited(self) -> tuple[str, ...]:
        """The clauses as a reader knows them, and in a word what stands beside them."""
        return (*map(clause_label, self.clauses), *self.beside)

    @property
    def in_brackets(self) -> str:
        """The same as words to stand behind a sentence; nothing where it rests on no clause."""
        return f" ({listed(self.cited)})" if self.cited else ""


def listed(names: tuple[str, ...]) -> str:
    """Return names with commas between them, or with semicolons where a name holds a comma."""
    return ("; " if any("," in name for name in names) else ", ").join(names)


def titles_of(words: DecisionWords | PartWords) -> dict[str, str]:
    """Return the titles of a decision's outcomes, by their names."""
    return {name: outcome.title for name, outcome in words.outcomes.items()}


class Phrases:
    """Says the conditions of a decision as questions. words: those of the decision."""

    def __init__(self, words: DecisionWords | PartWords, shared: SharedWords):
        titles = {name: f"“{title}”" for name, title in titles_of(words).items()}
        self.facts = words.facts
        self.of_outcome = FactWords.model_construct(label=shared.table.outcome, clauses=(), layer="policy", values=titles)
        self.shared, self.table = shared, shared.table

    def one_of(self, alternatives: Sequence[Cube]) -> tuple[Asked | None, tuple[Asked, ...]]:
        """Return what holds in every alternative as one question, and what tells them apart as one question each."""
        every = tuple(condition for condition in alternatives[0] if all(condition in cube for cube in alternatives))
        rests = [tuple(condition for condition in cube if condition not in every) for cube in alternatives]
        any_of = tuple(dict.fromkeys(self.asked(rest) for rest in rests)) if all(rests) else ()
        return self.asked(every) if every else None, any_of

    def asked(self, cube: Cube) -> Asked:
        """Return a conjunction as one question, about the outcome first."""
        cube = tuple(sorted(cube, key=lambda condition: condition.argument != OUTCOME))
        first, *rest = map(self._question, cube)
        text = self.table.and_.join((first, *(question[0].lower() + question[1:] for question in rest))) + "?"
        entries = [self._words(condition) for condition in cube]
        clauses = dict.fromkeys(clause for entry in entries for clause in entry.clauses)
        further = [entry for entry in entries if entry.layer != "policy"]
        beside = dict.fromkeys(self.table.beside[entry.layer] for entry in further)
        return Asked(text, tuple(clauses), tuple(beside), tuple(dict.fromkeys(map(self._added, further))))

    def _words(self, condition: Condition) -> FactWords:
        return self.of_outcome if condition.argument == OUTCOME else self.facts[condition.argument]

    def _added(self, entry: FactWords) -> str:
        layer = self.shared.layers[entry.layer]
        return f"{layer}: {entry.authority}" if entry.authority else layer

    def _question(self, condition: Condition) -> str:
        entry = self._words(condition)
        return f"{entry.label} {self._listed(_named(entry, map(value_key, condition.values)))}"

    def _listed(self, names: list[str]) -> str:
        *rest, last = names
        if not rest:
            return last
        if any("," in name for name in names):
            return self.table.listed.join(rest) + self.table.or_listed + last
        return ", ".join(rest) + self.table.or_ + last


def _named(entry: FactWords, keys: Iterable[str]) -> list[str]:
    """Return the words of values; several of them that have words together take those, at the place of the first."""
    left, names = list(keys), []
    while left:
        group = next((group for group in entry.together if left[0] in group.values and set(group.values) <= set(left)), None)
        names.append(group.words if group else entry.values[left[0]])
        left = [key for key in left[1:] if not group or key not in group.values]
    return names
