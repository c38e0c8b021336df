"""The steps of a screening as JSON text: the door that the browser's worker uses. One file is screened at a time."""

import json
from collections.abc import Callable
from typing import Any

from calculators.core.answers import Unusable
from calculators.core.edition import Edition
from calculators.core.explanation import problem_text
from calculators.core.rows import FEED
from calculators.screening import Screening, UnusableFile
from calculators.screening_result import result, saved


class ScreeningDoor:
    """Takes one step after the other: open, feed, end, conclude until nothing is left, result, saved; close forgets the file."""

    def __init__(self) -> None:
        self._now: Screening | None = None

    def step(self, name: str, given: Any = None, edition: Edition | None = None) -> str:
        """Return what a step gives, as JSON: {"unusable": one line} where the file, or the day of the decision, cannot be used.

        given: of `open` the day of the decision, of `feed` bytes, of `conclude` and `result` how many children at most.
        """
        try:
            if name == "open":
                self._now = Screening(edition, given)  # type: ignore[arg-type]
                return "{}"
            if name == "close":
                self._now = None
                return "{}"
            return json.dumps(_STEPS[name](self._now, given), ensure_ascii=False)  # type: ignore[arg-type]
        except UnusableFile as unusable:
            return json.dumps({"unusable": str(unusable)}, ensure_ascii=False)
        except Unusable as unusable:
            texts = [problem_text(problem, edition)["text"] for problem in unusable.problems]  # type: ignore[arg-type]
            return json.dumps({"unusable": " ".join(texts)}, ensure_ascii=False)


_STEPS: dict[str, Callable[[Screening, Any], Any]] = {
    FEED: lambda screening, piece: {"problems": screening.feed(piece), "preview": screening.preview},
    "end": lambda screening, _: {"problems": screening.end(), "preview": screening.preview, "left": screening.left},
    "conclude": lambda screening, most: {"problems": screening.conclude(most), "left": screening.left},
    "result": result,
    "saved": lambda screening, _: {"text": "".join(saved(screening))},
}
