"""Names of moods: how they are shown, and which are the same."""

from __future__ import annotations

MAX_MOOD_CHARS = 40


def shown_name(name: str) -> str:
    """The name in one line, cut to a length that a page can show."""
    return " ".join(name.split())[:MAX_MOOD_CHARS]


def mood_key(name: str) -> str:
    """What names of the same mood have in common: capital letters and blanks do not matter."""
    return shown_name(name).casefold()[:MAX_MOOD_CHARS]
