"""Nothing is left behind: answers leave no memory taken, and a page that was left no worker."""

import time
from pathlib import Path

import pytest
from conftest import BROWSER, QUIET
from person import Mouse, fill_in
from test_calculators import EDITION, EXAMPLES, open_calculator, outcome_shown
from test_engines import cases_of

from calculators import DECISIONS
from publishing.runtime.bundle import runtime_files
from tests.doors import BOTH

DOORS = BOTH

CALCULATOR = "private-fostering"
FILES = runtime_files()["files"]
TEN = 10
COUNTED = ("dart-routing",)
# What an answer may leave, in bytes: less than one small object of Python's, and less than one outcome as text.
LEFT_IN_PYTHON = 64
LEFT_IN_PAGE = 2000
# Code that the browser makes faster while it runs takes memory as well, some 60 MB in all; whole outcomes would take more.
FASTER_CODE = 100_000_000

# The worker's own memory: bytes that Python has of the browser, those of them in use, and what its garbage collector looks after.
IN_WORKER = """() => {
    gc();
    const take = door.__builtins__.get("__import__");
    const module = take("pyodide_js")._module;
    const collector = take("gc");
    while (collector.collect() > 0);
    const told = module._PyMem_RawMalloc(40);
    module._mallinfo(told);
    const used = module.HEAPU32[told / 4 + 7];
    module._PyMem_RawFree(told);
    const objects = collector.get_objects();
    const count = objects.length;
    objects.destroy();
    return { taken: module.HEAP8.length, used, objects: count };
}"""

# As many different worked cases asked of the runtime as are given, and the form sent as often.
ANSWERS = """async (cases) => {
    const page = document.querySelector("[data-calculator]");
    const runtime = await policyCalculator.runtime();
    for (const answers of cases) {
        await runtime.answer(policyCalculator.data.rules, answers);
        const next = String(Number(page.dataset.answered ?? 0) + 1);
        const shown = new Promise((resolve) => new MutationObserver((_, observer) => {
            if (page.dataset.answered === next) resolve(observer.disconnect());
        }).observe(page, { attributes: true }));
        page.querySelector("[data-form] [type=submit]").click();
        await shown;
    }
}"""


@pytest.fixture(scope="module")
def browser(chromium):
    """A browser that frees memory when it is told to, and may keep a page that was left, as a reader's does."""
    browser = chromium.browser_type.launch(
        executable_path=BROWSER.read_text(encoding="utf-8").strip(),
        args=[*QUIET, "--js-flags=--expose-gc"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    browser.told = browser.new_browser_cdp_session()
    yield browser
    browser.close()


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", service_workers="block")
    context.set_default_timeout(120_000)
    yield context
    context.close()


def workers(browser):
    """Return how many workers run in the whole browser.

    One whose page was left before its script came has no address, runs nothing, and is cleared away in the browser's own time.
    """
    found = browser.told.send("Target.getTargets", {"filter": [{"type": "worker"}]})["targetInfos"]
    return sum(worker["url"] != "" for worker in found)


def renderers(browser):
    processes = browser.told.send("SystemInfo.getProcessInfo")["processInfo"]
    return {process["id"] for process in processes if process["type"] == "renderer"}


def resident(process):
    """Return the bytes that a process has in memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


def measured(page, told, process):
    """Return what page and worker hold once everything that can be freed is freed."""
    (worker,) = page.workers
    in_worker = worker.evaluate(IN_WORKER)
    for _ in range(2):
        told.send("HeapProfiler.collectGarbage")
    counted = told.send("Memory.getDOMCounters")
    heap = told.send("Runtime.getHeapUsage")["usedSize"]
    return {**in_worker, **counted, "heap": heap, "resident": resident(process)}


# What is kept between answers is the same worker and page for all calculators; the rest of them are counted by `make test-all`.
@pytest.mark.parametrize("door", ["http"], indirect=True)
@pytest.mark.parametrize("calculator", [name if name in COUNTED else pytest.param(name, marks=pytest.mark.whole) for name in DECISIONS])
def test_a_hundred_answers_take_no_more_memory_than_ten(browser, context, door, published, calculator, figure):
    before = renderers(browser)
    page = context.new_page()
    told = context.new_cdp_session(page)
    open_calculator(page, door, calculator)
    (process,) = renderers(browser) - before
    fill_in(page, Mouse(page), max(EXAMPLES[calculator].values(), key=len))
    cases = cases_of(published, calculator)[:TEN]
    page.evaluate(ANSWERS, cases)
    ten = measured(page, told, process)
    page.evaluate(ANSWERS, cases * (TEN - 1))
    hundred = measured(page, told, process)
    more = len(cases) * (TEN - 1)
    for kind in ("taken", "objects", "documents", "nodes", "jsEventListeners"):
        assert hundred[kind] == ten[kind], kind
    assert hundred["used"] - ten["used"] < LEFT_IN_PYTHON * more
    assert hundred["heap"] - ten["heap"] < LEFT_IN_PAGE * more
    assert hundred["resident"] - ten["resident"] < FASTER_CODE
    figure(
        f"{calculator}, after {TEN} answers and after {TEN + more}: Python uses {ten['used'] / 1e6:.2f} and {hundred['used'] / 1e6:.2f} of "
        f"{hundred['taken'] / 1e6:.1f} MB, the page's scripts {ten['heap'] / 1e6:.2f} and {hundred['heap'] / 1e6:.2f} MB, "
        f"the process {ten['resident'] / 1e6:.0f} and {hundred['resident'] / 1e6:.0f} MB"
    )


def answers(page, before=0):
    """Ask for an answer by the form, and see that it comes."""
    page.get_by_label("A grandparent").check()
    page.get_by_role("button", name="Show what to do").click()
    assert outcome_shown(page, before)["outcome"] == "not_private_fostering"


def leave(page, door):
    page.goto(f"{door}/{EDITION}/contacts.html")


def back(page):
    """Go back as a reader does; the page may be kept, which the driver would not wait for."""
    page.evaluate("() => { setTimeout(() => history.back()); }")
    page.wait_for_url(f"**/{CALCULATOR}.html", wait_until="commit")
    page.locator("[data-calculator][data-ready]").wait_for()


def test_a_page_that_is_left_leaves_no_worker_unless_the_browser_keeps_the_page(browser, context, door):
    page = context.new_page()
    open_calculator(page, door, CALCULATOR)
    assert workers(browser) == 1
    leave(page, door)
    back(page)
    kept = page.evaluate("performance.getEntriesByType('navigation')[0].type") != "back_forward"
    leave(page, door)
    soon(lambda: workers(browser) == (1 if kept else 0))
    page.close()
    soon(lambda: workers(browser) == 0)


def test_going_back_and_forth_leaves_one_worker_which_answers(browser, context, door):
    page = context.new_page()
    open_calculator(page, door, CALCULATOR)
    for _ in range(2):
        leave(page, door)
        back(page)
        assert workers(browser) == 1
    answers(page)
    leave(page, door)
    back(page)
    answers(page, int(page.locator("[data-calculator]").get_attribute("data-answered") or 0))
    assert workers(browser) == 1


def test_a_page_that_is_left_while_python_starts_leaves_no_worker(browser, context, door):
    page = context.new_page()
    for _ in range(3):
        page.goto(f"{door}/{EDITION}/calculators/{CALCULATOR}.html", wait_until="commit")
        page.get_by_label("A grandparent").focus()
        leave(page, door)
    soon(lambda: workers(browser) == 0)


def test_two_tabs_answer_at_once_each_by_a_worker_of_its_own(browser, context, door):
    tabs = [context.new_page() for _ in range(2)]
    for tab in tabs:
        tab.goto(f"{door}/{EDITION}/calculators/{CALCULATOR}.html", wait_until="commit")
    for tab in tabs:
        tab.get_by_label("A grandparent").check()
        tab.get_by_role("button", name="Show what to do").click()
    for tab in tabs:
        assert outcome_shown(tab, 0)["outcome"] == "not_private_fostering"
    assert workers(browser) == 2
    tabs[0].close()
    soon(lambda: workers(browser) == 1)
    answers(tabs[1], 1)


@pytest.mark.parametrize("door", ["http"], indirect=True)
def test_a_start_that_failed_leaves_no_worker_beside_the_one_that_was_started_plainly(browser, context, door):
    page = context.new_page()
    page.route(f"**/{FILES['snapshot.bin']}", lambda route: route.abort())
    open_calculator(page, door, CALCULATOR)
    assert workers(browser) == 1
    answers(page)


@pytest.mark.parametrize("door", ["http"], indirect=True)
def test_a_start_that_failed_twice_leaves_no_worker(browser, context, door):
    page = context.new_page()
    for name in ("snapshot.bin", "calculators.whl"):
        page.route(f"**/{FILES[name]}", lambda route: route.abort())
    page.goto(f"{door}/{EDITION}/calculators/{CALCULATOR}.html")
    page.locator(".form__state--failed").wait_for()
    soon(lambda: workers(browser) == 0)


def soon(holds):
    """Wait until something holds that the browser does in its own time."""
    for _ in range(300):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it never comes to hold")
