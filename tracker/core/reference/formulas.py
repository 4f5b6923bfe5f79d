"""What a spreadsheet takes for a formula when it opens a file."""

from __future__ import annotations

import unicodedata

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""OWASP, CSV injection (ASVS 5.0, 1.2.10), with the wide forms that some programs read as the narrow ones."""

COMPUTED = "=+-@"
UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
"""Controls, marks without width, and every kind of space: a program may skip them before it looks for a formula."""


def begins_formula(cell: str) -> bool:
    """Whether a cell would be computed: also where signs that cannot be seen come first, and in any width."""
    if cell[:1].isalnum() and cell.isascii():
        return False
    if cell.startswith(FORMULA_STARTS):
        return True
    first = next((letter for letter in cell if unicodedata.category(letter) not in UNSEEN), "")
    return unicodedata.normalize("NFKC", first)[:1] in tuple(COMPUTED)
