"""The period that the rules read in full."""

from __future__ import annotations

from datetime import date, timedelta

MAX_WINDOW_DAYS = 400
"""The longest period any rule can look back, with all thresholds at their maximum."""

WINDOW_STEP_DAYS = 28
"""The window starts every four weeks, in step with the trend test, so that cached results stay valid longer."""


def window_start(today: date) -> date:
    """Return the first day whose entries the rules read in full: MAX_WINDOW_DAYS ago, or up to four weeks more.

    Of earlier entries only dates, places and signs count, see `History`.
    """
    earliest = today - timedelta(days=MAX_WINDOW_DAYS)
    return earliest - timedelta(days=earliest.toordinal() % WINDOW_STEP_DAYS)
