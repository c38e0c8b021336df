"""The flow chart: it leads every state to its outcome, is drawn the same every time, and brings no colours or styles of its own."""

import re
from xml.etree import ElementTree

import pytest

from calculators import DECISIONS
from calculators.core.edition import Edition
from calculators.core.table import Table, reachable_values, states_of
from publishing import diagram
from publishing.diagram import PAPER, PHONE, boxes, drawn, graph
from publishing.load import load_edition, load_library
from publishing.rules import calculator_data
from publishing.whole import whole_decision

CHARTS = [
    pytest.param(load_edition(name), calculator, number, id=f"{decision.name}, edition {name}")
    for name in load_library().editions
    for calculator, whole in DECISIONS.items()
    for number, decision in enumerate(whole.proven)
    if decision.outcomes  # what has no outcome of a name has no chart
]
COLOUR = re.compile(r"#[0-9a-f]{3,}|rgb|black|white|red|blue|green", re.IGNORECASE)


def section_of(published, calculator, number):
    return whole_decision(calculator, published)[number]


@pytest.mark.parametrize(("published", "calculator", "number"), CHARTS)
def test_the_chart_leads_every_state_to_its_outcome(published, calculator, number, figure):
    """Walk the very edges that are drawn: yes where one of a box's rows fits, else no."""
    section, decision = section_of(published, calculator, number), DECISIONS[calculator].proven[number]
    reachable = reachable_values(decision, Edition.from_data(calculator_data(published)))
    rows = Table.of(decision.parts[0], decision.outcomes, reachable).rules
    chart = graph(section, published.shared.table)
    leads = {(edge["tail"], edge["attributes"]["class"]): edge["head"] for edge in chart["edges"]}
    says = {node["name"]: node["attributes"]["label"].replace("\n", " ") for node in chart["nodes"]}
    asked = {f"question-{i}": [rows[step.number - 1] for step in box.steps] for i, box in enumerate(boxes(section))}
    titles = {name: outcome.title for name, outcome in published.decisions[calculator].outcomes.items()}
    titles |= {name: entry.title for each in published.decisions[calculator].each.values() for name, entry in each.outcomes.items()}
    count = 0
    for state, outcome in states_of(decision.parts[0], reachable):
        node = "question-0"
        while node in asked:
            node = leads[node, "yes" if any(row.fits(state) for row in asked[node]) else "no"]
        assert says[node] == titles[outcome.name], state
        count += 1
    figure(f"{decision.name}, edition {published.name}: diagram, table, CPython agree on every state: {count:,} states")


@pytest.mark.parametrize(("published", "calculator", "number"), CHARTS)
def test_the_same_chart_is_drawn_byte_for_byte(published, calculator, number):
    section, words = section_of(published, calculator, number), published.shared.table
    first = drawn(section, words, "A title", "whole")
    diagram._draw.cache_clear()
    assert drawn(section, words, "A title", "whole") == first


@pytest.mark.parametrize(("published", "calculator", "number"), CHARTS)
def test_the_chart_is_narrow_named_and_takes_the_colours_around_it(published, calculator, number):
    section, words = section_of(published, calculator, number), published.shared.table
    svg = drawn(section, words, "A title & more", "whole")
    root = ElementTree.fromstring(svg)
    assert float(root.get("viewBox").split()[2]) <= 360
    assert root[0].tag == "title" and root[0].text == "A title & more"
    assert (root.get("role"), root.get("aria-labelledby"), root[0].get("id")) == ("img", "whole-title", "whole-title")
    assert root.get("aria-describedby").split() == ["whole-about", "whole-steps"]
    assert [element.get("id") for element in root.iter() if element.get("id")] == [root[0].get("id")]
    assert "<style" not in svg and "<!--" not in svg and " style=" not in svg and " on" not in re.sub(r">[^<]*<", "><", svg)
    for element in root.iter():
        for name in ("fill", "stroke"):
            assert element.get(name) in (None, "none", "currentColor"), element.attrib
            assert not COLOUR.search(element.get(name) or "")


@pytest.mark.parametrize(("published", "calculator", "number"), CHARTS)
def test_every_question_and_every_outcome_is_written_whole(published, calculator, number):
    section = section_of(published, calculator, number)
    root = ElementTree.fromstring(drawn(section, published.shared.table, "A title", "whole"))
    written = " ".join(" ".join(element.itertext()) for element in root.iter("text"))
    written = re.sub(r"\s+", " ", written)
    for step in section.steps:
        assert f"{step.number} {step.asked.text}{step.asked.in_brackets}" in written
        assert step.outcome in written
    assert section.otherwise in written


@pytest.mark.parametrize(("published", "calculator", "number"), CHARTS)
def test_a_chart_for_paper_is_wider_and_says_the_same_in_the_fonts_of_the_paper(published, calculator, number):
    section, words = section_of(published, calculator, number), published.shared.table
    phone, paper = (drawn(section, words, "A title", "whole", medium) for medium in (PHONE, PAPER))
    wide, narrow = (ElementTree.fromstring(svg) for svg in (paper, phone))
    assert float(wide.get("viewBox").split()[2]) > float(narrow.get("viewBox").split()[2])
    assert {element.get("font-family") for element in wide.iter() if element.get("font-family")} == {PAPER.family}
    assert letters_of(wide) == letters_of(narrow)


def letters_of(chart):
    return sorted("".join("".join(element.itertext()) for element in chart.iter("text")).replace("\u00a0", "").replace(" ", ""))


def test_a_chart_that_cannot_be_drawn_says_what_to_do():
    with pytest.raises(RuntimeError, match="npm ci"):
        diagram._draw("not a graph")
