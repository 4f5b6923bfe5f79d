"""Which app's files the values of an exposure were read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.describe.imported import ImportedDays, counted
from tracker.models import User


def exposure_sources(user: User, key: str, totals: Iterable[DailyTotals]) -> ImportedDays:
    """How many of the logged days with a value each source gave. One query."""
    noted = {day.date for day in totals if day.logged and key in day.values}
    rows = user.readings.imported().filter(exposure__key=key).order_by()
    dates: defaultdict[str, set[date]] = defaultdict(set)
    for source, day in rows.values_list("source", "local_date").distinct():
        if day in noted:
            dates[source].add(day)
    return counted(key, len(noted), dates)
