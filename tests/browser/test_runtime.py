"""The browser's Python starts from a kept memory, plainly where that cannot be used, and else says what to do."""

import gzip
import os
import shutil

import pytest
from test_calculators import EDITION, outcome_shown

from publishing.runtime.bundle import ROOT, runtime_files
from tests.doors import BOTH

DOORS = BOTH

FILES = runtime_files()["files"]
RUNTIME = ROOT / "site" / "assets" / "runtime"
CALCULATOR = f"{EDITION}/calculators/private-fostering.html"
PLAINLY = ("python_stdlib.zip", "calculators.whl")


@pytest.fixture
def visit(chromium):
    """Return a function that opens a page of its own on a calculator, after `prepare(page)`; several addresses may fail."""
    contexts = []

    def opened(door, prepare=lambda page: None):
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.asked, page.wrong = [], []
        page.on("request", lambda request: page.asked.append(request.url.rsplit("/", 1)[-1]))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        prepare(page)
        page.goto(f"{door}/{CALCULATOR}")
        return page

    yield opened
    for context in contexts:
        context.close()


def answers(page):
    page.get_by_label("A grandparent").check()
    page.get_by_role("button", name="Show what to do").click()
    assert outcome_shown(page, 0)["outcome"] == "not_private_fostering"
    assert page.locator(".form__state--failed").count() == 0


def started_plainly(page):
    return {FILES[name] for name in PLAINLY} <= set(page.asked) or FILES["embedded-plain.js"] in page.asked


def says_what_to_do(page):
    failed = page.locator(".form__state--failed")
    failed.wait_for()
    assert "could not start" in failed.inner_text()
    page.get_by_label("A grandparent").check()
    page.locator("[data-form]").get_by_role("link", name="The whole decision as a table").click()
    assert page.url.endswith("#whole-decision")
    assert page.get_by_label("A grandparent").is_checked()


def test_it_starts_from_the_kept_memory_and_takes_nothing_of_the_library(visit, door):
    page = visit(door)
    answers(page)
    assert not started_plainly(page)
    assert page.wrong == []


def broken(name, change):
    """Return what gives a changed file in place of one of the runtime's."""

    def prepare(page):
        body = change((RUNTIME / FILES[name]).read_bytes())
        page.route(f"**/{FILES[name]}", lambda route: route.fulfill(status=200, body=body))

    return prepare


def gone(*names):
    def prepare(page):
        for name in names:
            page.route(f"**/{FILES[name]}", lambda route: route.fulfill(status=404, body="gone"))

    return prepare


def half(content):
    return content[: len(content) // 2]


def flipped(content):
    """Change one bit, in a place that is part of WebAssembly where there are several files in one."""
    at = len(content) // 3
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.parametrize("prepare", [broken("snapshot.bin", half), broken("snapshot.bin", flipped), gone("snapshot.bin")])
def test_without_the_kept_memory_it_starts_plainly_and_says_nothing(visit, server, prepare):
    page = visit(server, prepare)
    answers(page)
    assert started_plainly(page)


def test_a_start_that_hangs_is_ended_and_made_once_more_plainly(visit, server):
    """The kept memory is asked for and never comes."""

    def prepare(page):
        page.clock.install()
        page.route(f"**/{FILES['snapshot.bin']}", lambda route: page.clock.fast_forward("01:00"))

    page = visit(server, prepare)
    answers(page)
    assert started_plainly(page)


def test_a_kept_memory_of_another_program_is_not_used(visit, server):
    """The sum of what the program brings is changed in its head, and with it the digest that the page holds it against."""

    def other(content):
        at = content.index(b'"sum":') + len(b'"sum":')
        return content[:at] + bytes([content[at] ^ 1 if content[at] != ord("-") else ord(" ")]) + content[at + 1 :]

    def prepare(page):
        broken("snapshot.bin", other)(page)
        page.route(
            "**/private-fostering.html", lambda route: route.fulfill(response=route.fetch(), body=without_digests(route.fetch().text()))
        )

    page = visit(server, prepare)
    answers(page)
    assert started_plainly(page)


def without_digests(page):
    """Return a page that holds no file against a digest."""
    text = page
    for digest in runtime_files()["integrity"].values():
        text = text.replace(digest, "")
    assert text != page
    return text


@pytest.mark.parametrize(
    "prepare",
    [
        gone("worker.js"),
        broken("worker.js", half),
        gone("pyodide.asm.wasm"),
        broken("pyodide.asm.wasm", half),
        broken("pyodide.asm.js", half),
        gone("snapshot.bin", "python_stdlib.zip"),
        gone("snapshot.bin", "calculators.whl"),
    ],
    ids=["no worker", "half a worker", "no wasm", "half the wasm", "half a script", "no library", "no calculators"],
)
def test_what_cannot_start_says_what_to_do_and_keeps_the_answers(visit, server, prepare):
    says_what_to_do(visit(server, prepare))


def test_a_server_that_gives_webassembly_the_wrong_type_does_no_harm(visit, server):
    def prepare(page):
        body = (RUNTIME / FILES["pyodide.asm.wasm"]).read_bytes()
        page.route("**/*.wasm", lambda route: route.fulfill(status=200, body=body, content_type="text/plain"))

    page = visit(server, prepare)
    answers(page)
    assert not started_plainly(page)


def test_where_webassembly_is_forbidden_the_page_says_what_to_do(visit, server):
    def prepare(page):
        body = (RUNTIME / FILES["worker.js"]).read_text(encoding="utf-8")
        headers = {"Content-Security-Policy": "script-src 'self'", "Content-Type": "text/javascript"}
        page.route(f"**/{FILES['worker.js']}", lambda route: route.fulfill(status=200, body=body, headers=headers))

    says_what_to_do(visit(server, prepare))


def test_a_server_that_compresses_is_understood(visit, server):
    def prepare(page):
        body = gzip.compress((RUNTIME / FILES["snapshot.bin"]).read_bytes(), 1)
        page.route("**/snapshot.*.bin", lambda route: route.fulfill(status=200, body=body, headers={"Content-Encoding": "gzip"}))

    page = visit(server, prepare)
    answers(page)


def worker_after(words):
    """Return what has a worker that starts from memory run some words first."""
    script = """
    const Real = self.Blob;
    self.Blob = class extends Real {
        constructor(parts, options) {
            super(options?.type === "text/javascript" ? ["WORDS;\\n", ...parts] : parts, options);
        }
    };
    """
    return lambda page: page.add_init_script(script.replace("WORDS", words))


@pytest.mark.parametrize("seconds", [1, 47, 3_000_000])
@pytest.mark.parametrize("door", ["file"], indirect=True)
def test_on_an_old_pc_too_where_python_begins_long_after_its_worker_the_kept_memory_is_used(visit, door, seconds):
    """Python keeps how long ago its worker began; that is no other start."""
    page = visit(door, worker_after(f"const now = performance.now.bind(performance); performance.now = () => now() + {seconds * 1000}"))
    answers(page)
    assert page.locator("html").get_attribute("data-started-plainly") is None
    assert not started_plainly(page)


@pytest.mark.parametrize("door", ["file"], indirect=True)
def test_from_a_folder_a_browser_that_cannot_decompress_says_what_to_do(visit, door):
    says_what_to_do(visit(door, worker_after("delete self.DecompressionStream")))


@pytest.mark.parametrize("door", ["file"], indirect=True)
def test_from_a_folder_a_browser_that_cannot_read_base64_by_itself_answers_all_the_same(visit, door):
    page = visit(door, worker_after("delete Uint8Array.fromBase64"))
    answers(page)
    assert not started_plainly(page)
    assert page.wrong == []


NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(self, name, { get() { throw new DOMException("denied", "SecurityError"); } });
}
"""


def test_where_nothing_may_be_stored_a_calculator_answers_all_the_same(visit, door):
    answers(visit(door, lambda page: page.add_init_script(NO_STORAGE)))


@pytest.fixture
def copied(tmp_path):
    """Return a copy of the site in a folder of another name; its files are links to the site's own."""
    folder = tmp_path / "Große Praxis & Söhne #1 100%"
    shutil.copytree(ROOT / "site", folder, copy_function=os.symlink)
    return folder


def test_a_folder_of_any_name_will_do_also_one_that_is_read_only(visit, copied):
    copied.chmod(0o500)
    page = visit(copied.as_uri())
    answers(page)
    assert not started_plainly(page)


@pytest.mark.parametrize("change", [half, flipped, lambda content: b""], ids=["half", "one bit", "nothing"])
def test_a_copy_of_the_folder_with_a_damaged_runtime_says_what_to_do(visit, copied, change):
    file = copied / "assets" / "runtime" / FILES["embedded.js"]
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(change(content))
    says_what_to_do(visit(copied.as_uri()))
