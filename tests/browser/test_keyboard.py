"""Keyboard alone: everything can be reached, in the order in which it is seen, and what has the focus can be seen."""

import json

import pytest
from axe import WIDTHS
from page_states import kinds, search_for
from person import Keyboard, fill_in
from test_calculators import EDITION, EXAMPLES, open_calculator, outcome_shown

from calculators import DECISIONS

DOORS = ("file",)  # keys are the page's own; test_calculators fills in forms by keyboard over both

# What is wrong with how the focus is shown: its mark against what is behind it (WCAG 2.4.7, 1.4.11), whether the window shows it
# and nothing lies over all of it (2.4.11). A mark of two colours is seen on any ground by one of them.
LOOK = """
const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
const light = ([r, g, b]) => [r, g, b].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const contrast = (one, other) => { const [low, high] = [light(one), light(other)].sort((a, b) => a - b); return (high + 0.05) / (low + 0.05); };
const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
        const colour = parse(getComputedStyle(at).backgroundColor);
        if (colour.length === 3 || colour[3] > 0.5) return colour;
    }
    return [255, 255, 255];
};
const faultOf = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    // A card of one link can carry the link's mark.
    const marked = [element, element.parentElement, element.parentElement?.parentElement].filter(Boolean);
    const outlined = marked.map((one) => getComputedStyle(one)).filter((look) => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2);
    const shadowed = [style, ...outlined].filter((look) => look.boxShadow !== "none");
    const marks = [...outlined.map((look) => parse(look.outlineColor)), ...shadowed.map((look) => parse(look.boxShadow))];
    if (!marks.some((mark) => contrast(mark, ground(element.parentElement)) >= 3)) return "its mark cannot be seen";
    const inWindow = (line) => Math.min(line.right, innerWidth) - Math.max(line.left, 0) >= 2 && Math.min(line.bottom, innerHeight) - Math.max(line.top, 0) >= 2;
    const lines = [...element.getClientRects()].filter(inWindow);
    if (!lines.length) return `it is not in the window: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`;
    const uncovered = lines.some((line) => [0.5, 0.1, 0.9].some((across) => [0.5, 0.1, 0.9].some((down) => {
        const [left, right] = [Math.max(line.left, 0), Math.min(line.right, innerWidth)];
        const [top, bottom] = [Math.max(line.top, 0), Math.min(line.bottom, innerHeight)];
        const over = document.elementFromPoint(left + (right - left) * across, top + (bottom - top) * down);
        return over && (element.contains(over) || over.closest("label")?.control === element);
    })));
    return uncovered ? "" : "something lies over it";
};
const nameOf = (element) => `${element.tagName} ${element.id} ${element.className} "${element.textContent.trim().slice(0, 40)}"`;
"""
FOCUSED = (
    "() => {"
    + LOOK
    + "const at = document.activeElement; if (at === document.body) return ''; const fault = faultOf(at); return fault && `${nameOf(at)}: ${fault}`; }"
)

# Every stop of the keyboard, forwards and backwards; and stops that come after one that stands wholly below them and not beside
# them. The search of a narrow screen lies over the page, so it has no place of its own in it.
EVERY_STOP = (
    "() => {"
    + LOOK
    + """
    const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((element) =>
        element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
        && (element.type !== "radio" || element.checked || ![...document.getElementsByName(element.name)].some((other) => other.checked)));
    const faults = [];
    for (const order of [stops, [...stops].reverse()]) {
        for (const stop of order) {
            stop.focus();
            if (document.activeElement !== stop) continue;
            const fault = faultOf(stop);
            if (fault) faults.push(`${nameOf(stop)}: ${fault}`);
        }
    }
    document.activeElement.blur();
    scrollTo(0, 0);
    const boxes = stops.map((stop) => stop.getBoundingClientRect());
    boxes.forEach((box, at) => {
        const before = boxes[at - 1];
        if (before && !stops[at].closest("[role=search]") && box.bottom <= before.top + 1 && box.left <= before.left) faults.push(`${nameOf(stops[at])}: it stands before ${nameOf(stops[at - 1])}`);
    });
    return [stops.length, [...new Set(faults)]];
}"""
)


class Watched(Keyboard):
    """Presses keys and looks after each Tab where the focus is."""

    def __init__(self, page):
        super().__init__(page)
        self.stops = 0

    def tab_to(self, selector, key="Tab"):
        for _ in range(400):
            if self.on(selector):
                return
            self.page.keyboard.press(key)
            self.stops += 1
            fault = self.page.evaluate(FOCUSED)
            assert not fault, fault
        raise AssertionError(f"the keyboard never reaches {selector}")


@pytest.fixture
def hand(page):
    page.emulate_media(reduced_motion="reduce")
    return Watched(page)


def into_the_content(page, hand):
    page.keyboard.press("Tab")
    assert hand.on(".md-skip") and not page.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page-content"


@pytest.mark.parametrize("width", [WIDTHS[0], *(pytest.param(width, marks=pytest.mark.whole) for width in WIDTHS[1:])])
@pytest.mark.parametrize("calculator", DECISIONS)
def test_a_calculator_is_filled_in_answered_and_recorded_by_keyboard_alone_and_the_focus_is_always_seen(
    page, door, hand, tally, calculator, width
):
    page.set_viewport_size({"width": width, "height": 700})
    open_calculator(page, door, calculator)
    into_the_content(page, hand)
    answers = min(EXAMPLES[calculator].values(), key=lambda answers: len(json.dumps(answers)))
    fill_in(page, hand, answers)
    hand.press("[data-form] [type=submit]")
    outcome_shown(page, 0)
    assert hand.on("[data-result] h2") and not page.evaluate(FOCUSED)
    hand.press("[data-record-copy]")
    page.locator("[data-record-state]:not(:empty)").wait_for()
    hand.tab_to("#show-all", "Shift+Tab")
    page.keyboard.press("Space")
    assert page.get_by_label("Show every question").is_checked()
    tally("keyboard", stops_seen=hand.stops)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_search_is_used_by_keyboard_alone(page, door, hand, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{door}/{EDITION}/contacts.html")
    hand.tab_to("[role=search] input")
    page.keyboard.type("consent")
    page.locator("[role=search] li:nth-child(2) a").wait_for()
    page.keyboard.press("ArrowDown")
    assert hand.on("[role=search] li:first-child a") and not page.evaluate(FOCUSED)
    page.keyboard.press("Tab")
    assert hand.on("[role=search] li:nth-child(2) a") and not page.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sections/**")


def test_the_search_is_left_with_escape(page, door, hand):
    search_for(page, door, "consent")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.getElementById('__search').checked")
    hand.tab_to(".md-footer a")


def test_the_menu_of_a_narrow_screen_opens_by_keyboard_and_gives_the_focus_back(page, door, hand):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{door}/{EDITION}/contacts.html")
    menu = ".md-header button[aria-controls]"
    hand.tab_to(menu)
    assert page.locator(menu).get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert page.locator(menu).get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null") and not page.evaluate(FOCUSED)
    part = ".md-nav__item--nested > button"
    hand.tab_to(part)
    page.keyboard.press("Space")
    assert page.locator(part).first.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.ariaLabel") == "Back from Calculators" and not page.evaluate(FOCUSED)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-nav[data-md-level=\"1\"] a')") and not page.evaluate(FOCUSED)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert hand.on(part) and page.locator(part).first.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Escape")
    assert hand.on(menu) and page.locator(menu).get_attribute("aria-expanded") == "false"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') === null")


def test_a_menu_that_the_focus_leaves_closes(page, door, hand):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{door}/{EDITION}/contacts.html")
    hand.press(".md-header button[aria-controls]")
    hand.tab_to("#page-content a")
    assert not page.locator("#__drawer").is_checked()


def test_the_colours_are_switched_by_keyboard_and_the_focus_stays_on_the_switch(page, door, hand):
    page.goto(f"{door}/{EDITION}/contacts.html")
    switch = "[data-md-component=palette] button:not([hidden])"
    for key, name, scheme in (("Enter", "Switch to dark colours", "slate"), ("Space", "Switch to light colours", "default")):
        hand.tab_to(switch)
        assert page.locator(switch).get_attribute("aria-label") == name
        page.keyboard.press(key)
        page.wait_for_function("scheme => document.body.dataset.mdColorScheme === scheme", arg=scheme)
        assert hand.on(switch)


def test_without_a_script_the_menu_still_opens_by_its_label(chromium, door):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{door}/{EDITION}/contacts.html")
    page.locator(".md-header label[for=__drawer]").click()
    page.get_by_role("link", name="A to Z").click()
    page.wait_for_url("**/a-to-z.html")
    context.close()


@pytest.mark.parametrize("width", [WIDTHS[0], *(pytest.param(width, marks=pytest.mark.whole) for width in WIDTHS[1:])])
def test_every_stop_of_every_kind_of_page_is_seen_and_stands_in_its_place(page, door, hand, tally, width):
    page.set_viewport_size({"width": width, "height": 700})
    found = []
    for path in kinds():
        page.goto(f"{door}/{path}")
        page.keyboard.press("Tab")
        stops, faults = page.evaluate(EVERY_STOP)
        found += [f"{path}: {fault}" for fault in faults]
        tally("keyboard", stops_seen=stops)
    assert not found, "\n".join(found)
