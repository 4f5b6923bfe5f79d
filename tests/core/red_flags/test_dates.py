"""The dates a episode touches: midnight, clocks that change, other zones, days that begin late."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.records import Episode
from tracker.core.red_flags.dates import episode_dates, episode_minutes

LATER = date(2030, 1, 1)


def make_episode(wall: str, seconds: int | None, zone: str = "UTC", moved: int = 0, **said: Any) -> Episode:
    at = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))
    day = at.date() + timedelta(days=moved)
    return Episode(UUID(int=1), at.astimezone(UTC), zone, day, seconds, **said)


def dates(episode: Episode, day_starts_at: int = 0, going: int = 7, today: date = LATER) -> list[str]:
    return [day.isoformat() for day in episode_dates(episode, day_starts_at, going, today)]


@pytest.mark.parametrize(
    ("wall", "seconds", "zone", "found"),
    [
        ("2026-05-10T23:30", 1_799, "UTC", 1),
        ("2026-05-10T23:30", 1_800, "UTC", 1),
        ("2026-05-10T23:30", 1_801, "UTC", 2),
        ("2026-05-10T00:00", 86_400, "UTC", 1),
        ("2026-05-10T00:00", 86_401, "UTC", 2),
        ("2026-05-10T23:59", 2 * 86_400, "UTC", 3),
        ("2026-05-10T23:59", 0, "UTC", 1),
        ("2026-05-10T23:59:59", None, "UTC", 1),
        ("2026-05-10T23:30", 1_801, "Asia/Tokyo", 2),
        ("2026-05-10T23:59:00.000001", 60, "UTC", 2),  # A microsecond after midnight.
        ("2026-05-10T08:30", 1_801, "Asia/Tokyo", 1),  # Midnight in UTC is not midnight there.
        ("2026-03-29T00:00", 23 * 3_600, "Europe/Berlin", 1),  # The clock skips an hour that day.
        ("2026-03-29T00:00", 23 * 3_600 + 1, "Europe/Berlin", 2),
        ("2025-10-26T00:00", 25 * 3_600, "Europe/Berlin", 1),  # An hour happens twice that day.
        ("2025-10-26T00:00", 25 * 3_600 + 1, "Europe/Berlin", 2),
    ],
)
def test_an_episode_touches_every_date_it_lasts_into(wall: str, seconds: int | None, zone: str, found: int) -> None:
    episode = make_episode(wall, seconds, zone)
    assert episode_dates(episode, 0, 7, LATER) == tuple(episode.local_date + timedelta(days=n) for n in range(found))


def test_the_day_begins_when_the_person_says() -> None:
    early = make_episode("2026-05-10T03:00", 3_600, moved=-1)
    assert dates(early, day_starts_at=4) == ["2026-05-09"]
    assert dates(make_episode("2026-05-10T03:00", 3_601, moved=-1), day_starts_at=4) == ["2026-05-09", "2026-05-10"]


def test_the_first_date_is_kept_when_the_setting_changes() -> None:
    logged_with_day_from_four = make_episode("2026-05-10T03:00", 60, moved=-1)
    assert dates(logged_with_day_from_four, day_starts_at=0) == ["2026-05-09"]
    assert episode_minutes(logged_with_day_from_four, date(2026, 5, 9), 0) == 1


@pytest.mark.parametrize(("today", "found"), [(10, 1), (12, 3), (16, 7), (17, 7), (31, 7)])
def test_an_episode_never_stopped_lasts_a_week_at_most(today: int, found: int) -> None:
    going = make_episode("2026-05-10T10:00", None, still_going=True)
    assert len(dates(going, today=date(2026, 5, today))) == found


def test_nothing_is_touched_after_today() -> None:
    assert dates(make_episode("2026-05-10T10:00", 3 * 86_400), today=date(2026, 5, 11)) == ["2026-05-10", "2026-05-11"]


def test_minutes_are_split_by_date() -> None:
    long = make_episode("2026-05-10T23:30", 30 * 60 + 86_400 + 45 * 60)
    days = episode_dates(long, 0, 7, LATER)
    assert [episode_minutes(long, day, 0) for day in days] == [30, 1_440, 45]
    short = make_episode("2026-05-10T10:00", 90)
    assert episode_minutes(short, short.local_date, 0) == 1.5


def test_minutes_follow_the_day_that_begins_late() -> None:
    long = make_episode("2026-05-10T03:00", 2 * 3_600, moved=-1)
    assert [episode_minutes(long, day, 4) for day in episode_dates(long, 4, 7, LATER)] == [60, 60]


@pytest.mark.parametrize("seconds", [None, 0])
def test_without_a_duration_it_is_one_minute_of_its_first_date(seconds: int | None) -> None:
    going = make_episode("2026-05-10T10:00", seconds, still_going=seconds is None)
    assert [episode_minutes(going, going.local_date + timedelta(days=n), 0) for n in (0, 1)] == [1, 0]


walls = st.builds(
    datetime.combine, st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.times(min_value=time(4)).map(lambda t: t)
)


@given(walls, st.integers(1, 7 * 86_400), st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo"]),
       st.integers(0, 6))  # fmt: skip
def test_no_minute_is_lost_or_counted_twice(wall: datetime, seconds: int, zone: str, starts: int) -> None:
    at = wall.replace(hour=max(wall.hour, 6), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    episode = Episode(UUID(int=1), at, zone, wall.date(), seconds)
    total = sum(episode_minutes(episode, day, starts) for day in episode_dates(episode, starts, 7, LATER))
    assert total == pytest.approx(seconds / 60)
