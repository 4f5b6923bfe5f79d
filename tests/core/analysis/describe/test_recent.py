"""The newest episode, for one hour after it began or ended."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tracker.core.analysis.describe.recent import newest_episode
from tracker.core.records import Episode

NOW = datetime(2026, 11, 20, 14, 18, tzinfo=UTC)


def episode(number: int, minutes_ago: float, duration_s: int | None = None) -> Episode:
    onset = NOW - timedelta(minutes=minutes_ago)
    return Episode(UUID(int=number), onset, "UTC", onset.date(), duration_s)


@pytest.mark.parametrize(
    ("minutes_ago", "duration_s", "is_shown"),
    [
        (0, None, True),
        (59, None, True),
        (60, None, False),
        (-5, None, False),
        (120, 3_600 + 60, True),
        (120, 60, False),
    ],
)
def test_an_episode_is_recent_for_an_hour_after_its_onset_or_its_end(
    minutes_ago: float, duration_s: int | None, is_shown: bool
) -> None:
    found = newest_episode([episode(1, minutes_ago, duration_s)], NOW)
    assert (found is not None) == is_shown


def test_the_last_to_begin_or_end_is_the_newest() -> None:
    first = episode(1, 40)
    assert newest_episode([first, episode(2, 50)], NOW) == first
    stopped = episode(3, 55, 50 * 60)
    assert newest_episode([first, stopped], NOW) == stopped
