"""Text in Markdown that stays the text that it is."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_MARK = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def escaped(text: str) -> str:
    """Return a text of which Markdown makes nothing but the text, on one line."""
    return _LINE_MARK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))
