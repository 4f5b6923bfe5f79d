"""On which days the hours after an intake are analysed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.core.analysis.hourly.schedule import last_scheduled

DAYS = [date(2024, 1, 1) + timedelta(days=2 * n) for n in range(800)]
"""Every other date is logged."""


@pytest.mark.parametrize(
    ("logged", "last"), [(60, 60), (61, 60), (89, 60), (90, 90), (364, 270), (365, 365), (544, 365), (545, 545)]
)
def test_the_last_scheduled_day_counts_logged_days(logged: int, last: int) -> None:
    assert last_scheduled(frozenset(DAYS[:logged])) == DAYS[last - 1]


def test_there_is_none_before_the_first() -> None:
    assert last_scheduled(DAYS[:59]) is None
