"""Keeps the references to a PDF's pages once they are made.

pydyf makes all of them anew whenever one is asked for, and WeasyPrint asks for one with every element that it tags: in a
document of 89 pages that is more than a million, a twentieth of the whole time.
"""

import pydyf


def keep_page_references() -> None:
    """Have every PDF of this process make the references to its pages once, and again only when a page has been added."""
    made_anew = pydyf.PDF.page_references.fget

    def page_references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
        kept = pdf.__dict__.get("_kept_references", ())
        if len(kept) != len(pdf.pages["Kids"]) // 3:
            kept = pdf.__dict__["_kept_references"] = made_anew(pdf)
        return kept

    pydyf.PDF.page_references = property(page_references)
