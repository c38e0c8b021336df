"""Takes the blank lines and the indentation of templates out of a page."""

import re

_KEPT = re.compile(
    r"""<(script|style|pre|textarea)\b.*?</\1\s*> | <!--.*?--> | <(?:"[^"]*"|'[^']*'|[^>"'])*>""", re.DOTALL | re.IGNORECASE | re.VERBOSE
)
_BLANK = re.compile(r"[ \t\r\n\f]*\n[ \t\r\n\f]*")


def without_blank_space(page: str) -> str:
    """Return a page (HTML) in which a line begins with what it says and none is empty; a browser shows the same.

    Tags, scripts, styles and texts whose lines are shown as they stand (`pre`, `textarea`) are left alone. So an element must not
    be given `white-space: pre` and the like by a style sheet; `pre-line` shows an empty line less.
    """
    parts: list[str] = []
    at = 0
    for kept in _KEPT.finditer(page):
        parts += (_BLANK.sub("\n", page[at : kept.start()]), kept[0])
        at = kept.end()
    return "".join((*parts, _BLANK.sub("\n", page[at:])))
