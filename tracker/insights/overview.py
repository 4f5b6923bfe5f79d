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


def overview(user: User, today: date) -> tuple[Overview, DiaryTotals]:
    """The overview, and the daily totals of the whole diary, from which its days are; loads twelve weeks."""
    since = today - timedelta(weeks=WEEKS) + ONE_DAY
    recent = diary.load_recent(user, since, today, today, background=diary.background(user))
    totals = totals_until(user, today, recent)
    return overview_of(recent, between(totals.days, today - LONGEST + ONE_DAY, today)), totals
