"""Each page's content policy allows what stands in it as built, and nothing else."""

import re

import pytest

from publishing.page_policy import inline_scripts, with_policy
from publishing.site import SITE


@pytest.fixture(scope="module")
def pages():
    """Every page of the built site: path -> HTML."""
    found = {path.relative_to(SITE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(SITE.rglob("*.html"))}
    assert "index.html" in found
    return found


def policy_of(page):
    (text,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    return dict(directive.split(" ", 1) for directive in text.split("; "))


def test_every_page_has_a_policy_before_anything_is_loaded(pages):
    for path, page in pages.items():
        policy = policy_of(page)
        assert not re.search(r"<(script|link|img|style)", page[: page.index("Content-Security-Policy")]), path
        assert "unsafe-inline" not in str(policy) and "'unsafe-eval'" not in str(policy), path
        assert policy["connect-src"] == "'self'" and policy["form-action"] == "'none'" and policy["default-src"] == "'none'", path
        assert [source.strip("'") for source in policy["script-src"].split() if "sha256-" in source] == inline_scripts(page), path


def test_no_page_has_a_style_or_a_handler_that_its_policy_forbids(pages):
    for path, page in pages.items():
        text = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
        assert not re.search(r"<style|<[^>]*\s(style|on[a-z]+)=", text), path


def test_no_page_has_the_next_one_fetched_ahead_which_its_policy_forbids(pages):
    for path, page in pages.items():
        assert not re.search(r"<link[^>]*rel=\"?(next|prefetch|preload)", page), path


def test_an_inline_script_is_allowed_by_its_hash_and_data_are_none():
    page = with_policy('<meta charset="utf-8"><script>1</script><script src="a.js"></script><script type="application/json">{}</script>')
    assert inline_scripts(page) == ["sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s="]


def test_a_page_without_a_charset_is_refused():
    with pytest.raises(ValueError, match="names no charset"):
        with_policy("<p>text</p>")
