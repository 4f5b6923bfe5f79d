from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analysis import by_hour
from tracker.core.records import Episode

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]


def episode(onset: datetime, zone: str) -> Episode:
    return Episode(uuid4(), onset, zone, onset.astimezone(ZoneInfo(zone)).date())


episodes = st.lists(
    st.builds(
        episode,
        st.integers(0, 2**31).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
        st.sampled_from(ZONES),
    ),
    max_size=30,
)


def test_no_episodes_are_24_zeros():
    assert by_hour([]) == (0,) * 24


def test_each_episode_counts_in_its_own_zone():
    noon_utc = datetime(2026, 7, 1, 12, tzinfo=UTC)
    counts = by_hour([episode(noon_utc, "UTC"), episode(noon_utc, "Europe/Berlin"), episode(noon_utc, "Asia/Tokyo")])
    assert [hour for hour, count in enumerate(counts) if count] == [12, 14, 21]


def test_the_repeated_hour_of_autumn_is_one_hour():
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert by_hour([episode(first, "Europe/Berlin"), episode(second, "Europe/Berlin")])[2] == 2


def test_the_skipped_hour_of_spring_stays_empty():
    start = datetime(2026, 3, 28, 23, tzinfo=UTC)
    day = [episode(start + timedelta(minutes=10 * n), "Europe/Berlin") for n in range(23 * 6)]
    assert by_hour(day)[2] == 0
    assert sum(by_hour(day)) == 23 * 6


@given(episodes)
def test_every_episode_is_counted_once(found):
    assert sum(by_hour(found)) == len(found)
    assert len(by_hour(found)) == 24


@given(episodes)
def test_hours_follow_the_offset_of_the_zone(found):
    """Against the offset added by hand, where by_hour converts with astimezone."""
    expected: Counter[int] = Counter()
    for each in found:
        offset = ZoneInfo(each.zone).utcoffset(each.onset.astimezone(ZoneInfo(each.zone)))
        assert offset is not None
        expected[(each.onset + offset).hour] += 1
    assert by_hour(found) == tuple(expected[hour] for hour in range(24))


@pytest.mark.parametrize("zone", ZONES)
def test_order_does_not_matter(zone):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    found = [episode(start + timedelta(hours=7 * n), zone) for n in range(9)]
    assert by_hour(found) == by_hour(reversed(found))
