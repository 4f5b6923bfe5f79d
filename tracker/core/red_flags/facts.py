"""Convert what a rule found to facts, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.core.records import Place
from tracker.core.red_flags.context import LoggedSign


def facts_of(signs: Iterable[LoggedSign], dates: Iterable[date] = ()) -> dict[str, object]:
    """Return the names of the signs, and the dates of their entries together with other dates."""
    found = list(signs)
    return {"dates": iso({one.day for one in found} | set(dates)), "signs": sorted({one.sign.name for one in found})}


def iso(dates: Iterable[date]) -> list[str]:
    """Convert dates to text, the oldest first."""
    return [day.isoformat() for day in sorted(dates)]


def tokens(places: Iterable[Place]) -> list[str]:
    """Convert places to text, sorted and without duplicates."""
    return sorted({str(place) for place in places})
