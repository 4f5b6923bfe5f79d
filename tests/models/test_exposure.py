from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError

from tracker.core.records import Exposure as ExposureRecord
from tracker.core.records import Reading as ReadingRecord
from tracker.core.records import Summary
from tracker.core.reference.exposures import BUILT_IN
from tracker.models import Exposure, Reading

DAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_a_new_user_has_each_built_in_exposure_once(alice):
    Exposure.add_built_in(alice)
    assert [row.key for row in alice.exposures.all()] == [known.key for known in BUILT_IN]
    assert {row.key for row in alice.exposures.tracked()} == {known.key for known in BUILT_IN if known.tracked}


def test_an_exposure_comes_back_from_its_row(alice):
    record = ExposureRecord(UUID(int=1), "own_tea", "Tea", "cups", Summary.MEAN, 2.5, False)
    row = Exposure.from_record(record)
    row.user = alice
    row.save()
    assert alice.exposures.get(key="own_tea").record() == record


def test_a_reading_comes_back_from_its_row(alice):
    record = ReadingRecord(UUID(int=1), "sleep_h", DAY, 6.5, AT, "Europe/Berlin", "nap", "watch", "night-1")
    row = Reading.from_record(record, exposure=alice.exposures.get(key="sleep_h"))
    row.user = alice
    row.save()
    assert alice.readings.get().record() == record


def test_zero_is_stored_without_a_sign(alice):
    Exposure.objects.filter(user=alice, key="sleep_h").update(limit=-0.0)
    Reading.objects.create(user=alice, exposure=alice.exposures.get(key="sleep_h"), local_date=DAY, value=-0.0)
    assert str(alice.exposures.get(key="sleep_h").limit) == str(alice.readings.get().value) == "0.0"


@pytest.mark.parametrize(
    "twice",
    [{}, {"source": "watch", "external_id": "night-1"}, {"source": "tap", "client_id": UUID(int=1)}],
    ids=["a check-in's value of a day", "a value from outside", "an id"],
)
def test_the_table_holds_it_once(twice, alice):
    sleep = alice.exposures.get(key="sleep_h")
    Reading.objects.create(user=alice, exposure=sleep, local_date=DAY, value=7, **twice)
    with pytest.raises(IntegrityError):
        Reading.objects.create(user=alice, exposure=sleep, local_date=DAY, value=8, **twice)


def test_values_of_the_whole_day_come_before_those_with_a_time(alice):
    sleep = alice.exposures.get(key="sleep_h")
    for at in (AT + timedelta(hours=1), None, AT):
        Reading.objects.create(user=alice, exposure=sleep, local_date=DAY, value=1, at=at, source="tap")
    assert [row.at for row in alice.readings.all()] == [None, AT, AT + timedelta(hours=1)]
