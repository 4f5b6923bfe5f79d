from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError

from tracker.core.records import Day as Record
from tracker.core.records import Diary, Person
from tracker.models import Day


def test_a_check_in_comes_back_from_its_row(alice):
    record = Record(UUID(int=1), date(2026, 3, 2), no_twitch=True, note="quiet")
    row = Day.from_record(record)
    row.user = alice
    row.save()
    assert alice.days.get().record() == record


def test_a_date_is_checked_in_once(alice):
    Day.objects.create(user=alice, local_date=date(2026, 3, 2))
    with pytest.raises(IntegrityError):
        Day.objects.create(user=alice, local_date=date(2026, 3, 2))


def test_a_period_holds_both_its_ends(alice):
    for day in range(1, 6):
        Day.objects.create(user=alice, local_date=date(2026, 3, day))
    held = alice.days.between(Diary(Person(), date(2026, 3, 2), date(2026, 3, 4)))
    assert [row.local_date.day for row in held] == [2, 3, 4]
