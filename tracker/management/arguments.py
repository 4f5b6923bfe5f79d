"""Argument types that several commands share."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date

from tracker.core.formats.imports.mood_names import mood_key
from tracker.core.formats.imports.moods import BEST, WORST
from tracker.core.formats.validation.violations import printable


def iso_date(text: str) -> date:
    """Parse a date such as 2026-05-31. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a date; write it as 2026-05-31") from None


def whole_number(maximum: int) -> Callable[[str], int]:
    """Return a parser of whole numbers from 1 to `maximum`, which raises ArgumentTypeError for other text."""

    def parse(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= maximum:
            raise ArgumentTypeError(f"must be a whole number from 1 to {maximum}")
        return int(text)

    return parse


def mood_number(text: str) -> tuple[str, int]:
    """Parse a mood with its number, such as `ok but sleepy=3`, as its key and its number. Raises ArgumentTypeError."""
    name, _equals, number = text.rpartition("=")
    key = mood_key(name)
    if not key or number.strip() not in map(str, range(WORST, BEST + 1)):
        raise ArgumentTypeError(
            f"{printable(text)} is not a mood with its number from {WORST} (worst) to {BEST} (best); "
            'write it as "ok but sleepy=3"'
        )
    return key, int(number)
