"""What the browser's worker calls, with JSON text in and out; and what is done beforehand, before its memory is kept.

Whatever is imported later than `warm_up` is not there: a memory that was kept comes without the files of the library.
"""

import codecs
import json
from functools import cache, lru_cache
from typing import Any

import calculators
from calculators.core.edition import Edition
from calculators.core.rows import ENCODINGS, FEED


def warm_up(*names: str) -> None:
    """Visit every state of the calculators named, or of all of them, so that no first answer waits for it.

    Python imports an encoding only where a text needs it, so those of a list of children are asked for here.
    """
    for encoding in ENCODINGS if calculators.SCREENING else ():
        codecs.lookup(encoding)
    for name in names or calculators.DECISIONS:
        calculators.DECISIONS[name].visit()


def call(name: str, calculator: str, rules: str, given: str) -> str:
    """Return what the function `name` of `calculators.CALLS` makes of JSON text; rules: an edition's data as JSON text."""
    return calculators.call_json(name, calculator, given, _edition(rules))


def screen(step: str, given: Any, rules: str | None) -> str:
    """Return what a step of a screening gives (see `calculators.policy`); bytes come as the browser's own kind of array."""
    return _door().step(step, given.to_bytes() if step == FEED else given, _edition(rules) if rules else None)


@lru_cache(maxsize=1)
def _edition(rules: str) -> Edition:
    return Edition.from_data(json.loads(rules))


@cache
def _door() -> Any:
    (door,) = calculators.SCREENING.values()
    return door()
