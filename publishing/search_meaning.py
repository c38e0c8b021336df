"""What words mean, for the search: words that are alike in meaning have bits alike, so that a question finds what is said in other words.

The bits come from a sentence encoder that npm has (search_meaning.mjs), when the site is built. Two tables go to the page: the words that
the encoder knows whole, which are its commonest and the same for every edition, and the words of one edition beside them. The page adds up
the words of a text (docs/javascript/search_meaning.js). The bits of a word never change, so they are kept in build/ from build to build.
"""

import base64
import json
import math
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from publishing.place import PROJECT
from publishing.search_words import normal
from publishing.sources import hash_of

ENCODER = PROJECT / "node_modules" / "@energetic-ai"
VOCABULARY = ENCODER / "model-embeddings-en" / "dist" / "vocab.json"
SCRIPT = Path(__file__).with_suffix(".mjs")
KEPT = PROJECT / "build" / "meanings"
BEGINS = "\u2581"  # stands before the pieces that begin a word
COMMON = 5e-4  # a word as common as this tells half as much as a rare one; chosen on the tuned queries of tests/browser/queries.yml
MOST = 255  # a weight is one byte


@cache
def common_words() -> Mapping[str, int]:
    """Return the words that the encoder knows whole, in its order, the commonest first, each with how much it tells: 0 to 255."""
    if not VOCABULARY.is_file():
        raise RuntimeError(f"{VOCABULARY.relative_to(PROJECT)} is not there; run `npm ci` and try again")
    words: dict[str, int] = {}
    for piece, logarithm in json.loads(VOCABULARY.read_text(encoding="utf-8")):
        word = piece.removeprefix(BEGINS)
        if piece.startswith(BEGINS) and re.fullmatch("[A-Za-z]+", word):
            how_common = math.exp(logarithm) if word.islower() else 0.0
            words[word.lower()] = min(words.get(word.lower(), MOST), round(MOST * COMMON / (COMMON + how_common)))
    return words


def own_words(data: Mapping[str, Any]) -> list[str]:
    """Return the words of all that the search of an edition knows (`search_data`) and that are not among the common ones, in order."""
    texts = [normal(text) for text in _texts([data[part] for part in ("documents", "groups", "short", "questions", "missing")])]
    return sorted({word for text in texts for word in text.split() if re.fullmatch("[a-z]{2,}", word)} - common_words().keys())


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in plain data, keys of the short forms too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for pair in value.items() for piece in pair for text in _texts(piece))
    elif isinstance(value, Iterable):
        yield from (text for each in value for text in _texts(each))


def bits_of(words: Iterable[str]) -> dict[str, bytes]:
    """Return the bits of each word: those kept by an earlier build, and those that Node now makes and that are kept from now on.

    Raises `RuntimeError` where Node refuses.
    """
    file = KEPT / f"{hash_of([SCRIPT, PROJECT / 'package-lock.json'])[:16]}.json"
    kept: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    wanted = list(dict.fromkeys(words))
    new = [word for word in wanted if word not in kept]
    if new:
        given = json.dumps({"words": new})
        done = subprocess.run(["node", str(SCRIPT)], input=given, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise RuntimeError(f"the words of the search have no meaning; run `npm ci` and try again: {done.stderr.strip()}")
        kept |= json.loads(done.stdout)
        KEPT.mkdir(parents=True, exist_ok=True)
        written = file.with_suffix(f".{hash_of([], given)[:16]}")
        written.write_text(json.dumps(kept), encoding="utf-8")
        written.replace(file)
    return {word: base64.b64decode(kept[word]) for word in wanted}


def common_table() -> dict[str, str]:
    """Return the table of the common words: the words, and for each one byte of weight and its bits, as base64."""
    words = common_words()
    bits = bits_of(words)
    return _table(words, (bytes((weight,)) + bits[word] for word, weight in words.items()))


def own_table(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the same table of an edition's own words, which are all rare and weigh most."""
    words = own_words(data)
    bits = bits_of(words)
    return _table(words, (bytes((MOST,)) + bits[word] for word in words))


def _table(words: Iterable[str], records: Iterable[bytes]) -> dict[str, str]:
    return {"words": " ".join(words), "records": base64.b64encode(b"".join(records)).decode("ascii")}


def meanings_script() -> str:
    """Return the classic script that brings the common words' meanings; the same for every edition."""
    return f"self.policyMeanings = {json.dumps(common_table(), separators=(',', ':'))};\n"
