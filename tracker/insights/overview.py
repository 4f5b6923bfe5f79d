"""The overview of one person's last year, as of today."""

from __future__ import annotations

from datetime import date, timedelta

from tracker import diary
from tracker.core.analysis import DiaryTotals, Overview
from tracker.core.analysis import overview as overview_of
from tracker.core.analysis.describe.overview import WEEKS
from tracker.insights.totals import between, totals_until
from tracker.models import User

LONGEST = timedelta(days=365)
"""The longest quiet stretch and the days without a twitch are those of a year."""

ONE_DAY = timedelta(days=1)


def overview(user: User, today: date, totals: DiaryTotals | None = None) -> Overview:
    """The overview: the days of the last year from `totals_until`, the entries of the last twelve weeks."""
    totals = totals or totals_until(user, today)
    recent = diary.load(user, today - timedelta(weeks=WEEKS) + ONE_DAY, today, treatments=False)
    return overview_of(recent, between(totals.days, today - LONGEST + ONE_DAY, today))
