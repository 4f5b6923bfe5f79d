"""Weekly totals. Standard library only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.core.analysis.describe.daily import DailyTotals

DAYS_A_WEEK = 7

MIN_LOGGED_DAYS = 4
"""A week with fewer logged days has no rate: two episodes on one logged day are not fourteen a week."""

MIN_LOGGED_DAYS_OF_PERIOD = 14
"""A period with fewer logged days has no rate."""


@dataclass(frozen=True)
class WeekTotals:
    """One week, Monday to Sunday. `first_day` is its Monday, also where the period begins later in the week.

    `episodes` is a count. `rate_per_week` is episodes per seven logged days, so that weeks with
    gaps are comparable; None with fewer than `MIN_LOGGED_DAYS` of them. `days` are those of the period.
    """

    first_day: date
    days_logged: int
    episodes: int
    rate_per_week: float | None
    days: int = DAYS_A_WEEK

    @property
    def estimated_unlogged(self) -> float | None:
        """Episodes the days without an entry would add at this week's own pace; None where it has no rate."""
        if self.rate_per_week is None:
            return None
        return self.rate_per_week / DAYS_A_WEEK * (self.days - self.days_logged)


def weekly(totals: Iterable[DailyTotals]) -> tuple[WeekTotals, ...]:
    """Every week with a day in the period, in order."""
    weeks: dict[date, list[DailyTotals]] = defaultdict(list)
    for day in totals:
        weeks[day.date - timedelta(days=day.date.weekday())].append(day)
    return tuple(_totals(monday, days) for monday, days in sorted(weeks.items()))


def _totals(monday: date, days: Sequence[DailyTotals]) -> WeekTotals:
    counts = [day.episodes for day in days if day.episodes is not None]
    return WeekTotals(monday, len(counts), sum(counts), weekly_rate(sum(counts), len(counts)), len(days))


def weekly_rate(episodes: int, days_logged: int, least: int = MIN_LOGGED_DAYS) -> float | None:
    """Episodes per seven logged days; None with fewer than `least` logged days."""
    return episodes / days_logged * DAYS_A_WEEK if days_logged >= least else None
