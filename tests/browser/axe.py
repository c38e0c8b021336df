"""Holds what stands on a page against the rules of axe-core: those of WCAG 2.2 A and AA and its best practice, none turned off."""

from dataclasses import dataclass
from pathlib import Path

AXE = Path(__file__).resolve().parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MODES = {"light": "default", "dark": "slate"}
WIDTHS = (320, 1280)
EVERY_VIEW = tuple((mode, width) for mode in MODES for width in WIDTHS)
# Each mode and each width once.
SOME_VIEWS = (("light", 320), ("dark", 1280))

# What axe-core cannot decide by itself and a person, or another test, has: rule, part of the selector, part of its message, and why.
LOOKED_AT = (
    ("color-contrast", "text", "", "words of a chart: test_the_chart_takes_the_colour_of_the_text_around_it"),
    ("color-contrast", ".md-nav", "", "the menu scrolls under its own head, both on the page's ground"),
    ("color-contrast", ".md-ellipsis", "", "the menu scrolls under its own head, both on the page's ground"),
    ("color-contrast", "data-entry-number", "too short", "one figure in a legend, which axe-core decides as a whole"),
    ("th-has-data-cells", ".places", "", "a heading that stands over several rows, and not beside cells"),
)

# What a page draws before an element, such as the figure of a step, lies beside its words and never under them.
RUN = """async ([context, tags]) => {
    const contrast = axe._audit.checks["color-contrast"];
    axe.configure({ checks: [{ id: "color-contrast", options: { ...contrast.options, ignorePseudo: true } }] });
    scrollTo(0, 0);
    const ran = await axe.run(context ?? document, { runOnly: tags, resultTypes: ["violations", "incomplete"], preload: false });
    const told = (results) => results.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none, html }) =>
        [id, target.flat().join(" "), [...any, ...all, ...none].map(({ message }) => message).join("; "), html.slice(0, 160)]));
    return [told(ran.violations), told(ran.incomplete)];
}"""


@dataclass(frozen=True)
class Audit:
    """violations, undecided: each as a line, the latter without what has been looked at; looked_at: how many those are."""

    violations: list[str]
    undecided: list[str]
    looked_at: int


def audit(page, name, mode, width, without=()):
    """Return what axe-core finds on a page in a mode and at a width; without: selectors of what it leaves out.

    The page stands at its top, where its header covers nothing. The mode is chosen with the theme's own
    switch, so that the page is not loaded again and stays in the state it is in.
    """
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("scheme => document.querySelector(`[name=__palette][data-md-color-scheme=${scheme}]`).click()", MODES[mode])
    assert page.evaluate("document.body.dataset.mdColorScheme") == MODES[mode]
    if not page.evaluate("'axe' in self"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    violations, undecided = page.evaluate(RUN, [{"exclude": [[part] for part in without]} if without else None, TAGS])

    def line(found):
        rule, target, message, html = found
        return f"{name}, {mode}, {width} px: {rule}: {target}: {message}: {html}"

    left = [found for found in undecided if not _looked_at(found)]
    return Audit([line(found) for found in violations], [line(found) for found in left], len(undecided) - len(left))


def _looked_at(found):
    return any(found[0] == rule and part in found[1] and message in found[2] for rule, part, message, _ in LOOKED_AT)
