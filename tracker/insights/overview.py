"""The overview of one person's last year, as of today."""

from __future__ import annotations

from datetime import date, timedelta

from tracker import diary
from tracker.core.analysis import Overview
from tracker.core.analysis import overview as overview_of
from tracker.models import User

LONGEST = timedelta(days=365)
"""The longest quiet stretch and the days without a twitch are those of a year."""


def overview(user: User, today: date) -> Overview:
    """The overview; entries of the last year only."""
    return overview_of(diary.load(user, today - LONGEST + timedelta(days=1), today, treatments=False))
