"""UTF-8 is what Levator writes; UTF-16 with its mark is read too, because *Unicode text* of Excel is that."""

from __future__ import annotations

import codecs

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def utf_8(data: bytes) -> bytes:
    """The same text as UTF-8. What is neither stays as it is, and whoever decodes it says so."""
    if not data.startswith(UTF_16_MARKS):
        return data
    try:
        return data.decode("utf-16").encode()
    except UnicodeError:
        # No UTF-8 begins with these marks.
        return data
