"""A date in an address."""

from __future__ import annotations

from datetime import date


class IsoDate:
    """Written 2026-11-21; anything that is no date is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """The date; a ValueError makes the address unknown."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """The address's part."""
        return value.isoformat()
