"""A whole diary into the tables: all of it or nothing, and never twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError

from tracker import diary
from tracker.demo import believable
from tracker.diary import NotSaved, Saved
from tracker.models import Reading
from tracker.records import Day, Dose, Exposure, Injection, Medicine, Summary, Visit
from tracker.records import Reading as ReadingRecord
from tracker.reference.exposures import BUILT_IN

DEMO = believable(date(2026, 5, 31), 20, 1)
BARE = replace(DEMO, days=(), episodes=(), readings=(), medicines=(), doses=(), visits=())
NOW = datetime(2026, 6, 1, tzinfo=UTC)
ENTRIES = sum(len(getattr(DEMO, kind)) for kind in diary.KINDS)


def test_everything_is_added_once(alice):
    assert diary.save(alice, DEMO, NOW) == Saved(ENTRIES, 0)
    assert diary.save(alice, DEMO, NOW) == Saved(0, ENTRIES)
    assert alice.person() == DEMO.person


def test_an_account_in_use_keeps_its_own(alice, one_of_each):
    one_of_each(alice)
    person, own = alice.person(), alice.exposures.get(key="own_chocolate")
    diary.save(alice, DEMO, NOW)
    alice.refresh_from_db()
    assert alice.person() == person
    assert alice.exposures.get(key="own_chocolate") == own


def test_all_or_nothing(alice, monkeypatch):
    def breaks(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(Reading.objects, "bulk_create", breaks)
    with pytest.raises(IntegrityError):
        diary.save(alice, DEMO, NOW)
    assert diary.span(alice) == (None, None)
    assert [row.key for row in alice.exposures.all()] == [known.key for known in BUILT_IN]


def test_a_diary_from_the_future_is_not_saved(alice):
    with pytest.raises(NotSaved):
        diary.save(alice, DEMO, datetime(2026, 5, 20, tzinfo=UTC))
    assert diary.span(alice) == (None, None)


def test_what_is_there_under_another_name_is_not_added(alice):
    day = DEMO.days[0]
    diary.save(alice, replace(BARE, days=(day,)), NOW)
    other = Day(UUID(int=9), day.local_date, note="other")
    assert diary.save(alice, replace(BARE, days=(other,)), NOW) == Saved(0, 1)
    assert alice.days.get().record() == day


def test_a_value_has_three_names_and_each_counts(alice):
    first = ReadingRecord(UUID(int=1), "sleep_h", date(2026, 5, 1), 7, external_id="night-1")
    same_name_outside = replace(first, id=UUID(int=2), local_date=date(2026, 5, 2))
    same_place = replace(first, id=UUID(int=3), external_id="night-3")
    readings = (first, same_name_outside, same_place)
    assert diary.save(alice, replace(BARE, readings=readings), NOW) == Saved(1, 2)


def test_what_a_file_does_not_track_is_still_there_to_tap(alice):
    tea = Exposure(UUID(int=1), "own_tea", "Tea", "cups", Summary.SUM)
    diary.save(alice, replace(BARE, exposures=(tea,)), NOW)
    assert [row.key for row in alice.exposures.all()] == ["own_tea", *(known.key for known in BUILT_IN)]


PLANNED = Visit(UUID(int=2), date(2027, 1, 1), "Dr A")
COURSE = Medicine(UUID(int=1), "Iron", as_needed=True)
TAKEN = Dose(UUID(int=3), COURSE.id, datetime(2026, 5, 31, 9, tzinfo=UTC), "UTC", date(2026, 5, 31), "1 tablet")
TREATED = replace(
    BARE, medicines=(COURSE,), doses=(TAKEN,), visits=(PLANNED,),
    injections=(Injection(UUID(int=4), date(2026, 1, 1), "A product"),),
)  # fmt: skip


def test_treatments_are_added_once_with_the_doses_under_their_medicine(alice):
    assert diary.save(alice, TREATED, NOW) == Saved(4, 0)
    assert diary.save(alice, TREATED, NOW) == Saved(0, 4)
    held = diary.load_all(alice)
    assert all(getattr(held, kind) == getattr(TREATED, kind) for kind in diary.KINDS)


def test_a_planned_visit_is_no_entry_from_the_future_but_a_dose_and_an_injection_are(alice):
    tomorrow = replace(TAKEN, at=NOW + timedelta(hours=25), local_date=date(2026, 6, 2))
    ahead = Injection(UUID(int=4), date(2026, 6, 9), "A product")
    for late in (replace(TREATED, doses=(tomorrow,)), replace(TREATED, injections=(ahead,))):
        with pytest.raises(NotSaved):
            diary.save(alice, late, NOW)
    assert not alice.visits.exists()


@pytest.mark.parametrize("held", [COURSE, PLANNED])
def test_an_account_with_nothing_but_a_medicine_or_a_visit_keeps_its_settings(held, alice):
    diary.put(alice, held)
    person = alice.person()
    diary.save(alice, DEMO, NOW)
    alice.refresh_from_db()
    assert alice.person() == person
    assert person != DEMO.person
