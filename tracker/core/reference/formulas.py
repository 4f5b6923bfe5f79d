"""Detect cells that a spreadsheet would run as a formula."""

from __future__ import annotations

import unicodedata

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""OWASP, CSV injection (ASVS 5.0, 1.2.10), with the full-width forms that some programs treat alike."""

COMPUTED = "=+-@"
SKIPPED_CATEGORIES = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
"""Control and zero-width characters and all spaces: programs may skip them before a formula."""


def begins_formula(cell: str) -> bool:
    """Whether a cell begins a formula, also after invisible characters or in full-width form."""
    if cell[:1].isalnum() and cell.isascii():
        return False
    if cell.startswith(FORMULA_STARTS):
        return True
    first = next((letter for letter in cell if unicodedata.category(letter) not in SKIPPED_CATEGORIES), "")
    return unicodedata.normalize("NFKC", first)[:1] in tuple(COMPUTED)
