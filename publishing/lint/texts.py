"""Every text of an edition's files, each with its file, its place in it, its clause and its kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from publishing.edition import Edition, FilledClause, FilledPoint, Part
from publishing.fill import SLOT, plain
from publishing.yaml_files import Path_in_file, YamlFile

BLANK = "…"
KINDS = {
    "policy/contacts": "contact",
    "policy/parameters": "parameter",
    "companion/notes": "note",
    "companion/glossary": "glossary",
    "companion/topics": "topic",
    "companion/decisions": "calculator",
    "companion/cases": "case",
    "guidance": "guide",
}
PROSE = frozenset(KINDS.values()) | {"clause", "heading", "link", "change", "control", "companion"}
TELLS_A_CHANGE = {"why", "authority"}
NAMES_OR_VALUES = {"id", "clause", "clauses", "signatures_clause", "section", "appendix", "document", "address", "number", "contact"}
NAMES_OR_VALUES |= {"binds", "duty", "roles", "kind", "basis", "layer", "until_known", "values", "unit", "compare", "is"}
NAMES_OR_VALUES |= {"date", "version", "confirmed", "as_printed", "contacts", "based_on", "edition", "confidence"}
NAMES_OR_VALUES |= {"tests", "severity", "likelihood"}
NAMES_OR_VALUES |= {"asks", "unless", "absent", "nearest", "finds"}
READERS_WORDS = "companion/synonyms"  # what readers say is no text of ours


@dataclass(frozen=True)
class Text:
    """One text.

    file, at: where it stands. raw: as written; words: with what the loader draws filled in (clauses and notes).
    kind: clause (what the loader fills of a clause), heading (of a clause, section or appendix), link, change (why a clause
    is changed or gone, and on what authority), control, contact, parameter, note, glossary, topic, calculator, case, guide,
    companion (another file of ours), or data, which is no prose.
    place, clause, part: as a `Finding` names them.
    """

    file: YamlFile
    at: Path_in_file
    raw: str
    words: str
    kind: str
    place: str
    clause: str | None = None
    part: str | None = None

    @property
    def typed(self) -> str:
        """The text as typed, each slot shrunk to one sign: what is drawn is not typed."""
        return SLOT.sub(BLANK, self.raw)

    def line_of(self, needle: str | None = None) -> int:
        """Return the line on which `needle` begins, also where the text is folded there; without one, the text's own."""
        start = self.file.line_of(self.at)
        if not needle:
            return start
        joined, begins = "", []
        for line in self.file.path.read_text(encoding="utf-8").splitlines()[start - 1 :]:
            begins.append(len(joined))
            joined += " ".join(line.split()) + " "
        found = joined.find(" ".join(needle.split()))
        return start if found < 0 else start + sum(begin <= found for begin in begins) - 1


def strings(data: Any, at: Path_in_file = ()) -> Iterator[tuple[Path_in_file, str]]:
    """Yield every text of a file's data with its place."""
    if isinstance(data, str):
        yield at, data
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from strings(value, (*at, key))


def texts_in(name: str, file: YamlFile, part: Part | None, edition: Edition) -> Iterator[Text]:
    """Yield the texts of one file. name: below the edition's folder, without ending; part: what it holds of the policy."""
    if part:
        yield from _texts_of_part(file, part)
        return
    kind = KINDS.get(name) or KINDS.get(name.rpartition("/")[0], "companion")
    notes = {(number, "text"): note.text for number, note in enumerate(edition.notes)} if kind == "note" else {}
    for at, raw in strings(file.data):
        key = next((step for step in reversed(at) if isinstance(step, str)), "")
        prose = key == "case" if kind == "case" else key not in NAMES_OR_VALUES and name != READERS_WORDS
        place, clause = _place(kind, name.rpartition("/")[2], file.data, at)
        yield Text(file, at, raw, notes.get(at, raw), kind if prose else "data", place, clause)


def _texts_of_part(file: YamlFile, part: Part) -> Iterator[Text]:
    filled = _filled(part)
    for at, raw in strings(file.data):
        key = next(step for step in reversed(at) if isinstance(step, str))
        if at[0] != "clauses":
            told = "change" if at[0] == "removed" else "control"
            kind = "heading" if at == ("title",) else "data" if key in NAMES_OR_VALUES else told
            yield Text(file, at, raw, raw, kind, part.label.lower(), None, part.label)
            continue
        of_its_own = {"heading": "heading", "what": "link"} | dict.fromkeys(TELLS_A_CHANGE, "change")
        kind = "clause" if at in filled else of_its_own.get(key, "data")
        clause = file.data["clauses"][at[1]]["id"]
        yield Text(file, at, raw, filled.get(at, raw), kind, f"clause {clause}", clause, part.label)


def _filled(part: Part) -> Mapping[Path_in_file, str]:
    return {("clauses", number, *at): words for number, clause in enumerate(part.clauses) for at, words in _filled_clause(clause)}


def _filled_clause(clause: FilledClause) -> Iterator[tuple[Path_in_file, str]]:
    yield ("text",), plain(clause.text)
    yield from _filled_points(clause.points, ("points",))
    yield ("then",), plain(clause.then)


def _filled_points(points: tuple[FilledPoint, ...], at: Path_in_file) -> Iterator[tuple[Path_in_file, str]]:
    for number, point in enumerate(points):
        yield (*at, number), plain(point.text)  # a point that is one text
        yield (*at, number, "text"), plain(point.text)  # a point with points of its own
        yield from _filled_points(point.points, (*at, number, "points"))


def _place(kind: str, stem: str, data: Any, at: Path_in_file) -> tuple[str, str | None]:
    """Return how a text's place is called, and its clause if it has one."""
    entry = data[at[0]] if isinstance(at[0], int) else {}
    if kind == "note":
        return f"note on {entry['clause']}", entry["clause"]
    if kind in ("glossary", "topic"):
        return f"{kind} {entry.get('term') or entry.get('topic')}", None
    if kind == "case":
        return f"case {stem} {entry['case']}", None
    if kind == "contact" and at[0] == "contacts":
        return f"contact {data['contacts'][at[1]]['id']}", None
    if kind == "parameter":
        return f"parameter {at[0]}.{at[1]}", None
    steps = ".".join(map(str, at))
    return (f"{kind} {stem} {steps}" if kind in ("calculator", "guide") else f"{stem} {steps}"), None
