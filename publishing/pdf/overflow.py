"""Finds words that run over the edge of what they stand in: nobody sees them on paper."""

from collections.abc import Iterator
from typing import Any

SLACK = 1.0


def overflowing(document: Any) -> Iterator[str]:
    """Yield one line for each word of WeasyPrint's laid out pages that runs over the right or the lower edge of its page's text."""
    from weasyprint.formatting_structure.boxes import MarginBox, TextBox

    for number, page in enumerate(document.pages, 1):
        sheet = page._page_box
        for area in sheet.children:
            frame = area if isinstance(area, MarginBox) else sheet
            right = frame.content_box_x() + frame.width + SLACK
            bottom = frame.content_box_y() + frame.height + SLACK
            for box in area.descendants():
                if isinstance(box, TextBox) and (box.position_x + box.width > right or box.position_y + box.height > bottom):
                    yield f'page {number}: "{box.text}" runs over the edge'
