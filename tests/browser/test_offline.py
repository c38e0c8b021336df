"""The site once it was visited over http: kept whole, used without its server, changed whole or not at all, and honest about it."""

import os
import shutil
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from conftest import ROOT
from person import Mouse, fill_in
from test_calculators import EDITION, EXAMPLES, open_calculator, outcome_shown

from calculators import DECISIONS
from publishing.load import load_library
from publishing.offline import WORKER, make_service_worker, site_files
from tests.doors import Handler

START = f"{EDITION}/index.html"
CHANGED = "A number that has changed since."


class Server:
    """Serves a folder on this machine until it is stopped, and again at the same address; `asked` holds what it was asked for."""

    def __init__(self, folder):
        self.folder, self.asked, self.port = folder, [], 0
        self.start()

    def start(self):
        asked = self.asked

        class Noting(Handler):
            def send_head(self):
                asked.append(urlsplit(self.path).path.lstrip("/"))
                return super().send_head()

        self.http = ThreadingHTTPServer(("127.0.0.1", self.port), partial(Noting, directory=str(self.folder)))
        self.port = self.http.server_address[1]
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def stop(self):
        self.http.shutdown()
        self.http.server_close()

    @property
    def address(self):
        return f"http://localhost:{self.port}"


@pytest.fixture
def served(tmp_path):
    """A server of a copy of the site (links to its files), so that a test may change the copy."""
    folder = tmp_path / "site"
    shutil.copytree(ROOT / "site", folder, copy_function=os.symlink)
    server = Server(folder)
    yield server
    server.stop()


@pytest.fixture
def reader(chromium):
    """A reader's browser, in which a service worker works, with all that went wrong."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.wrong, context.hosts = [], set()
    context.on("weberror", lambda error: context.wrong.append(str(error.error)))
    context.on("request", lambda request: context.hosts.add(urlsplit(request.url).netloc))
    yield context
    context.close()
    assert context.wrong == []


def rewrite(path, text):
    """Put another file in the place of a link."""
    path.unlink()
    path.write_text(text, encoding="utf-8")


def change_site(folder):
    page = folder / START
    rewrite(page, page.read_text(encoding="utf-8").replace("</h1>", f"</h1><p>{CHANGED}</p>", 1))
    (folder / WORKER).unlink()
    make_service_worker(folder)


def visit(context, address):
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(address)
    return page


def is_kept(page):
    """Wait until the whole site is kept."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def visited(context, served):
    page = visit(context, f"{served.address}/{START}")
    is_kept(page)
    return page


def test_without_its_server_every_page_is_there_and_every_calculator_and_the_search_work(reader, served):
    visited(reader, served)
    served.stop()
    before = len(served.asked)
    page = reader.new_page()
    page.set_default_timeout(60_000)
    addresses = [path.relative_to(served.folder).as_posix() for path in sorted(served.folder.rglob("*.html"))]
    assert len(addresses) > 100
    page.goto(f"{served.address}/index.html")
    page.wait_for_url(f"{served.address}/{START}")
    headings = page.evaluate(
        """(addresses) => Promise.all(addresses.map(async (address) => {
            const answered = await fetch(`../${address}`);
            const there = new DOMParser().parseFromString(await answered.text(), "text/html");
            return answered.ok && there.querySelector("h1, [http-equiv=refresh]") !== null;
        }))""",
        addresses,
    )
    assert [address for address, there in zip(addresses, headings, strict=True) if not there] == []
    for address in (f"{EDITION}/contacts.html", f"{EDITION}/sections/13-emergency-services.html", "editions.html"):
        assert page.goto(f"{served.address}/{address}").from_service_worker
        assert page.locator("h1").is_visible()
    for edition in load_library().editions:
        for calculator in DECISIONS:
            page.goto(f"{served.address}/{edition}/calculators/{calculator}.html")
            page.locator("[data-calculator][data-ready]").wait_for()
    outcome, answers = next(iter(EXAMPLES["emergency-attendance"].items()))
    open_calculator(page, served.address, "emergency-attendance")
    fill_in(page, Mouse(page), answers)
    page.locator("[data-form] [type=submit]").click()
    assert outcome_shown(page, 0)["outcome"] == outcome
    page.goto(f"{served.address}/{START}")
    page.keyboard.press("/")
    page.keyboard.type("13.3")
    page.locator("[data-search] a[href*='clause-13-3']").first.wait_for()
    assert len(served.asked) == before
    served.start()


def test_a_reader_whose_server_does_not_answer_is_told_that_this_is_a_kept_copy_and_of_which_day(reader, served):
    visited(reader, served).close()
    served.stop()
    page = visit(reader, f"{served.address}/{START}")
    told = page.get_by_text("The server of this site does not answer.")
    told.wait_for()
    assert page.locator("[data-kept] time").inner_text() == page.evaluate(
        "new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })"
    )
    served.start()


def test_a_second_visit_asks_only_whether_the_site_has_changed_and_says_nothing_where_it_has_not(reader, served):
    visited(reader, served).close()
    before = len(served.asked)
    page = visit(reader, f"{served.address}/{START}")
    open_calculator(page, served.address, "escalation")
    page.wait_for_load_state("networkidle")
    assert set(served.asked[before:]) == {WORKER}
    assert page.locator("[data-kept] p").count() == 0


def test_a_changed_site_is_announced_on_an_open_page_and_shown_when_the_reader_says_so(reader, served):
    visited(reader, served).close()
    page = visit(reader, f"{served.address}/{EDITION}/calculators/escalation.html")
    page.locator("[data-questions] input").first.check()
    change_site(served.folder)
    page.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.update())")
    button = page.get_by_role("button", name="Show the changed site")
    button.wait_for()
    assert page.locator("[data-questions] input").first.is_checked(), "what was answered stands until she says so"
    with page.expect_navigation():
        button.click()
    page.goto(f"{served.address}/{START}")
    assert page.get_by_text(CHANGED).is_visible()


def test_a_changed_site_that_was_fetched_is_shown_at_the_next_visit_without_asking(reader, served):
    page = visited(reader, served)
    change_site(served.folder)
    page.reload()
    page.get_by_role("button", name="Show the changed site").wait_for()
    page.close()
    page = visit(reader, f"{served.address}/{START}")
    page.get_by_text(CHANGED).wait_for()


def test_a_page_of_the_old_site_in_another_tab_stays_as_it_is_until_its_reader_says_so(reader, served):
    first = visited(reader, served)
    second = visit(reader, f"{served.address}/{EDITION}/calculators/escalation.html")
    second.locator("[data-calculator][data-ready]").wait_for()
    change_site(served.folder)
    first.reload()
    first.get_by_role("button", name="Show the changed site").wait_for()
    third = visit(reader, f"{served.address}/{START}")
    third.get_by_role("button", name="Show the changed site").wait_for()
    assert third.get_by_text(CHANGED).count() == 0, "three pages of the old site are open"
    assert second.locator("[data-calculator][data-ready]").count() == 1


def test_a_site_that_is_changed_while_it_is_fetched_is_not_taken_and_the_old_one_stays_whole(reader, served):
    page = visited(reader, served)
    change_site(served.folder)
    half = served.folder / START
    rewrite(half, half.read_text(encoding="utf-8") + "<!-- newer than its hash -->")
    left = page.evaluate(
        """async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            const ended = new Promise((resolve) => registration.addEventListener("updatefound", () => {
                const coming = registration.installing;
                coming.addEventListener("statechange", () => resolve(coming.state));
            }));
            registration.update().catch(() => {});
            return ended;
        }"""
    )
    assert left == "redundant"
    page.reload()
    assert page.get_by_text(CHANGED).count() == 0
    served.stop()
    page.goto(f"{served.address}/{START}")
    assert page.locator("h1").is_visible()
    assert page.get_by_text(CHANGED).count() == 0
    served.start()


def test_what_is_kept_is_the_whole_site_but_what_serves_folders_and_is_asked_of_the_site_alone(reader, served):
    visited(reader, served)
    there = {path.relative_to(served.folder).as_posix() for path in served.folder.rglob("*") if path.is_file()}
    kept = {entry["url"] for entry in site_files(served.folder)}
    assert {name for name in there - kept if not name.startswith("assets/runtime/embedded")} == {WORKER}
    assert kept <= set(served.asked)
    assert reader.hosts == {urlsplit(served.address).netloc}


def test_a_site_that_is_taken_down_is_forgotten(reader, served):
    page = visited(reader, served)
    (served.folder / WORKER).unlink()
    shutil.copyfile(ROOT / "docs" / "serving" / WORKER, served.folder / WORKER)
    page.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.update())")
    page.wait_for_function("navigator.serviceWorker.getRegistration().then((registration) => !registration)")
    page.wait_for_function("caches.keys().then((names) => names.length === 0)")


@pytest.mark.parametrize("door", ["file"], indirect=True)
def test_from_a_folder_nothing_is_kept(chromium, door):
    context = chromium.new_context()
    page = visit(context, f"{door}/{START}")
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-kept] p").count() == 0
    context.close()
