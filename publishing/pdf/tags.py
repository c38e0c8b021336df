"""Mends the tags that WeasyPrint gives a PDF, before the file is written.

The words of head and foot stand in the pages as if they were text that belongs nowhere; they become artifacts, which a
reader aloud passes over. A head cell of a table says whether it heads its column or its row. A link is called by its
words, not by its address. The place of a drawing is told as the PDF measures: in points from the lower left corner.
"""

from typing import Any

import pydyf

POINTS_A_PIXEL = 0.75


def mend_tags(document: Any, pdf: pydyf.PDF) -> None:
    """Mend the tags of a PDF in memory. document: the pages as WeasyPrint has laid them out."""
    objects = {item.reference: item for item in pdf.objects}
    root = objects[pdf.catalog["StructTreeRoot"]]
    belonging = _belonging(root, objects)
    entries = objects[root["ParentTree"]]["Nums"]
    owners = {entries[place]: entries[place + 1] for place in range(0, len(entries), 2)}
    for reference in pdf.page_references:
        page = objects[reference]
        _make_artifacts(objects[page["Contents"]], owners[page["StructParents"]], belonging, objects)
    for item in belonging.values():
        if item.get("S") == "/TH":
            group = objects[objects[item["P"]]["P"]]
            item["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
        elif item.get("S") == "/Figure":
            item["A"]["BBox"] = _on_sheet(item["A"]["BBox"], objects[item["Pg"]]["MediaBox"])
    for page in document.pages:
        for box in page._page_box.descendants():
            if box.link_annotation:
                box.link_annotation["Contents"] = pydyf.String("".join(box.element.itertext()))


def _on_sheet(box: Any, sheet: Any) -> Any:
    """Return where something stands on its sheet, in points from below; WeasyPrint tells it in CSS pixels from above."""
    left, top, right, bottom = (POINTS_A_PIXEL * length for length in box)
    return pydyf.Array((left, sheet[3] - bottom, right, sheet[3] - top))


def _belonging(root: Any, objects: dict[bytes, Any]) -> dict[bytes, Any]:
    """Return the elements that the tree of tags reaches, by reference."""
    found: dict[bytes, Any] = {}
    open_references = list(root["K"])
    while open_references:
        reference = open_references.pop()
        if isinstance(reference, bytes) and reference not in found:
            found[reference] = objects[reference]
            open_references += objects[reference].get("K", ())
    return found


def _make_artifacts(stream: Any, owners: Any, belonging: dict[bytes, Any], objects: dict[bytes, Any]) -> None:
    """Turn the marked words of a page whose element the tree does not reach into artifacts, and empty those elements."""
    operations = stream.stream
    for place, operation in enumerate(operations):
        if not isinstance(operation, pydyf.Dictionary) or "MCID" not in operation:
            continue
        number = operation["MCID"]
        owner = owners[number]
        if owner not in belonging:
            operations[place - 1], operations[place] = "/Artifact", pydyf.Dictionary({"Type": "/Pagination"})
            objects[owner].clear()
            owners[number] = "null"
