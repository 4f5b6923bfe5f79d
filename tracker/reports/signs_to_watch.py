"""What the rules say of a diary, with the trend of its weeks handed to them."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.analysis import Direction, daily, trend, weekly
from tracker.records import Diary
from tracker.red_flags import RedFlag, Settings, TrendFinding, check
from tracker.red_flags.settings import DEFAULTS

TREND_WEEKS = 12
"""Weeks before this one over which a trend is looked for; a choice of ours."""


def signs_to_watch(diary: Diary, today: date, settings: Settings = DEFAULTS) -> tuple[RedFlag, ...]:
    """Every rule that matches today, the most urgent first. `diary` must hold everything ever logged."""
    return check(diary, today, settings, trend_finding(diary, today))


def trend_finding(diary: Diary, today: date) -> TrendFinding:
    """Whether the weekly rate rises over the last twelve weeks, this one included.

    A week that has only begun counts once enough of its days are logged, as every other week does.
    """
    monday = today - timedelta(days=today.weekday())
    first = max(diary.first_day, monday - timedelta(weeks=TREND_WEEKS))
    if first > today:
        return TrendFinding(rising=False)
    found = trend(weekly(daily(diary.between(first, today))))
    return TrendFinding(found.direction is Direction.RISING, found.p)
