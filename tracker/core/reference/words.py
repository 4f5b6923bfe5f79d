"""The translators' mark, for texts that live below Django."""

from __future__ import annotations


def gettext_noop(text: str) -> str:
    """Mark a text for translation where Django does not exist; the page translates it when shown."""
    return text
