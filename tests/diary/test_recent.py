"""A diary up to today, of which most comes from a cached result, is the diary in the tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tracker import diary
from tracker.core import records
from tracker.core.demo import believable
from tracker.diary import recent
from tracker.models import CachedResult, User

TODAY = date(2026, 11, 30)  # A Monday.
DAYS = 240
NOON = datetime.combine(TODAY, time(12), UTC)

pytestmark = pytest.mark.django_db


def both(user: User, first: int, last: int, today: int, values: int | None = None) -> list[records.Diary]:
    """One period by both ways; all parameters are days before TODAY."""
    known = User.objects.get(pk=user.pk)
    background = diary.background(known)
    first_day, last_day, now = (TODAY - timedelta(days=days) for days in (first, last, today))
    values_from = None if values is None else TODAY - timedelta(days=values)
    plain = diary.load(known, first_day, last_day, values_from, background=background)
    return [plain, diary.load_recent(known, first_day, last_day, now, values_from, background=background)]


@pytest.mark.parametrize("today", [0, 1, 2, 6])
def test_every_period_is_that_of_the_tables(alice: User, today: int) -> None:
    diary.save(alice, believable(TODAY, DAYS, 1), NOON)
    # Logged east of the date line, shortly after an episode whose date there is a day earlier.
    for zone, day in (("Pacific/Auckland", 40), ("Pacific/Honolulu", 41)):
        at = NOON - timedelta(days=40, hours=9, minutes=day)
        diary.save_entry(alice, records.Episode(uuid4(), at, zone, TODAY - timedelta(days=day)))
    for first, last, values in [
        (36, 0, None), (90, 0, 6), (200, 0, 90), (230, 0, None), (41, 41, None), (300, 195, None), (60, 20, 30),
        (5, 0, None), (0, -3, None), (189, 150, None), (230, 220, None),
    ]:  # fmt: skip
        plain, found = both(alice, first, last, today, values)
        assert found == plain, (first, last)
        assert plain.episodes or last < 0


def test_rows_of_cached_weeks_are_not_read(alice: User) -> None:
    diary.save(alice, believable(TODAY, DAYS, 1), NOON)
    both(alice, 36, 0, 0)
    known = User.objects.get(pk=alice.pk)
    ends = recent.end_of_cached_weeks(TODAY)
    background = diary.background(known)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        diary.load_recent(known, TODAY - timedelta(days=36), TODAY, TODAY, background=background)
    dated = [query["sql"] for query in asked if "local_date" in query["sql"]]
    assert len(dated) == 3
    assert all(str(ends + timedelta(days=1)) in sql for sql in dated)


def test_a_very_long_diary_is_read_from_the_tables(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "MAX_CACHED_ENTRIES", 100)
    diary.save(alice, believable(TODAY, DAYS, 1), NOON)
    plain, found = both(alice, 60, 0, 0)
    assert found == plain
    (row,) = CachedResult.objects.filter(name__endswith=recent.CACHED_ENTRIES)
    assert len(row.value) < 100


def test_a_change_in_a_cached_week_is_seen(alice: User) -> None:
    value = believable(TODAY, DAYS, 1)
    diary.save(alice, value, NOON)
    both(alice, 60, 0, 0)
    old = next(one for one in value.episodes if one.local_date == TODAY - timedelta(days=20))
    diary.save_entry(alice, replace(old, strength=10), 1)
    plain, found = both(alice, 60, 0, 0)
    assert found == plain
    assert next(one for one in found.episodes if one.id == old.id).strength == 10
