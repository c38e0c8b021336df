"""What the changes do to the calculators, as Markdown."""

from collections.abc import Iterator

from publishing.redline.impact_words import CalculatorImpact, Impact
from publishing.redline.markdown_text import escaped


def impact_lines(found: tuple[CalculatorImpact, ...]) -> Iterator[str]:
    """Yield lines for each calculator: what is another, when, and one example; or that nothing is."""
    yield from ("### What the calculators answer", "")
    for calculator in found:
        yield from (f"#### {escaped(calculator.title)}", "", summary(calculator), "")
        for impact in calculator.impacts:
            yield from _impact(impact)
        if calculator.impacts:
            yield ""


def summary(calculator: CalculatorImpact) -> str:
    """Return in one or two sentences what was compared, and in how much of it something is another."""
    cases = calculator.cases
    if not calculator.differing and not cases.outcome and not cases.by_text_alone:
        return f"No difference in {calculator.states:,} states, nor in {cases.compared} worked cases."
    return (
        f"Of {calculator.states:,} states compared, {calculator.differing:,} differ. Of {cases.compared} worked cases, {cases.outcome} "
        f"come to another outcome and {cases.by_text_alone} to another by the text alone."
    )


def _impact(impact: Impact) -> Iterator[str]:
    yield f"- {impact.differs}, in {impact.states:,} states"
    yield f"  - was: {_or_nothing(impact.was)}"
    yield f"  - now: {_or_nothing(impact.now)}"
    yield f"  - when: {escaped(' and: '.join(impact.when))}"
    example, sentence = impact.example, ""
    if example.case:
        sentence = f"{example.case}. "
    answers = "; ".join(f"{question}: {answer}" if question[-1:] != "?" else f"{question} {answer}" for question, answer in example.answers)
    yield f"  - for example: {escaped(sentence + answers)}"
    yield f"    - was: {escaped(example.was)}"
    yield f"    - now: {escaped(example.now)}"


def _or_nothing(text: str | None) -> str:
    return escaped(text) if text else "(nothing)"
