"""The overview of one person is that of the last year's entries, up to today and of nobody else."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tracker import diary, insights
from tracker.core.analysis import overview
from tracker.core.demo import believable
from tracker.models import User

LAST = date(2026, 11, 20)


def test_it_is_the_overview_of_the_last_year(alice: User, bob: User) -> None:
    kept = believable(LAST, 400, 1)
    diary.save(alice, kept, datetime(2026, 11, 21, tzinfo=UTC))
    diary.save(bob, believable(LAST, 60, 2), datetime(2026, 11, 21, tzinfo=UTC))
    shown, _totals = insights.overview(alice, LAST)
    expected = overview(kept.between(date(2025, 11, 21), LAST))
    assert (shown.weeks, shown.places, shown.longest_quiet) == (
        expected.weeks,
        expected.places,
        expected.longest_quiet,
    )
    assert shown.days[0].date == date(2025, 11, 21)
