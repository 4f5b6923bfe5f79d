"""Normalise text for comparison: user names, passwords and searches."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, joiners and zero-width spaces."""

FIRST = str.maketrans({"ı": "i", **dict.fromkeys(INVISIBLE)})
DOTTED = re.compile("i\u0307+")


def fold_text(text: str) -> str:
    """Fold case, decomposed accents, ligatures and full-width letters.

    Notes
    -----
    Unicode's compatibility caseless form (D146: ``NFKC(casefold(NFKC(casefold(NFD(x)))))``), which makes *ß* equal to
    *ss*. Turkish has two letters i. As the language of a note is unknown, both and their capitals become *i*.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFD", text.translate(FIRST))
    text = unicodedata.normalize("NFKC", text.casefold())
    return unicodedata.normalize("NFKC", DOTTED.sub("i", text.casefold()))


def normalize_password(password: str) -> str:
    """Normalise a password by the OpaqueString profile of RFC 8265: NFC, and plain spaces."""
    if password.isascii():
        return password
    plain = "".join(" " if unicodedata.category(letter) == "Zs" else letter for letter in password)
    return unicodedata.normalize("NFC", plain)
