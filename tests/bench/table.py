"""Tables of figures, for the terminal or as Markdown."""

from collections.abc import Sequence


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], markdown: bool) -> str:
    """Return a table with its title; the first column holds words, the others figures."""
    if markdown:
        lines = ["| " + " | ".join(line) + " |" for line in (head, *rows)]
        return "\n".join([f"\n{title}:\n", lines[0], "|---|" + "---:|" * (len(head) - 1), *lines[1:]])
    widths = [max(len(line[column]) for line in (head, *rows)) for column in range(len(head))]
    lines = [
        f"  {line[0]:{widths[0]}}" + "".join(f"   {text:>{width}}" for text, width in zip(line[1:], widths[1:])) for line in (head, *rows)
    ]
    return "\n".join([f"\n{title}", *lines])


def weight(value: float) -> str:
    return f"{value / 1e6:.1f} MB" if value > 1e6 else f"{value / 1e3:.0f} kB"


def milliseconds(value: float) -> str:
    return f"{value:,.0f} ms"
