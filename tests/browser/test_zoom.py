"""Text twice as large, a page at four times its size, wider spacing, forced colours: nothing is lost, cut off or laid over another."""

import pytest
from page_states import STATES, kinds
from test_calculators import EDITION, outcome_shown

DOORS = ("file",)  # layout is the page's own

# WCAG 1.4.12, as its text gives them.
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
# Its letters are wider than those of the page's own font; a reader may have set another, or may not have that one.
WIDE_LETTERS = "body, body * { font-family: 'DejaVu Sans', Verdana, sans-serif !important; }"

# Four times its size, a window of 1280 by 1024 has 320 by 256 of its own pixels.
FOUR_TIMES = {"width": 320, "height": 256}

# What does not fit: the page itself, words that are cut off, and words over words. Left out: what is there for ears only, one line
# of the header (its words are the page's heading), what scrolls by itself, and what is drawn.
MISFITS = """() => {
    const faults = [];
    if (document.documentElement.scrollWidth > innerWidth) {
        const widest = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".table-wrap, .md-sidebar"));
        faults.push(`the page is ${document.documentElement.scrollWidth} wide: ${widest.slice(0, 4).map((one) => `${one.tagName}.${one.className}`)}`);
    }
    const apart = ".visually-hidden, .md-header__title, .md-sidebar, .md-search, .md-dialog, svg, script, template, select, option, [hidden]";
    const words = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode;
        const element = text.parentElement;
        if (!text.data.trim() || element.closest(apart) || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
        for (const box of boxes) words.push({ text: text.data.trim().slice(0, 40), element, box });
        for (let at = element; at && at !== document.body; at = at.parentElement) {
            const style = getComputedStyle(at);
            const edge = at.getBoundingClientRect();
            const cuts = (over) => over === "hidden" || over === "clip";
            if (boxes.some((box) => (cuts(style.overflowX) && (box.right > edge.right + 2 || box.left < edge.left - 2)) || (cuts(style.overflowY) && (box.bottom > edge.bottom + 2 || box.top < edge.top - 2)))) {
                faults.push(`"${text.data.trim().slice(0, 40)}" is cut off by ${at.tagName}.${at.className}`);
            }
            if (style.overflowX === "auto" || style.overflowX === "scroll") break;
            if (style.position === "sticky" || style.position === "fixed") break;
        }
    }
    words.sort((one, other) => one.box.top - other.box.top);
    words.forEach((one, at) => {
        for (let next = at + 1; next < words.length && words[next].box.top < one.box.bottom - 3; next++) {
            const other = words[next];
            if (one.element === other.element || one.element.closest(".table-wrap") || other.element.closest(".md-header, .table-wrap") || one.element.closest(".md-header")) continue;
            const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
            const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
            // Lines of text may touch by what no letter fills.
            if (across > 3 && down > Math.min(one.box.height, other.box.height) / 3) faults.push(`"${one.text}" and "${other.text}" lie over each other`);
        }
    });
    return [...new Set(faults)].slice(0, 8);
}"""

SEEN = (
    "dart-routing, nothing typed",
    "emergency-attendance, outcome review",
    "emergency-attendance, every mistake",
    "dart-routing, outcome route_and_discuss",
    "escalation, outcome 4",
    "private-fostering, outcome notify",
    "the times after a call",
    "the record, to copy by hand",
    "a calculator that cannot start",
    "a list, screened",
    "a list that cannot be used",
    "all that can be opened",
)


def larger_text(page):
    """What "text size: very large" of the browser's settings does."""
    page.set_viewport_size({"width": 1280, "height": 1024})
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})


def styled(page, css):
    page.evaluate("css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }", css)


def wider_spacing(page):
    styled(page, SPACING)


def four_times(page):
    page.set_viewport_size(FOUR_TIMES)


def narrow_and_spaced(page):
    page.set_viewport_size({"width": 320, "height": 800})
    styled(page, SPACING + WIDE_LETTERS)


WAYS = {
    "text twice as large": larger_text,
    "four times as large": four_times,
    "wider spacing": wider_spacing,
    "narrow, with wider spacing": narrow_and_spaced,
}


@pytest.fixture
def still(page):
    page.emulate_media(reduced_motion="reduce")
    return page


def misfits(page, name):
    page.evaluate("scrollTo(0, 0)")
    return [f"{name}: {fault}" for fault in page.evaluate(MISFITS)]


@pytest.mark.parametrize("way", WAYS)
def test_every_kind_of_page_fits(still, door, way, tally):
    found = []
    for path in kinds():
        still.goto(f"{door}/{path}")
        WAYS[way](still)
        found += misfits(still, path)
        tally("zoom", pages_and_states=1)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("state", SEEN)
def test_every_sort_of_state_fits(still, door, state, tally):
    STATES[state](still, door)
    found = []
    for way in ("four times as large", "narrow, with wider spacing", "text twice as large"):
        WAYS[way](still)
        found += misfits(still, f"{state}, {way}")
        tally("zoom", pages_and_states=1)
    still.wrong.clear() if "cannot start" in state else None
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["emergency-attendance", "escalation"])
def test_a_calculator_can_be_used_at_four_times_its_size(still, door, name):
    still.set_viewport_size(FOUR_TIMES)
    still.goto(f"{door}/{EDITION}/calculators/{name}.html")
    still.get_by_role("button", name="Show what to do").click()
    outcome_shown(still, 0)
    headline = still.locator("[data-result] h2")
    box = headline.bounding_box()
    header = still.locator(".md-header").bounding_box()
    assert header["y"] + header["height"] <= box["y"] + 1 < FOUR_TIMES["height"], "the outcome is in the window, and not under the header"


def test_where_less_motion_is_asked_for_nothing_moves(still, door):
    still.goto(f"{door}/{EDITION}/contacts.html")
    moving = still.evaluate("""() => [...document.querySelectorAll("*")].filter((one) => ["", "::before", "::after"].some((part) => {
        const style = getComputedStyle(one, part);
        return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none" || style.scrollBehavior === "smooth";
    })).map((one) => `${one.tagName}.${one.className}`)""")
    assert moving == []


def test_with_forced_colours_each_control_and_each_part_of_an_answer_keeps_an_edge(page, door):
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    STATES["emergency-attendance, every mistake"](page, door)
    edges = "one => ['Top', 'Left'].some((side) => getComputedStyle(one)[`border${side}Style`] !== 'none' && parseFloat(getComputedStyle(one)[`border${side}Width`]) >= 1)"
    for control in page.locator("[data-form] :is(input[type=text], select, .button):visible, .field--wrong:visible, [data-problems]").all():
        assert control.evaluate(edges), control.evaluate("one => one.outerHTML.slice(0, 200)")
    STATES["emergency-attendance, outcome review"](page, door)
    assert page.locator("[data-result]").evaluate(edges)
    page.keyboard.press("Tab")
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
