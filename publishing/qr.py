"""A QR code that leads from a printed card to its page."""

import segno
from markupsafe import Markup

MIDDLING = "m"  # readable with a sixth of it damaged


def qr_code(address: str) -> Markup:
    """Return the HTML of an address as a QR code, with the address as its words."""
    drawing = segno.make(address, error=MIDDLING, micro=False).svg_data_uri(border=2, encode_minimal=True)
    return Markup('<img class="qr" src="{}" alt="QR code of {}">').format(drawing, address)
