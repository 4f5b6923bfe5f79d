"""What the diary says, as numbers. Pure functions on records; no Django, no drawing, no clock."""

from tracker.analysis.daily import DailyTotals, daily, summarise_day

__all__ = ["DailyTotals", "daily", "summarise_day"]
