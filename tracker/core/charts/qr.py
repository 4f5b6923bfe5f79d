"""An address as a picture that a telephone reads."""

from __future__ import annotations

import segno

QUIET_ZONE = 4
"""The border that the standard (ISO/IEC 18004) asks for, in modules."""


def qr_svg(address: str, title: str) -> str:
    """A QR code as SVG markup for a page, black on white in every theme, because cameras expect it so.

    It still reads with 15 % of it unreadable (level M), as print on plain paper may be.
    """
    code = segno.make_qr(address, error="m")
    drawn: str = code.svg_inline(border=QUIET_ZONE, light="#fff", title=title, omitsize=True, svgclass="qr")
    return drawn.replace("<svg ", '<svg role="img" ', 1)
