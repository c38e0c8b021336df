"""Reads a tagged PDF as a reader aloud does: the words of the tags in order, and beside them what only stands on the pages."""

import re
from dataclasses import dataclass
from functools import cached_property

import pikepdf

BREAK = "\x00"
MARKS = ("/Artifact", "/MCID")


@dataclass(frozen=True)
class Piece:
    """Words that are marked as one. tags: the tags above them, outermost first; item: the number of the innermost listed item."""

    tags: tuple[str, ...]
    page: int
    words: str
    item: int
    destination: str | None


class Printed:
    """One PDF, opened for reading."""

    def __init__(self, path):
        self.file = pikepdf.open(path)
        self.pages = list(self.file.pages)
        self.root = self.file.Root.StructTreeRoot

    @cached_property
    def pieces(self):
        """Every piece of marked text, in the order of the tags."""
        found = []
        self._walk(self.root.K, (), 0, None, found)
        return found

    def _walk(self, kids, tags, item, destination, found, page=None):
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary):
                found.append(Piece(tags, page, self._marked[page][int(kid)], item, destination))
            elif kid.get("/Type") != "/OBJR":
                tag = str(kid.S)[1:]
                page_here = self._page_numbers[kid.Pg.objgen] if "/Pg" in kid else page
                self._items += tag == "LI"
                below = list(kid.get("/K", []))
                annotations = [entry.Obj for entry in below if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/OBJR"]
                leads_to = str(annotations[0].Dest) if annotations and "/Dest" in annotations[0] else destination
                self._walk(kid.get("/K", []), (*tags, tag), self._items if tag == "LI" else item, leads_to, found, page_here)

    _items = 0

    @cached_property
    def _page_numbers(self):
        return {page.obj.objgen: number for number, page in enumerate(self.pages)}

    @cached_property
    def _read(self):
        letters = {}
        return [_read_page(page, letters) for page in self.pages]

    @property
    def _marked(self):
        return [marked for marked, _ in self._read]

    @property
    def beside(self):
        """The words of each page that belong to no tag: its head and its foot."""
        return ["".join(words) for _, words in self._read]

    @property
    def reading(self):
        """All words in the order of the tags, without the marks of lists; BREAK where one piece ends."""
        return BREAK.join(piece.words for piece in self.pieces if "Lbl" not in piece.tags)

    @cached_property
    def elements(self):
        """Every element of the tree of tags, in order."""
        found, todo = [], [self.root.K]
        while todo:
            kid = todo.pop()
            if isinstance(kid, pikepdf.Array):
                todo += reversed(list(kid))
            elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found.append(kid)
                todo.append(kid.get("/K", pikepdf.Array()))
        return found

    @cached_property
    def destinations(self):
        """The page on which each named place stands, counted from 1."""
        names = self.file.Root.Names.Dests.Names
        return {str(names[n]): self._page_numbers[names[n + 1][0].objgen] + 1 for n in range(0, len(names), 2)}

    @cached_property
    def links(self):
        """The annotations of all links."""
        return [note for page in self.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]

    @cached_property
    def outline(self):
        """Every line of the outline as (depth, words, page), in order."""
        found = []

        def walk(item, depth):
            while item is not None:
                found.append((depth, str(item.Title), self._page_numbers[item.Dest[0].objgen] + 1))
                if "/First" in item:
                    walk(item.First, depth + 1)
                item = item.get("/Next")

        walk(self.file.Root.Outlines.First, 1)
        return found

    @cached_property
    def fonts(self):
        """Every font of the file: its name and whether it is embedded."""
        found = {}
        for item in self.file.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                found[str(item.FontName)] = any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        return found


def follows(reading, start, expected):
    """Return where the expected words end if they stand in the reading from `start`, word for word; -1 if they do not.

    Where a piece ends there may be a space or none; anywhere else a space is a space.
    """
    place = start
    for letter in expected:
        if letter == " ":
            if reading[place : place + 1] not in (" ", BREAK):
                return -1
            while reading[place : place + 1] in (" ", BREAK) and place < len(reading):
                place += 1
        else:
            while reading[place : place + 1] == BREAK:
                place += 1
            if reading[place : place + 1] != letter:
                return -1
            place += 1
    return place


def find_words(reading, expected, start=0):
    """Return where the expected words end, at their first place from `start`; -1 if they stand nowhere."""
    place = reading.find(expected[0], start)
    while place >= 0:
        end = follows(reading, place, expected)
        if end >= 0:
            return end
        place = reading.find(expected[0], place + 1)
    return -1


def _read_page(page, letters):
    """Return the words by number of their mark, and the words outside of all marks or marked as artifacts.

    letters: what the codes of a font mean, by font; the same for all pages of a file.
    """
    for font in page.Resources.Font.values():
        if font.objgen not in letters:
            letters[font.objgen] = _letters(font)
    fonts = {name: letters[font.objgen] for name, font in page.Resources.Font.items()}
    marked, beside, open_marks, font = {}, [], [], {}
    for operation in pikepdf.parse_content_stream(page):
        operator = str(operation.operator)
        if operator in ("BMC", "BDC"):
            properties = operation.operands[1] if operator == "BDC" else {}
            open_marks.append(int(properties["/MCID"]) if "/MCID" in properties else None)
            if open_marks[-1] is not None:
                marked.setdefault(open_marks[-1], "")
        elif operator == "EMC":
            open_marks.pop()
        elif operator == "Tf":
            font = fonts[str(operation.operands[0])]
        elif operator in ("TJ", "Tj"):
            parts = operation.operands[0] if operator == "TJ" else operation.operands
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            words = "".join(font[codes[n : n + 2]] for n in range(0, len(codes), 2))
            if open_marks and open_marks[-1] is not None:
                marked[open_marks[-1]] = marked.get(open_marks[-1], "") + words
            else:
                beside.append(words + "\n")
    return marked, beside


def _letters(font):
    """Return what each code of a font means, from its own table."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = [pair for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S) for pair in re.findall(r"<(\w+)>\s*<(\w+)>", block)]
    assert "beginbfrange" not in table
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
