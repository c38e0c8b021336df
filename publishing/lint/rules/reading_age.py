"""A section or an appendix takes a higher reading age than 14.

Why: the reader is tired, and half of all adults read no harder text with ease. The aim is 12 to 13.

Read: Flesch-Kincaid grade plus five, over the whole part as filled (see `publishing.lint.reading`). Headings, titles and
numbers that the source does not use are left out.

Fix: shorter sentences first, then shorter words. Accept a part whose terms, or whose list of titles, force the figure.
"""

from collections.abc import Iterator, Mapping

from publishing.lint.context import Context
from publishing.lint.finding import Finding
from publishing.lint.reading import Reading, reading_of

CODE = "L401"
OLDEST = 14


def check(context: Context) -> Iterator[Finding]:
    """Yield each part above the reading age."""
    for part_id, reading in readings(context).items():
        if reading.age > OLDEST:
            part, file = context.edition.parts_by_id[part_id], context.part_files[part_id]
            wrong = f"the reading age is {reading.age}, over {OLDEST}"
            right = "shorten sentences first, then words"
            yield Finding(CODE, file.path, file.line_of(("title",)), part.label.lower(), wrong, right, part=part.label)


def readings(context: Context) -> Mapping[str, Reading]:
    """Return how hard each part is to read, in printed order; a part without words is left out."""
    blocks: dict[str, list[str]] = {part.id: [] for part in context.edition.parts}
    for text in context.texts_of("clause"):
        clause = context.edition.clauses[str(text.clause)]
        if not clause.clause.unused:
            blocks[clause.part].append(text.words)
    return {part_id: reading for part_id, texts in blocks.items() if (reading := reading_of(texts))}
