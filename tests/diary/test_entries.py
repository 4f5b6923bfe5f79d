"""One entry into its table: sent twice it is one, and a stale edit overwrites nothing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection, connections

from tracker import diary
from tracker.core.records import (
    Day,
    Dose,
    Episode,
    Exposure,
    Injection,
    Medicine,
    Onset,
    Place,
    Reading,
    Side,
    Sign,
    Summary,
    Visit,
)
from tracker.diary import Outcome

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
EPISODE = Episode(UUID(int=1), AT, "UTC", AT.date(), places=(Place("chin", Side.LEFT),), still_going=True)
OWN = Exposure(UUID(int=2), "own_tea", "Tea", "cups", Summary.SUM)
CUP = Reading(UUID(int=3), "caffeine_mg", AT.date(), 80, at=AT, zone="UTC", item="espresso", source="tap")


def outcomes(*results):
    return [result.outcome for result in results]


def test_saving_adds_keeps_changes_or_conflicts(alice):
    changed = replace(EPISODE, note="more")
    results = [
        diary.save_entry(alice, EPISODE),
        diary.save_entry(alice, EPISODE, version=7),
        diary.save_entry(alice, changed, version=1),
        diary.save_entry(alice, replace(EPISODE, note="other"), version=1),
    ]
    assert outcomes(*results) == [Outcome.ADDED, Outcome.UNCHANGED, Outcome.CHANGED, Outcome.CONFLICT]
    row = alice.episodes.get()
    assert (row.record(), row.version) == (changed, 2)
    assert results[3].row.record() == changed


def test_every_kind_of_entry_goes_the_same_way(alice):
    caffeine = alice.exposures.get(key="caffeine_mg")
    assert (
        outcomes(diary.save_entry(alice, OWN), diary.save_entry(alice, CUP, exposure=caffeine)) == [Outcome.ADDED] * 2
    )
    assert outcomes(diary.save_entry(alice, OWN), diary.save_entry(alice, CUP)) == [Outcome.UNCHANGED] * 2
    course, given, visit = (
        Medicine(UUID(int=4), "Iron"),
        Injection(UUID(int=5), AT.date(), "A"),
        Visit(UUID(int=6), AT.date()),
    )
    dose = Dose(UUID(int=7), course.id, AT, "UTC", AT.date())
    assert outcomes(*(diary.save_entry(alice, value) for value in (course, given, visit))) == [Outcome.ADDED] * 3
    assert diary.save_entry(alice, dose, medicine=alice.medicines.get()).outcome is Outcome.ADDED
    assert (
        outcomes(*(diary.save_entry(alice, value) for value in (course, given, visit, dose)))
        == [Outcome.UNCHANGED] * 4
    )


def test_a_tap_sent_again_later_counts_once(alice):
    later = replace(EPISODE, onset=AT.replace(hour=10))
    assert outcomes(diary.add_once(alice, EPISODE), diary.add_once(alice, later)) == [Outcome.ADDED, Outcome.UNCHANGED]
    assert alice.episodes.get().onset == AT


def test_a_tap_elsewhere_corrects_only_the_place(alice):
    diary.log_episode(alice, EPISODE)
    elsewhere = replace(EPISODE, onset=AT.replace(hour=10), places=(Place("nose_side", Side.RIGHT),))
    assert diary.log_episode(alice, elsewhere).outcome is Outcome.CHANGED
    assert alice.episodes.get().record() == replace(EPISODE, places=elsewhere.places)


def test_a_tap_knows_whether_its_date_has_a_sign(alice, bob):
    sign = Sign("fever", Onset.SUDDEN)
    day_before = AT.date() - timedelta(days=1)
    diary.save_entry(bob, Day(UUID(int=4), AT.date(), signs=(sign,)))
    diary.save_entry(alice, Day(UUID(int=5), day_before, signs=(sign,)))
    assert diary.log_episode(alice, EPISODE).has_sign is False
    earlier = replace(EPISODE, id=UUID(int=6), onset=AT - timedelta(days=1), local_date=day_before)
    assert diary.log_episode(alice, earlier).has_sign is True
    diary.save_entry(alice, replace(EPISODE, id=UUID(int=7), signs=(sign,)))
    assert diary.log_episode(alice, replace(EPISODE, id=UUID(int=8))).has_sign is True


def test_a_late_tap_takes_no_place_away(alice):
    both = replace(EPISODE, places=(*EPISODE.places, Place("nose_side", Side.RIGHT)))
    diary.save_entry(alice, both)
    assert diary.log_episode(alice, EPISODE).outcome is Outcome.UNCHANGED
    assert alice.episodes.get().record() == both


def test_stopping_counts_once(alice):
    row = diary.save_entry(alice, EPISODE).row
    for seconds in (60, 90):
        diary.stop_episode(alice, row, seconds)
    row.refresh_from_db()
    assert (row.duration_s, row.still_going, row.version) == (60, False, 2)


def test_changing_a_deleted_amount_restores_it(alice):
    row = diary.save_entry(alice, CUP, exposure=alice.exposures.get(key="caffeine_mg")).row
    alice.readings.all().delete()
    assert diary.change_amount(alice, row, 95, 1).outcome is Outcome.ADDED
    assert alice.readings.get().record() == replace(CUP, value=95)


def test_tracking_changes_only_the_versions_of_changed_exposures(alice):
    diary.set_tracked(alice, {"sleep_h", "anxiety"})
    tracked = {row.key: row.version for row in alice.exposures.tracked()}
    assert tracked == {"sleep_h": 1, "anxiety": 2}


@pytest.mark.parametrize("value", [EPISODE, OWN])
def test_nobody_elses_row_is_touched(value, alice, bob):
    diary.save_entry(alice, value)
    assert diary.save_entry(bob, value, version=1).outcome is Outcome.ADDED


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("add", [diary.save_entry, diary.add_once])
def test_parallel_saves_add_each_entry_once_and_change_it_once(add, alice):
    # Each keeps its connection while it waits, and the pool for PostgreSQL has five.
    threads = 8 if connection.vendor == "sqlite" else 4
    together = Barrier(threads, timeout=30)

    def insist(_thread):
        found = []
        try:
            for number in range(12):
                together.wait()
                found.append(add(alice, replace(EPISODE, id=UUID(int=number))).outcome)
                together.wait()
                found.append(diary.save_entry(alice, replace(EPISODE, id=UUID(int=number), note="more"), 1).outcome)
        finally:
            connections.close_all()
        return found

    with ThreadPoolExecutor(threads) as pool:
        found = [outcome for outcomes in pool.map(insist, range(threads)) for outcome in outcomes]
    assert {outcome: found.count(outcome) for outcome in Outcome} == {
        Outcome.ADDED: 12,
        Outcome.CHANGED: 12,
        Outcome.UNCHANGED: 12 * (threads - 1) * 2,
        Outcome.CONFLICT: 0,
    }
    assert set(alice.episodes.values_list("version", flat=True)) == {2}
