"""Argument types that several commands share."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date


def iso_date(text: str) -> date:
    """Parse a date such as 2026-05-31. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a date; write it as 2026-05-31") from None
