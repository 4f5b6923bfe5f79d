"""The diary, week by week. Standard library only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.analysis.daily import DailyTotals

DAYS_A_WEEK = 7


@dataclass(frozen=True)
class WeekTotals:
    """One week, Monday to Sunday. `first_day` is its Monday, also where the period begins later in the week.

    `rate_per_week` is episodes per logged day times seven, so that a week with gaps can stand beside a full one.
    It is None when no day was logged: unknown, not zero.
    """

    first_day: date
    days_logged: int
    episodes: int
    rate_per_week: float | None


def weekly(totals: Iterable[DailyTotals]) -> tuple[WeekTotals, ...]:
    """Every week that has a day in the period, in order. Raises nothing; no days give no weeks."""
    weeks: dict[date, list[DailyTotals]] = defaultdict(list)
    for day in totals:
        weeks[day.date - timedelta(days=day.date.weekday())].append(day)
    return tuple(_totals(monday, days) for monday, days in sorted(weeks.items()))


def _totals(monday: date, days: Sequence[DailyTotals]) -> WeekTotals:
    counts = [day.episodes for day in days if day.episodes is not None]
    rate = sum(counts) / len(counts) * DAYS_A_WEEK if counts else None
    return WeekTotals(monday, len(counts), sum(counts), rate)
