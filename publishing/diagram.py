"""Draws the steps of a whole decision as a flow chart from top to bottom, for a phone or for paper: Graphviz in Node.

Steps that follow one another to the same outcome are one box: is any of these so? Lines and letters take the colour of
the text around them, so that the chart follows a dark page and forced colours.
"""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import Any
from xml.etree import ElementTree

from publishing.table_words import TableWords
from publishing.whole import Section, Step

DRAWER = Path(__file__).resolve().parent / "diagram.mjs"
FONT = {"fontname": "Arial", "fontsize": 13}
GRAPH = {"rankdir": "TB", "nodesep": 0.25, "ranksep": 0.3, "pad": 0.03, "margin": 0, "bgcolor": "transparent"}
NODE = {**FONT, "shape": "box", "margin": "0.1,0.07", "width": 0, "height": 0}
EDGE = {**FONT, "arrowsize": 0.7}


@dataclass(frozen=True)
class Width:
    """How wide a kind of box is. letters: of a line, at most; inches: of the box, which leaves room for that many of Arial."""

    letters: int
    inches: float


@dataclass(frozen=True)
class Medium:
    """What a chart is drawn for. family: the font of its letters; none of them may be wider than Arial."""

    question: Width
    outcome: Width
    family: str


PHONE = Medium(Width(31, 2.75), Width(14, 1.15), "Arial")
PAPER = Medium(Width(80, 7.0), Width(28, 2.3), "Print Sans")


@dataclass(frozen=True)
class Box:
    """One box of the chart: steps that follow one another and have the same outcome."""

    steps: tuple[Step, ...]

    @property
    def outcome(self) -> str:
        return self.steps[0].outcome


def boxes(section: Section) -> tuple[Box, ...]:
    """Return the boxes of a section's chart, from the top."""
    return tuple(Box(tuple(steps)) for _, steps in groupby(section.steps, key=lambda step: step.outcome))


def graph(section: Section, words: TableWords, medium: Medium = PHONE) -> dict[str, Any]:
    """Return the chart as Graphviz takes it: a question a box, `yes` beside it to the outcome, `no` down to the next."""
    found = boxes(section)
    questions = [{"name": f"question-{i}", "attributes": _question(box, words, medium.question)} for i, box in enumerate(found)]
    outcomes = [{"name": f"outcome-{i}", "attributes": _outcome(box.outcome, medium.outcome)} for i, box in enumerate(found)]
    outcomes.append({"name": f"question-{len(found)}", "attributes": _outcome(str(section.otherwise), medium.outcome)})
    return {
        "directed": True,
        "graphAttributes": GRAPH,
        "nodeAttributes": NODE,
        "edgeAttributes": EDGE,
        "nodes": [*questions, *outcomes],
        "edges": [edge for i, box in enumerate(found) for edge in _edges(i, box, words)],
        "subgraphs": [
            {"graphAttributes": {"rank": "same"}, "nodes": [{"name": f"question-{i}"}, {"name": f"outcome-{i}"}]} for i in range(len(found))
        ],
    }


def _question(box: Box, words: TableWords, width: Width) -> dict[str, Any]:
    lines = wrap(words.any_of, width.letters) if len(box.steps) > 1 else []
    for step in box.steps:
        number = f"{step.number}  "
        below = " " * (2 * len(number) - 2)
        lines += wrap(step.asked.text + step.asked.in_brackets, width.letters, initial_indent=number, subsequent_indent=below)
    label = "".join(f"{line}\\l" for line in lines)
    return {"label": label, "class": "question", "width": width.inches}


def _outcome(title: str, width: Width) -> dict[str, Any]:
    label = "\n".join(wrap(title, width.letters))
    return {"label": label, "class": "outcome", "style": "rounded", "penwidth": 2.5, "width": width.inches}


def _edges(i: int, box: Box, words: TableWords) -> Iterator[dict[str, Any]]:
    no = words.no_to_all if len(box.steps) > 1 else words.no
    yield {"tail": f"question-{i}", "head": f"outcome-{i}", "attributes": {"label": words.yes, "class": "yes"}}
    yield {"tail": f"question-{i}", "head": f"question-{i + 1}", "attributes": {"label": f" {no}", "class": "no", "weight": 100}}


def drawn(section: Section, words: TableWords, title: str, id: str, medium: Medium = PHONE) -> str:
    """Return a section's chart as SVG, the same bytes every time.

    The page has its caption under `id`-about, and under `id`-steps the steps in words, which describe the chart.
    """
    return _tidied(_draw(json.dumps(graph(section, words, medium), sort_keys=True)), title, id, medium.family)


@cache
def _draw(graph: str) -> str:
    done = subprocess.run(["node", str(DRAWER)], input=graph, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"a diagram could not be drawn; run `npm ci` and try again: {done.stderr.strip()}")
    return done.stdout


def _tidied(svg: str, title: str, id: str, family: str) -> str:
    """Take out comments, names and sizes that only Graphviz needs, and give the chart its title and its description."""
    root = ElementTree.fromstring(svg)
    width = root.attrib["viewBox"].split()[2]
    for element in root.iter():
        for child in element.findall("title"):
            element.remove(child)
        element.attrib.pop("id", None)
        element.attrib |= {name: "currentColor" for name in ("fill", "stroke") if element.get(name) == "black"}
        if element.tag == "text":
            element.attrib |= {"fill": "currentColor", "font-family": family}
    root.attrib.pop("height")
    root.attrib |= {"class": "flow", "width": f"{float(width):.0f}", "role": "img"}
    root.attrib |= {"aria-labelledby": f"{id}-title", "aria-describedby": f"{id}-about {id}-steps"}
    named = ElementTree.Element("title", {"id": f"{id}-title"})
    named.text = title
    root.insert(0, named)
    return ElementTree.tostring(root, encoding="unicode")
