"""One form for text that is compared: names, passwords and searches. The only place that says what counts as equal."""

from __future__ import annotations

import re
import unicodedata

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, joiners and spaces without width."""

FIRST = str.maketrans({"ı": "i", **dict.fromkeys(UNSEEN)})
DOTTED = re.compile("i\u0307+")


def folded(text: str) -> str:
    """Return the text with capitals, accents in parts, ligatures and wide letters in one form.

    Notes
    -----
    Unicode's compatibility caseless form (D146: ``NFKC(casefold(NFKC(casefold(NFD(x)))))``), which makes *ß* equal to
    *ss*. Turkish has two letters i, and nobody can tell in which language a note is written: both, and both of their
    capitals, become *i*.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFD", text.translate(FIRST))
    text = unicodedata.normalize("NFKC", text.casefold())
    return unicodedata.normalize("NFKC", DOTTED.sub("i", text.casefold()))


def opaque(password: str) -> str:
    """Return the password as the OpaqueString profile of RFC 8265 compares it: NFC, and plain spaces."""
    if password.isascii():
        return password
    plain = "".join(" " if unicodedata.category(letter) == "Zs" else letter for letter in password)
    return unicodedata.normalize("NFC", plain)
