"""On which days the case-crossover of the hours after an intake is repeated, and at which level."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import chain, count, takewhile

FIRST_DAYS = (60, 90, 120, 180, 270, 365)
THEN_EVERY = 180

LEVEL = 0.0125
"""The false discovery rate of each scheduled analysis."""


def last_scheduled(logged: Collection[date]) -> date | None:
    """The date of the last scheduled day that was reached, in logged days; None before the first."""
    days = sorted(logged)
    schedule = chain(FIRST_DAYS, count(FIRST_DAYS[-1] + THEN_EVERY, THEN_EVERY))
    reached = list(takewhile(lambda day: day <= len(days), schedule))
    return days[reached[-1] - 1] if reached else None
