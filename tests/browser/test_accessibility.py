"""No page and no state of a page breaks a rule of axe-core; `make test-all` looks at all of it in both modes and at both widths."""

import pytest
from axe import EVERY_VIEW, SOME_VIEWS, audit
from page_states import FORWARDS, SITE, STATES, every_page, kinds

PARTS = 6
# What neither an answer nor a mistake changes, and is looked at with the form blank.
BESIDE_AN_ANSWER = ("#whole-decision", ".md-sidebar")
LOOKED_AT_WHOLE = ("nothing typed", "a clause that was asked for", "all that can be opened")
# What stands around every page, and is looked at with one page of each kind.
AROUND = (".md-header", ".md-sidebar", ".md-footer")
# What lies under the search, or under the menu, of a narrow screen.
COVERED = {
    "the search": ("[data-md-component=announce]", ".md-container"),
    "the menu": ("[data-md-component=announce]", ".md-header", ".switch", ".review", ".md-content", ".md-footer"),
    "a part of the menu": ("[data-md-component=announce]", ".md-header", ".switch", ".review", ".md-content", ".md-footer"),
}


@pytest.fixture(scope="session")
def desk(chromium):
    """One page for all audits. Nothing moves on it, or colours would be taken while they change."""
    context = chromium.new_context(locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


@pytest.fixture
def clean(desk, tally):
    """Return a function that audits what the desk shows in some views, and fails the test for what it finds."""

    def found(name, views, without=()):
        audits = [audit(desk, name, mode, width, without) for mode, width in views]
        violations = [line for one in audits for line in one.violations]
        undecided = [line for one in audits for line in one.undecided]
        tally(
            "axe", audits=len(audits), violations=len(violations), to_look_at=len(undecided), looked_at=sum(one.looked_at for one in audits)
        )
        return violations + [f"not decided: {line}" for line in undecided]

    return found


def audit_pages(desk, clean, pages, views, without=()):
    found = []
    for path in pages:
        desk.goto(f"{SITE.as_uri()}/{path}")
        found += clean(path, views, without)
    assert not found, "\n".join(found)


def covered(state):
    return next((parts for start, parts in COVERED.items() if state.startswith(start)), ())


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_keeps_every_rule(desk, clean, part):
    pages = every_page()[part::PARTS]
    assert pages and FORWARDS not in pages
    audit_pages(desk, clean, pages, [("light", 1280)], AROUND)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_kind_of_page_keeps_every_rule_in_both_modes_and_at_both_widths(desk, clean, part):
    audit_pages(desk, clean, kinds()[part::PARTS], SOME_VIEWS)


@pytest.mark.parametrize("state", STATES)
def test_every_state_keeps_every_rule(desk, clean, state):
    STATES[state](desk, SITE.as_uri())
    found = clean(state, SOME_VIEWS, covered(state) or (() if state.endswith(LOOKED_AT_WHOLE) else BESIDE_AN_ANSWER))
    assert not found, "\n".join(found)


@pytest.mark.whole
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_keeps_every_rule_in_every_view(desk, clean, part):
    audit_pages(desk, clean, every_page()[part::PARTS], EVERY_VIEW)


@pytest.mark.whole
@pytest.mark.parametrize("state", STATES)
def test_every_state_keeps_every_rule_in_every_view(desk, clean, state):
    STATES[state](desk, SITE.as_uri())
    found = clean(state, EVERY_VIEW, covered(state))
    assert not found, "\n".join(found)
