"""Statistics of a diary: pure functions on records."""

from tracker.core.analysis.describe.by_day import JournalDay, by_day
from tracker.core.analysis.describe.daily import (
    DailyTotals,
    DiaryTotals,
    count_blamed,
    daily,
    diary_totals,
    summarise_day,
)
from tracker.core.analysis.describe.dates import DiaryDates, PlaceDays, diary_dates
from tracker.core.analysis.describe.hours import by_hour
from tracker.core.analysis.describe.medians import median_by_exposure
from tracker.core.analysis.describe.overview import Level, Overview, overview
from tracker.core.analysis.describe.places import (
    LAST_EPISODES,
    PlaceCount,
    by_place,
    heat_levels,
    monday,
    recency,
    usual_place,
)
from tracker.core.analysis.describe.trend import Direction, Trend, trend
from tracker.core.analysis.describe.units import in_persons_units
from tracker.core.analysis.describe.weekly import WeekTotals, weekly

__all__ = [
    "LAST_EPISODES",
    "DailyTotals",
    "DiaryDates",
    "DiaryTotals",
    "Direction",
    "JournalDay",
    "Level",
    "Overview",
    "PlaceCount",
    "PlaceDays",
    "Trend",
    "WeekTotals",
    "by_day",
    "by_hour",
    "by_place",
    "count_blamed",
    "daily",
    "diary_dates",
    "diary_totals",
    "heat_levels",
    "in_persons_units",
    "median_by_exposure",
    "monday",
    "overview",
    "recency",
    "summarise_day",
    "trend",
    "usual_place",
    "weekly",
]
