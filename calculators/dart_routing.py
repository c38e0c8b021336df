"""Who is told of a domestic abuse notification (DART), child by child, and is the family discussed? Clauses 21.1 to 21.11.

Composed of two small decisions: one for each child of the household (21.2, by age, education and GP) and one for the
family (21.8, 21.10 and 21.11). What 21.2 leaves open is answered with more people told, never with fewer.
"""

from collections.abc import Callable, Iterable
from typing import Any

from calculators.core.answers import NOT_KNOWN, Answers, entry_name, read_answers
from calculators.core.edition import Edition
from calculators.core.explanation import Reason, explain
from calculators.core.facts import Known
from calculators.core.outcome import Settled
from calculators.dart_routing_answers import ANSWERS, CHILDREN, FAMILY_ANSWERS, INCIDENTS, NAME, check
from calculators.dart_routing_child import CHILD
from calculators.dart_routing_children import Child, children_of, describe
from calculators.dart_routing_family import FAMILY


class Household:
    """The calculator: every child on its own, and the family."""

    name = NAME
    answers = ANSWERS
    outcomes = ("route_and_discuss", "route", "discuss", "nothing_due", "outside_policy")
    proven = (FAMILY, CHILD)

    def visit(self) -> int:
        """Visit both small decisions whole; return the number of states."""
        return sum(decision.visit() for decision in self.proven)

    def read(self, raw: Any, edition: Edition) -> Answers:
        """Read one object of answers; raises `Unusable` with every problem."""
        return read_answers(raw, ANSWERS, lambda answers: check(answers, edition))

    def answer(self, raw: Any, edition: Edition) -> dict[str, Any]:
        """Return the outcome of one object of answers; `children` holds one entry a child, in the order given."""
        answers = self.read(raw, edition)
        children = children_of(answers, edition)
        known = FAMILY.derive(answers, edition)
        family = FAMILY.settle(known, edition)
        outcome = explain(
            NAME,
            edition,
            answers,
            _join(family, children),
            reasons=[*FAMILY.reasons(answers, known, edition), *_nobody_routed(children)],
            cautions=family.cautions,
            unknown=(
                *FAMILY.unknown(answers, known, edition),
                *self._of_children(answers, children, lambda child: child.unknown(edition)),
            ),
            decided_by=self._used(answers, known, children, edition),
            ignored=self._ignored(answers, known, children, edition),
            nearest_change=FAMILY.nearest_change(answers, known, family, edition),
            depends=lambda action: self._depends(action, answers, known, children, edition),
        )
        described = [describe(child, edition) for child in children]
        for number, entry in enumerate(described if answers[CHILDREN] is not NOT_KNOWN else ()):
            entry["warnings"] = [w for w in outcome["warnings"] if w["answer"].startswith(f"{CHILDREN}[{number}].")]
        return outcome | {CHILDREN: described}

    def open_answers(self, answers: Answers, edition: Edition) -> tuple[str, ...]:
        """Return the answers not known that can still change the outcome, children first.

        A list left out says only that nobody has asked, so it is still to be asked for.
        """
        children = children_of(answers, edition)
        not_needed = self.not_needed(answers, edition)
        left_out = {name for name in (CHILDREN, INCIDENTS) if answers[name] == [] and name not in (*answers.given, *not_needed)}
        return (
            *(name for name in (CHILDREN,) if name in left_out),
            *self._of_children(answers, children, lambda child: child.unknown(edition)),
            *(name for name in (INCIDENTS,) if name in left_out),
            *FAMILY.open_answers(answers, edition),
        )

    def not_needed(self, answers: Answers, edition: Edition) -> tuple[str, ...]:
        """Return the answers of the family that cannot matter as the others stand."""
        count_matters = answers[CHILDREN] != []
        return tuple(name for name in FAMILY.not_needed(answers, edition) if name != INCIDENTS or not count_matters)

    @staticmethod
    def _of_children(answers: Answers, children: list[Child], ask: Callable[[Child], Iterable[str]]) -> tuple[str, ...]:
        """Return names of the children's answers as the household calls them; "children" where their number is not known."""
        names = [(number, name) for number, child in enumerate(children) for name in ask(child)]
        if answers[CHILDREN] is NOT_KNOWN:
            return (CHILDREN,) if names else ()
        return tuple(entry_name(CHILDREN, number, name) for number, name in names)

    def _depends(self, action: str, answers: Answers, known: Known, children: list[Child], edition: Edition) -> tuple[str, ...]:
        """Return the answers that settle whether an action is due: of the children for whom it is open, or of the family."""

        def of_child(child: Child) -> tuple[str, ...]:
            open_here = action in child.settled.open_actions
            return CHILD.depends(action, child.answers, child.known, edition) if open_here else ()

        names = self._of_children(answers, children, of_child)
        return names or FAMILY.depends(action, answers, known, edition)

    def _used(self, answers: Answers, known: Known, children: list[Child], edition: Edition) -> tuple[str, ...]:
        family = set(FAMILY.used(answers, known, edition)) | ({INCIDENTS} if any(child.younger for child in children) else set())
        return (
            *self._of_children(answers, children, lambda child: child.used(edition)),
            *(answer.name for answer in FAMILY_ANSWERS if answer.name in family),
        )

    def _ignored(self, answers: Answers, known: Known, children: list[Child], edition: Edition) -> tuple[str, ...]:
        used = self._used(answers, known, children, edition)
        return (
            *self._of_children(answers, children, lambda child: child.ignored(edition)),
            *(name for name in FAMILY.ignored(answers, known, edition) if name not in used),
        )


def _join(family: Settled, children: list[Child]) -> Settled:
    """Return what the household as a whole comes to.

    By the text alone nobody may be named for a child, though the child is none of the adults whom the policy leaves out.
    """
    joined = family
    for child in children:
        joined = joined | child.settled
    adults = {child.settled.possible for child in children}
    no_child_told = ("outside_policy",) * all("outside" in names for names in adults) + ("nothing_due",) * (adults != {("outside",)})
    return Settled(
        _names(family.possible, [child.settled.possible for child in children], ("outside_policy",)),
        _names(family.by_text, [child.settled.by_text for child in children], no_child_told),
        joined.actions,
        joined.open_actions,
        joined.recipients,
        family.cautions,
    )


def _names(family: tuple[str, ...], children: list[tuple[str, ...]], no_child_told: tuple[str, ...]) -> tuple[str, ...]:
    """Return the outcomes' names that the family's and the children's together make possible, most protective first.

    no_child_told: the names where no child is told of and the family is not discussed.
    """
    found: set[str] = set()
    if any("route" in names for names in children):
        found |= {{"discuss": "route_and_discuss", "nothing_due": "route"}[name] for name in family}
    if all("outside" in names for names in children):
        due = {"discuss": ("discuss",), "nothing_due": no_child_told if children else ("nothing_due",)}
        found |= {name for names in family for name in due[names]}
    return tuple(name for name in Household.outcomes if name in found)


def _nobody_routed(children: list[Child]) -> list[Reason]:
    """Return the reason why nobody is told of a child: none is named, or all who are named are adults."""
    if not children:
        return [Reason("no_child", "found", False, ground=True)]
    only_adults = Reason("only_adults", "found", False, {"count": len(children)}, ground=True)
    return [only_adults] if all(child.adult for child in children) else []


DECISION = Household()
