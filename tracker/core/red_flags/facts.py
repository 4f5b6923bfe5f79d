"""Facts as a file can hold them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.core.records import Place
from tracker.core.red_flags.context import LoggedSign


def facts_of(noted: Iterable[LoggedSign], dates: Iterable[date] = ()) -> dict[str, object]:
    """The signs that matched, and the dates of their entries and of whatever else matched."""
    found = list(noted)
    return {"dates": iso({one.day for one in found} | set(dates)), "signs": sorted({one.sign.name for one in found})}


def iso(dates: Iterable[date]) -> list[str]:
    """Dates as text, the oldest first."""
    return [day.isoformat() for day in sorted(dates)]


def tokens(places: Iterable[Place]) -> list[str]:
    """Places as text, each once, in order."""
    return sorted({str(place) for place in places})
