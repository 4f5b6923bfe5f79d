"""Days of each imported source."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from tracker.core.analysis.describe.imported import ImportedDays, imported_days
from tracker.core.records import Reading


def reading(day: int, source: str, exposure: str = "sleep_h") -> Reading:
    return Reading(uuid4(), exposure, date(2026, 3, day), 7.0, source=source)


def test_days_are_counted_once_for_each_source_and_the_largest_is_first() -> None:
    found = imported_days(
        [
            *(reading(day, "check-in") for day in (1, 2)),
            reading(3, "fitbit"),
            *(reading(day, "apple_health") for day in (4, 5, 5)),
        ]
    )
    assert found == (ImportedDays("sleep_h", 5, (("apple_health", 2), ("fitbit", 1))),)


def test_typed_and_tapped_values_are_not_named() -> None:
    assert imported_days([reading(1, "check-in"), reading(1, "tap", "water_ml")]) == ()
