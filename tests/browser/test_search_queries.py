"""What users ask in their own words (queries.yml): ours beside the stock search of Material, in the same browser, from the same pages."""

import gzip
import json
import os
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from asking import BY_THE_ENGINE, BY_THE_FIELD, STOCK, WATCH_THE_WORKER, rank, told
from conftest import ROOT
from mkdocs.utils.yaml import yaml_load

from publishing.edition_pages import mkdocs_environment
from publishing.search_words import normal
from tests.doors import SITE, Handler

IN_FORCE, DRAFT = "3.0", "4.0-draft"
TUNED = ("tuned", "independent_tuned", "fresh_tuned")
SETS = ("tuned", "held_out", "later", "independent_tuned", "fresh_tuned", "independent", "fresh")
ENOUGH = {
    IN_FORCE: dict(zip(SETS, (0.98, 0.97, 0.75, 0.97, 0.6, 0.75, 0.63), strict=True)),
    DRAFT: dict(zip(SETS, (0.97, 0.97, 0.75, 0.97, 0.57, 0.75, 0.6), strict=True)),
}
OURS = ("tuned", "held_out", "later")  # by whoever wrote the synonyms
QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))
WORDS = [query["query"] for query in QUERIES]
SPOT = slice(None, None, 15)  # of those asked in a quicker way, which are also typed
KINDS_OF_USERS = {
    "GP",
    "practice manager",
    "receptionist",
    "health visitor",
    "school nurse",
    "midwife",
    "emergency staff",
    "community pharmacist",
    "line manager",
    "named professional",
    "ICB staff",
    "designated professional",
    "reviewer",
    "any",
}


def known(edition):
    """Return what the search of an edition can show, by id; None for what is no document."""
    data = json.loads((SITE / edition / "search-index.js").read_text("utf-8").removeprefix("self.policySearchData = ").rstrip(";\n"))
    documents = {entry["id"]: entry for entry in data["documents"]}
    return documents | {f"missing:{entry['id']}": None for entry in data["missing"]} | {"danger": None}


@pytest.fixture(scope="module")
def there():
    return {edition: known(edition) for edition in ENOUGH}


def answers(query, edition, there):
    """Return what answers a query in an edition; None where nobody has said it of that edition."""
    if edition == IN_FORCE:
        return query["finds"]
    if "finds_in_draft" in query:
        return query["finds_in_draft"]
    return query["finds"] if not query["finds"] or set(query["finds"]) & there[edition].keys() else None


def is_answered(finds):
    """Say whether an edition answers a query, so that any search could find it."""
    return any(not found.startswith("missing:") and found != "danger" for found in finds)


def test_every_kind_of_user_asks_and_every_answer_is_there(there):
    assert len(QUERIES) >= 120
    assert {query["user"] for query in QUERIES} == KINDS_OF_USERS
    assert {query["set"] for query in QUERIES} == set(SETS)
    for hand in (OURS, tuple(set(SETS) - set(OURS))):
        words = [query["query"].lower() for query in QUERIES if query["set"] in hand]
        assert len(set(words)) == len(words)
    for key, edition in (("finds", IN_FORCE), ("finds_in_draft", DRAFT)):
        assert {found for query in QUERIES for found in query.get(key, ())} <= there[edition].keys()
    assert all(query["finds"] or query["lacks"] for query in QUERIES)


@pytest.fixture(scope="module")
def found(chromium):
    """What is shown for each query: in the edition in force by typing it, in the draft by the same page's engine; and how long it took."""
    context = chromium.new_context(service_workers="block")
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{SITE.as_uri()}/{IN_FORCE}/index.html")
    typed = page.evaluate(BY_THE_FIELD, WORDS)
    assert page.evaluate(BY_THE_ENGINE, WORDS[SPOT]) == typed["found"][SPOT]
    page.goto(f"{SITE.as_uri()}/{DRAFT}/index.html")
    by_engine = page.evaluate(BY_THE_ENGINE, WORDS)
    context.close()
    assert wrong == []
    return {IN_FORCE: typed["found"], DRAFT: by_engine, "typed": typed}


@pytest.mark.parametrize("edition", ENOUGH)
def test_users_find_what_answers_them_among_the_first_three(found, there, figure, edition):
    asked = [
        (query, finds, rank(results, finds.__contains__), results)
        for query, results in zip(QUERIES, found[edition], strict=True)
        if (finds := answers(query, edition, there)) is not None
    ]
    for name in SETS:
        own = [entry for entry in asked if entry[0]["set"] == name]
        said = f"ours, {edition}, {name.replace('_', ' ')}"
        at_three, _, line = told([place for _, _, place, _ in own], said)
        figure(line)
        figure(told([place for _, finds, place, _ in own if is_answered(finds)], f"{said}, only what the edition answers")[2])
        missed = [(query["query"], results[:3]) for query, _, place, results in own if (place or 99) > 3]
        assert at_three >= ENOUGH[edition][name], (line, missed if name in TUNED else "held out: not to be tuned on")


def test_no_question_of_an_author_is_a_query_that_is_only_measured():
    """What is held out must not be written down as asked, or it would measure nothing."""
    held_out = {normal(query["query"]) for query in QUERIES if query["set"] in ("fresh", "independent")}
    for edition in ENOUGH:
        data = json.loads((SITE / edition / "search-index.js").read_text("utf-8").removeprefix("self.policySearchData = ").rstrip(";\n"))
        assert not held_out & {normal(ask) for question in data["questions"] for ask in question["asks"]}


def test_the_search_is_there_at_once_and_small(found, figure):
    scripts = [
        SITE / IN_FORCE / "search-index.js",
        *sorted((SITE / "assets" / "site").glob("search*.js")),
        *(SITE / "assets" / "site" / f"{name}.js" for name in ("minisearch", "stemmer")),
    ]
    sizes = [len(gzip.compress(script.read_bytes())) for script in scripts]
    times = sorted(found["typed"]["times"])
    assert len(times) == len(QUERIES)
    figure(
        f"search: first result {found['typed']['first']:.0f} ms after the field is entered, the next {times[len(times) // 2]:.1f} ms (median), "
        f"{times[-1]:.0f} ms (longest); {sizes[0] / 1000:.0f} kB of data and {sum(sizes[1:]) / 1000:.0f} kB of scripts, by gzip"
    )


def test_what_the_edition_does_not_answer_is_never_answered_by_a_clause_first(found):
    for query, results in zip(QUERIES, found[IN_FORCE], strict=True):
        if not is_answered(query["finds"]) and query["set"] in ("tuned", "independent_tuned"):
            assert results[0] in query["finds"], query["query"]


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    """The address of the same pages with Material's own search in their header, served by http: it works no other way."""
    folder = tmp_path_factory.mktemp("stock")
    settings = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    macros = settings["plugins"][0]["macros"] | {"module_name": str(ROOT / "publishing" / "macros")}
    settings |= {
        "docs_dir": str(ROOT / "docs" / "pages"),
        "site_dir": str(folder / "site"),
        "hooks": [str(ROOT / "publishing" / "mkdocs_hooks.py")],
        "theme": {"name": "material", "language": "en", "font": False},
        "plugins": ["search", {"macros": macros}],
        "watch": [],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    subprocess.run(command, cwd=ROOT, env=os.environ | mkdocs_environment(IN_FORCE, with_pdf=False), check=True, capture_output=True)
    http = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder / "site")))
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://localhost:{http.server_address[1]}"
    http.shutdown()


def test_users_find_more_than_with_the_stock_search(chromium, stock, there, figure):
    """A stock result is a page with its sections. It counts as right if it is the page that holds what answers, which is generous."""
    page = chromium.new_page()
    page.add_init_script(WATCH_THE_WORKER)
    page.goto(f"{stock}/3.0/index.html")
    deadline = time.monotonic() + 60
    while not page.evaluate("self.answers.length") and time.monotonic() < deadline:
        page.locator("[data-md-component=search-query]").focus()
        page.locator("[data-md-component=search-query]").press_sequentially("a")
        page.wait_for_timeout(200)
    found = page.evaluate(STOCK, [WORDS, False])
    assert all(answer is not None for answer in found)
    assert page.evaluate(STOCK, [WORDS[SPOT], True]) == found[SPOT]
    page.close()
    documents = there[IN_FORCE]
    places = []
    for query, groups in zip(QUERIES, found, strict=True):
        pages = [{entry.partition("#")[0].removeprefix("3.0/") for entry in group} for group in groups]
        right = {documents[answer]["address"].partition("#")[0].removeprefix("../") for answer in query["finds"] if documents[answer]}
        places.append(rank(pages, lambda result, right=right: not right.isdisjoint(result)))
    for name in SETS:
        own = [(query, place) for query, place in zip(QUERIES, places, strict=True) if query["set"] == name]
        at_three, _, line = told([place for _, place in own], f"stock Material search, {name.replace('_', ' ')}")
        figure(line)
        answered = [place for query, place in own if is_answered(query["finds"])]
        figure(told(answered, f"stock Material search, {name.replace('_', ' ')}, only what the edition answers")[2])
        assert at_three < ENOUGH[IN_FORCE][name]
