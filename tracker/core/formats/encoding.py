"""Text encodings. Levator writes UTF-8; UTF-16 with a byte order mark, Excel's *Unicode text*, is read too."""

from __future__ import annotations

import codecs

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def utf_8(data: bytes) -> bytes:
    """Convert UTF-16 with a byte order mark to UTF-8; return anything else unchanged."""
    if not data.startswith(UTF_16_MARKS):
        return data
    try:
        return data.decode("utf-16").encode()
    except UnicodeError:
        return data  # Invalid as UTF-8 too, so decoding it will fail with the right message.
