from datetime import timedelta

import pytest

from tracker.core.reference import limits
from tracker.core.reference.places import PLACES


@pytest.mark.parametrize("name", ["SCORE", "COUNT", "DURATION_S", "RELIEF_MIN", "DAY_STARTS_AT", "READING_VALUE"])
def test_range_is_not_empty(name):
    low, high = getattr(limits, name)
    assert low < high


def test_future_slack_covers_every_time_zone():
    # The clocks of the world are 26 hours apart: from UTC, at most 14 hours ahead.
    assert timedelta(hours=14) <= limits.FUTURE_SLACK


def test_one_episode_can_have_every_place():
    assert len(PLACES) <= limits.PLACES_PER_EPISODE
