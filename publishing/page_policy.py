"""The Content-Security-Policy of a page: what the browser lets it load and do, whoever serves it and also from a folder.

No inline script runs but those that stand in the page as built, each allowed by its hash; nothing is fetched from elsewhere.
"""

import base64
import hashlib
import re

DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self' blob: 'wasm-unsafe-eval'{scripts}",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
# The theme's hint at the page after this one: Firefox would fetch it ahead, which the policy refuses with an error.
_AHEAD = re.compile(r'<link rel="next"[^>]*>')
_CHARSET = re.compile(r'<meta charset="[^"]*"\s*/?>', re.IGNORECASE)


def with_policy(page: str) -> str:
    """Return a page's HTML with its policy before anything that is loaded; raises `ValueError` where it names no charset."""
    page = _AHEAD.sub("", page)
    found = _CHARSET.search(page)
    if not found:
        raise ValueError("the page names no charset")
    text = "; ".join(DIRECTIVES).format(scripts="".join(f" '{digest}'" for digest in inline_scripts(page)))
    return f'{page[: found.end()]}\n<meta http-equiv="Content-Security-Policy" content="{text}">{page[found.end() :]}'


def inline_scripts(page: str) -> list[str]:
    """Return the digest of each inline script, each once, in their order; data in a script element needs none."""
    texts = [found["text"] for found in _SCRIPT.finditer(page) if _runs(found["attributes"])]
    return list(dict.fromkeys("sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") for text in texts))


def _runs(attributes: str) -> bool:
    return "src=" not in attributes and "application/json" not in attributes
