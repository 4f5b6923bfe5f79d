"""Mark texts for translation below Django."""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]
"""Takes a text marked with `gettext_noop` and returns it in the reader's language."""


def gettext_noop(text: str) -> str:
    """Mark a text for translation where Django does not exist; the page translates it when shown."""
    return text
