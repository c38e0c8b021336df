"""The rows of a table kept as text (CSV), from bytes that come piece by piece, each with the line of the file it begins on.

The format is left to Python's own csv reader. A row that is not whole yet is read again when the next piece has come, so
only one row and one piece are in memory. What cannot be read is marked and never lost: the rows after it go on.
"""

import codecs
import csv
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t")
LONGEST = csv.field_size_limit()  # bytes of a line, and of a row over several lines
ENOUGH_FOR_A_HEADER = LONGEST // 2
MOST_OPEN_QUOTES = 20  # after so many quotes that never close, each line is a row
QUOTE_NOT_CLOSED, TOO_LONG = "quote_not_closed", "too_long"
_MARK_LENGTH = len(codecs.BOM_UTF8)
FEED = "feed"  # the step in which a piece of a file is handed over
ENCODINGS = (UTF_8, UTF_16, WINDOWS) = ("utf-8", "utf-16", "cp1252")


@dataclass(frozen=True, slots=True)
class Row:
    """One row. line: the file's line on which it begins, from 1; fault: None, or why its cells cannot be trusted."""

    line: int
    cells: list[str]
    fault: str | None = None


class Lines:
    """Cuts bytes into lines of text: UTF-8 with or without a mark, UTF-16 with one.

    A line that is not UTF-8 is read as Windows-1252, each by itself, so that one wrong byte does not change how a
    name is read elsewhere. other_encoding: how many there were. A line longer than `LONGEST` is cut there.
    """

    def __init__(self) -> None:
        self.other_encoding = 0
        self._rest = b""
        self._skipping = False
        self._to_text: codecs.IncrementalDecoder | None = None
        self._begun = False

    def feed(self, piece: bytes, last: bool = False) -> Iterator[tuple[str, bool]]:
        """Yield (line with its ending, whether it was cut) for every line that is whole now."""
        if not self._begun:
            self._rest += piece
            if len(self._rest) < _MARK_LENGTH and not last:
                return
            piece, self._rest = self._rest, b""
            piece = self._begin(piece)
        if self._to_text:
            piece = self._to_text.decode(piece, last).encode()
        lines = (self._rest + piece).splitlines(keepends=True)
        whole = last or not lines or lines[-1].endswith(b"\n")  # after "\r" the next piece may begin with "\n"
        self._rest = b"" if whole else lines.pop()
        for line in lines:
            if self._skipping:
                self._skipping = False
            else:
                yield self._text(line)
        if len(self._rest) > LONGEST:
            if not self._skipping:
                yield self._text(self._rest)
            self._skipping = True
            self._rest = self._rest[-1:] if self._rest.endswith(b"\r") else b""

    def _begin(self, piece: bytes) -> bytes:
        self._begun = True
        if piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._to_text = codecs.getincrementaldecoder(UTF_16)("replace")
        return piece.removeprefix(codecs.BOM_UTF8)

    def _text(self, line: bytes) -> tuple[str, bool]:
        cut = len(line) > LONGEST
        try:
            return line[:LONGEST].decode(UTF_8, "ignore" if cut else "strict"), cut
        except UnicodeDecodeError:
            self.other_encoding += 1
            return line[:LONGEST].decode(WINDOWS, "replace"), cut


class _OutOfLines(Exception):
    pass


class _RowTooLong(Exception):
    pass


class _Waiting:
    """Hands lines to the csv reader, and takes back those of a row that did not become whole."""

    def __init__(self) -> None:
        self.lines: deque[tuple[str, bool]] = deque()
        self.taken: list[tuple[str, bool]] = []
        self._size = 0

    def __iter__(self) -> "_Waiting":
        return self

    def __next__(self) -> str:
        if not self.lines:
            raise _OutOfLines
        line = self.lines.popleft()
        self.taken.append(line)
        self._size += len(line[0])
        if self._size > LONGEST and len(self.taken) > 1:
            raise _RowTooLong
        return line[0]

    def begin_row(self) -> None:
        self.taken.clear()
        self._size = 0

    def give_back(self, but: int = 0) -> None:
        self.lines.extendleft(reversed(self.taken[but:]))
        self.begin_row()


class Rows:
    """Reads rows from pieces of a file.

    rank(cells): how well a row serves as the header; the separator with which the first row does best is taken.
    """

    def __init__(self, rank: Callable[[list[str]], int]):
        self.lines = Lines()
        self._rank = rank
        self._waiting = _Waiting()
        self._reader: Iterator[list[str]] | None = None
        self._separator = DELIMITERS[0]
        self._line = 1
        self._open_quotes = 0
        self._held = 0

    def feed(self, piece: bytes, last: bool = False) -> Iterator[Row]:
        """Yield every row that is whole now, empty ones as well; `last` says that the file ends with this piece."""
        self._waiting.lines.extend(self.lines.feed(piece, last))
        if self._reader is None:
            self._held += len(piece)
            if self._held < ENOUGH_FOR_A_HEADER and not last:
                return
            self._separator = self._best_separator()
            self._reader = csv.reader(self._waiting, delimiter=self._separator)
        while (row := self._next(last)) is not None:
            yield row

    def _best_separator(self) -> str:
        texts = [text for text, _ in self._waiting.lines]
        header = next((number for number, text in enumerate(texts) if text.strip()), None)
        if header is None:
            return DELIMITERS[0]

        def worth(separator: str) -> tuple[int, int]:
            cells = self._alone(texts[header:], separator)
            return self._rank(cells), len(cells)

        return max(DELIMITERS, key=worth)

    @staticmethod
    def _alone(texts: list[str], separator: str) -> list[str]:
        try:
            return next(csv.reader(texts, delimiter=separator), [])
        except csv.Error:
            return next(csv.reader(texts[:1], delimiter=separator), [])

    def _next(self, last: bool) -> Row | None:
        waiting = self._waiting
        if self._open_quotes >= MOST_OPEN_QUOTES:
            return self._next_line()
        waiting.begin_row()
        try:
            cells = next(self._reader)  # type: ignore[arg-type]
        except _OutOfLines:
            if last and waiting.taken:
                return self._not_closed()
            waiting.give_back()
            return None
        except (_RowTooLong, csv.Error):
            return self._not_closed()
        cut = len(waiting.taken) == 1 and waiting.taken[0][1]
        return self._row(cells, TOO_LONG if cut else None, len(waiting.taken))

    def _not_closed(self) -> Row:
        """Take the first line of a row that does not end as a row by itself, and go on with the line after it."""
        self._open_quotes += 1
        text, cut = self._waiting.taken[0]
        self._waiting.give_back(but=1)
        return self._row(self._alone([text], self._separator), TOO_LONG if cut else QUOTE_NOT_CLOSED, 1)

    def _next_line(self) -> Row | None:
        if not self._waiting.lines:
            return None
        text, cut = self._waiting.lines.popleft()
        fault = TOO_LONG if cut else QUOTE_NOT_CLOSED if text.count('"') % 2 else None
        return self._row(self._alone([text], self._separator), fault, 1)

    def _row(self, cells: list[str], fault: str | None, lines: int) -> Row:
        row = Row(self._line, cells, fault)
        self._line += lines
        return row
