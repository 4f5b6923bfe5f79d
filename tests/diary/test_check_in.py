from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError

from tracker import diary
from tracker.core.records import Day, Episode
from tracker.diary import Outcome
from tracker.models import Reading

DAY = date(2026, 3, 2)
CHECK_IN = Day(UUID(int=1), DAY, note="fine")


def test_values_come_and_go_with_their_check_in(alice):
    diary.save_check_in(alice, CHECK_IN, {"sleep_h": 7, "stress": 3}, 1)
    result = diary.save_check_in(alice, CHECK_IN, {"sleep_h": 8, "stress": None}, 1)
    assert (result.outcome, result.row.version) == (Outcome.CHANGED, 2)
    assert diary.check_in_values(alice, DAY) == {"sleep_h": 8}


def test_what_was_not_asked_for_stays(alice):
    diary.save_check_in(alice, CHECK_IN, {"sleep_h": 7, "anxiety": 3}, 1)
    diary.save_check_in(alice, CHECK_IN, {"sleep_h": 8}, 1)
    assert diary.check_in_values(alice, DAY) == {"sleep_h": 8, "anxiety": 3}


def test_a_stale_check_in_changes_nothing(alice):
    diary.save_check_in(alice, CHECK_IN, {"sleep_h": 7}, 1)
    other = Day(UUID(int=2), DAY, note="other")
    assert diary.save_check_in(alice, other, {"sleep_h": 9, "stress": 1}, 1).outcome is Outcome.CONFLICT
    assert (alice.days.get().record(), diary.check_in_values(alice, DAY)) == (CHECK_IN, {"sleep_h": 7})


def test_it_is_saved_whole_or_not_at_all(alice, monkeypatch):
    def breaks(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(Reading.objects, "bulk_create", breaks)
    with pytest.raises(IntegrityError):
        diary.save_check_in(alice, CHECK_IN, {"sleep_h": 7}, 1)
    assert not alice.days.exists()


def test_a_day_with_an_episode_is_not_quiet(alice):
    assert diary.log_no_twitch(alice, DAY)
    at = datetime(2026, 3, 3, tzinfo=UTC)
    diary.save_entry(alice, Episode(UUID(int=3), at, "UTC", at.date()))
    assert not diary.log_no_twitch(alice, at.date())
    assert list(alice.days.values_list("local_date", "no_twitch")) == [(DAY, True)]


def test_logging_no_twitch_twice_changes_nothing_and_keeps_the_note(alice):
    diary.save_check_in(alice, CHECK_IN, {}, 1)
    for _turn in range(2):
        diary.log_no_twitch(alice, DAY)
    row = alice.days.get()
    assert (row.no_twitch, row.note, row.version) == (True, "fine", 2)
