"""What the diary says, as numbers. Pure functions on records; no Django, no drawing, no clock."""

from tracker.analysis.by_day import JournalDay, by_day
from tracker.analysis.daily import DailyTotals, daily, summarise_day
from tracker.analysis.dates import DiaryDates, PlaceDays, diary_dates
from tracker.analysis.hours import by_hour
from tracker.analysis.medians import median_by_exposure
from tracker.analysis.places import PlaceCount, by_place, heat_levels, monday, newness
from tracker.analysis.trend import Direction, Trend, trend
from tracker.analysis.units import in_persons_units
from tracker.analysis.weekly import WeekTotals, weekly

__all__ = [
    "DailyTotals",
    "DiaryDates",
    "Direction",
    "JournalDay",
    "PlaceCount",
    "PlaceDays",
    "Trend",
    "WeekTotals",
    "by_day",
    "by_hour",
    "by_place",
    "daily",
    "diary_dates",
    "heat_levels",
    "in_persons_units",
    "median_by_exposure",
    "monday",
    "newness",
    "summarise_day",
    "trend",
    "weekly",
]
