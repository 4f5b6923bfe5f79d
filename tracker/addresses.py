"""URL converter for dates."""

from __future__ import annotations

from datetime import date


class IsoDate:
    """A date such as 2026-11-21. Other text does not match."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Parse the date. A ValueError means that the URL does not match."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """Format the date."""
        return value.isoformat()
