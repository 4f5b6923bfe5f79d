"""Mark texts for translation below Django."""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]
"""Translates a text marked with `gettext_noop` into the reader's language."""


def gettext_noop(text: str) -> str:
    """Mark a text for translation without Django. It is translated when shown."""
    return text
