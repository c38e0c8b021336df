"""The shapes of `companion/hazards.yml`: what can go wrong, how bad and how likely that is, and what is done about it.

The terms are those of the NHS standard for clinical risk management DCB0129. The scales and the matrix are data.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from publishing.model import ClauseId, Shape, Words

SomeWords = Annotated[tuple[Words, ...], Field(min_length=1)]
Level = Annotated[int, Field(gt=0)]


class Risk(Shape):
    """How bad the effect is and how likely, in words of the two scales."""

    severity: Words
    likelihood: Words


class ResidualRisk(Risk):
    """The risk with the controls in place. remains: what they do not reach, and why that may stand."""

    remains: Words


@dataclass(frozen=True)
class Proof:
    """A test that proves a control. file: its path; says: the test's name as the sentence it is."""

    file: str
    says: str


class Control(Shape):
    """What is done about a hazard.

    tests: what proves it, as `tests/…/test_x.py::test_name`; cases: worked cases that show it, by calculator, which the
    named test runs. A procedure without a test says who does it. not_yet: nothing proves it yet, or it is not there;
    missing then says which.
    """

    kind: Literal["design", "test", "procedure", "information"]
    does: Words
    tests: tuple[Words, ...] = ()
    cases: dict[str, SomeWords] = {}
    who: Words | None = None
    not_yet: bool = False
    missing: Words | None = None

    @model_validator(mode="after")
    def _proven_or_said(self) -> "Control":
        if self.not_yet != (self.missing is not None):
            raise PydanticCustomError("not_yet", "`not_yet` and `missing` stand together; give both or neither", {})
        if self.not_yet and self.tests:
            raise PydanticCustomError("not_yet", "a control that is not yet proven names a test; take the test or `not_yet` out", {})
        if self.cases and not self.tests:
            raise PydanticCustomError("cases", "cases are named and no test; name the test that runs them", {})
        if not (self.tests or self.not_yet or (self.kind == "procedure" and self.who)):
            raise PydanticCustomError(
                "proof",
                "nothing proves this control; name its tests, or `who` does the procedure, or `not_yet` and what is missing",
                {},
            )
        return self

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The tests as a reader sees them."""
        named = (test.split("::") for test in self.tests)
        return tuple(Proof(file, steps[-1].removeprefix("test_").replace("_", " ")) for file, *steps in named)


class Hazard(Shape):
    """One hazard. id: never used again. clauses: those of the policy that it concerns. initial: without any control."""

    id: Annotated[str, Field(pattern=r"^H\d{2,}$")]
    hazard: Words
    causes: SomeWords
    effects: SomeWords
    clauses: tuple[ClauseId, ...] = ()
    initial: Risk
    residual: ResidualRisk
    controls: Annotated[tuple[Control, ...], Field(min_length=1)]

    @property
    def anchor(self) -> str:
        return f"hazard-{self.id.lower()}"

    @property
    def open_controls(self) -> int:
        """How many controls nothing proves yet."""
        return sum(control.not_yet for control in self.controls)


class Rating(Shape):
    """What a number of the matrix means, in a word and in a sentence."""

    label: Words
    meaning: Words


class HazardLog(Shape):
    """`hazards.yml`. status: who has reviewed the log; severities, likelihoods: both scales from least to most, each step
    with its meaning; matrix: likelihood -> severity -> a number that `ratings` explains."""

    status: Words
    about: Words
    scales: Words
    severities: dict[str, Words]
    likelihoods: dict[str, Words]
    matrix: dict[str, dict[str, Level]]
    ratings: dict[str, Rating]
    hazards: Annotated[tuple[Hazard, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _matrix_is_whole(self) -> "HazardLog":
        rows_fit = list(self.matrix) == list(self.likelihoods)
        if not rows_fit or any(list(row) != list(self.severities) for row in self.matrix.values()):
            raise PydanticCustomError("matrix", "the matrix does not fit the scales; give one row a likelihood, one number a severity", {})
        if not {str(number) for row in self.matrix.values() for number in row.values()} <= set(self.ratings):
            raise PydanticCustomError("ratings", "the matrix holds a number that no rating explains; add it to `ratings`", {})
        return self

    def rating_of(self, risk: Risk) -> int | None:
        """Return the number that the matrix gives a risk; None where the risk lies outside the matrix."""
        return self.matrix.get(risk.likelihood, {}).get(risk.severity)
