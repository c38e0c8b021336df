"""Each page's content policy allows what stands in it as built, and nothing else."""

import re

import pytest

from publishing.load import ROOT
from publishing.page_policy import inline_scripts, with_policy

SITE = ROOT / "site"
PAGES = sorted(SITE.rglob("*.html"))


def policy_of(page):
    (text,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    return dict(directive.split(" ", 1) for directive in text.split("; "))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(SITE).as_posix())
def test_every_page_has_a_policy_before_anything_is_loaded(path):
    page = path.read_text(encoding="utf-8")
    policy = policy_of(page)
    assert not re.search(r"<(script|link|img|style)", page[: page.index("Content-Security-Policy")])
    assert "unsafe-inline" not in str(policy) and "'unsafe-eval'" not in str(policy)
    assert policy["connect-src"] == "'self'" and policy["form-action"] == "'none'" and policy["default-src"] == "'none'"
    assert [source.strip("'") for source in policy["script-src"].split() if "sha256-" in source] == inline_scripts(page)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(SITE).as_posix())
def test_no_page_has_a_style_or_a_handler_that_its_policy_forbids(path):
    page = re.sub(r"<script.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"<style|<[^>]*\s(style|on[a-z]+)=", page)


def test_an_inline_script_is_allowed_by_its_hash_and_data_are_none():
    page = with_policy('<meta charset="utf-8"><script>1</script><script src="a.js"></script><script type="application/json">{}</script>')
    assert inline_scripts(page) == ["sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s="]


def test_a_page_without_a_charset_is_refused():
    with pytest.raises(ValueError, match="names no charset"):
        with_policy("<p>text</p>")
