"""The table refuses what no form or file lets through, and a row and its value say the same."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError

from tracker.core.records import Episode as Record
from tracker.core.records import Feel, Onset, Place, Relief, Side, Sign
from tracker.models import Episode

AT = datetime(2026, 3, 2, 9, 30, 15, 123_456, tzinfo=UTC)
FULL = Record(
    UUID(int=1), AT, "Europe/Berlin", date(2026, 3, 2), 450, False, (Place("chin", Side.LEFT),), 4, Feel.JERK, 12,
    False, True, True, None, True, 0, (Sign("ringing", Onset.UNSURE),), False, ("stress", "wind"),
    (Relief("massage", None, 5),), "a note",
)  # fmt: skip
BARE = Record(UUID(int=2), AT, "UTC", date(2026, 3, 2))


@pytest.mark.parametrize("record", [FULL, BARE])
def test_a_value_comes_back_from_its_row(record, alice):
    row = Episode.from_record(record)
    row.user = alice
    row.save()
    assert Episode.objects.get().record() == record
    assert list(Episode.objects.all().records()) == [record]
    # Records share what is decoded once, so nothing in them may be changed.
    assert {hash(one) for one in Episode.objects.all().records()} == {hash(record)}


@pytest.mark.parametrize(
    "wrong", [{"strength": 11}, {"pain": 11}, {"still_going": True, "duration_s": 5}, {"client_id": UUID(int=1)}]
)
def test_the_table_refuses(wrong, alice):
    Episode.objects.create(user=alice, client_id=UUID(int=1), onset=AT, zone="UTC", local_date=AT.date())
    with pytest.raises(IntegrityError):
        Episode.objects.create(user=alice, onset=AT, zone="UTC", local_date=AT.date(), **wrong)


def test_two_people_may_have_one_id(alice, bob):
    for user in (alice, bob):
        Episode.objects.create(user=user, client_id=UUID(int=1), onset=AT, zone="UTC", local_date=AT.date())
    assert Episode.objects.filter(client_id=UUID(int=1)).count() == 2


def test_equal_times_have_a_stable_order(alice):
    for number in (3, 1, 2):
        Episode.objects.create(user=alice, client_id=UUID(int=number), onset=AT, zone="UTC", local_date=AT.date())
    assert [row.client_id.int for row in alice.episodes.all()] == [1, 2, 3]
    assert alice.episodes.newest().first().onset == AT


def test_going_are_those_that_have_not_stopped(alice):
    for going in (True, False):
        Episode.objects.create(user=alice, onset=AT, zone="UTC", local_date=AT.date(), still_going=going)
    assert [row.still_going for row in alice.episodes.running()] == [True]


def test_the_text_of_a_row_has_no_health_data():
    assert str(Episode(client_id=UUID(int=1), note="private")) == f"episode {UUID(int=1)}"
