"""What was saved is loaded again, whole: every field of the check-in, the episode, the medicine and the person."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from tracker import diary, models
from tracker.demo import believable
from tracker.models import User
from tracker.records import Day, Diary, Episode, Medicine, Onset, Person, Sign

DEMO = believable(date(2026, 5, 31), 60, 1)
DAY = date(2026, 1, 31)
NOW = datetime(2026, 2, 1, tzinfo=UTC)
SIGNS = (Sign("ringing", Onset.GRADUAL), Sign("stops_reading_or_driving", Onset.UNSURE))
FULL = Diary(
    Person("Europe/Berlin", "DE", "us", 3, True, "dark", True, True, date(2025, 9, 1), False),
    DAY,
    DAY,
    days=(Day(UUID(int=1), DAY, True, SIGNS, True, 6, 8, True, "note"),),
    episodes=(Episode(UUID(int=2), datetime(2026, 1, 31, 9, tzinfo=UTC), "UTC", DAY, urge_before=True, signs=SIGNS),),
    medicines=(Medicine(UUID(int=3), "Iron", DAY, DAY, DAY, True, "with food"), Medicine(UUID(int=4), "Zinc")),
)


def untold(record: Any) -> list[str]:
    """Fields of which a test could not say whether they were kept: they hold their default."""
    return [field.name for field in fields(record) if getattr(record, field.name) == field.default]


def test_a_saved_diary_is_loaded_as_it_was(alice: User) -> None:
    assert [untold(FULL.person), untold(FULL.days[0]), untold(FULL.medicines[0])] == [[], [], []]
    assert diary.save(alice, FULL, NOW) == diary.Saved(added=4, already_there=0)
    alice.refresh_from_db()
    assert replace(diary.load_all(alice), exposures=()) == FULL


def test_a_second_time_nothing_is_added(alice: User) -> None:
    diary.save(alice, FULL, NOW)
    assert diary.save(alice, FULL, NOW) == diary.Saved(added=0, already_there=4)


def test_what_was_not_said_stays_not_said(alice: User) -> None:
    quiet = Diary(Person(), DAY, DAY, days=(Day(UUID(int=1), DAY),), medicines=(Medicine(UUID(int=3), "Iron"),))
    diary.save(alice, quiet, NOW)
    assert replace(diary.load_all(alice), exposures=()) == quiet


def test_a_check_in_that_differs_only_in_a_sign_is_a_change(alice: User) -> None:
    (day,) = FULL.days
    diary.put_check_in(alice, day, {}, version=1)
    assert diary.put_check_in(alice, day, {}, version=1).outcome is diary.Outcome.SAME
    changed = replace(day, signs=SIGNS[:1])
    assert diary.put_check_in(alice, changed, {}, version=1).outcome is diary.Outcome.CHANGED
    assert diary.load_all(alice).days == (changed,)


@pytest.mark.parametrize("field", ["impact", "worry"])
def test_the_table_refuses_a_score_above_ten(alice: User, field: str) -> None:
    row = models.Day.from_record(replace(FULL.days[0], **{field: 11}))
    row.user = alice
    with pytest.raises(ValidationError, match=field):
        row.full_clean()
    with pytest.raises(IntegrityError):
        row.save()


@pytest.fixture
def keeper(alice: User) -> User:
    diary.save(alice, DEMO, timezone.now())
    return alice


def test_all_of_it_is_what_was_saved(keeper: User) -> None:
    held = diary.load_all(keeper)
    assert (held.days, held.episodes, held.readings) == (DEMO.days, DEMO.episodes, DEMO.readings)
    assert (held.exposures, held.person) == (DEMO.exposures, DEMO.person)


def test_a_period_is_that_part_of_the_whole(keeper: User) -> None:
    first, last = date(2026, 5, 4), date(2026, 5, 10)
    part = diary.load(keeper, first, last)
    whole = diary.load_all(keeper).between(first, last)
    assert part == whole


def test_five_queries_however_long_it_is(keeper: User, django_assert_num_queries: Any) -> None:
    for days in (1, 60):
        with django_assert_num_queries(5):
            diary.load(keeper, DEMO.last_day - timedelta(days=days - 1), DEMO.last_day)


def test_the_span_of_an_empty_diary_is_unknown(alice: User) -> None:
    assert diary.span(alice) == (None, None)
    assert diary.first_date(alice) is None
    assert diary.load_all(alice).episodes == ()


def test_the_span_counts_every_kind_of_entry(keeper: User) -> None:
    dates = [entry.local_date for entry in (*DEMO.days, *DEMO.episodes, *DEMO.readings)]
    assert diary.span(keeper) == (min(dates), max(dates))
    assert diary.first_date(keeper) == min(dates)
