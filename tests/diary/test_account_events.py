"""What happened to an account is counted per day, bounded, and gone with the account."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection

from tracker import diary
from tracker.diary import account_events
from tracker.models import AccountEvent, User

Kind = AccountEvent.Kind
NOW = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)


def rows(user: User | None) -> list[tuple[str, str, int]]:
    return [(row.kind, row.name, row.count) for row in AccountEvent.objects.filter(user=user)]


def test_events_of_a_day_share_a_row(alice: User) -> None:
    for minutes in range(3):
        diary.record_event(alice, Kind.LOGGED_IN, NOW + timedelta(minutes=minutes))
    diary.record_event(alice, Kind.FILE_EXPORTED, NOW + timedelta(minutes=9), "diary.json")
    assert rows(alice) == [("file-exported", "diary.json", 1), ("logged-in", "", 3)]
    logged_in = alice.account_events.get(kind="logged-in")
    assert (logged_in.first_at, logged_in.last_at) == (NOW, NOW + timedelta(minutes=2))


def test_the_day_is_that_of_the_person(alice: User) -> None:
    alice.time_zone = "Europe/Berlin"
    diary.record_event(alice, Kind.LOGGED_IN, NOW)
    diary.record_event(alice, Kind.LOGGED_IN, NOW - timedelta(hours=1))
    assert [row.day.isoformat() for row in alice.account_events.all()] == ["2026-11-22", "2026-11-21"]


def test_events_are_kept_for_400_days(alice: User, bob: User) -> None:
    for user in (alice, bob):
        diary.record_event(user, Kind.LOGGED_IN, NOW)
    diary.record_event(alice, Kind.LINK_MADE, NOW + timedelta(days=400))
    assert len(rows(alice)) == 2
    diary.record_event(alice, Kind.LINK_MADE, NOW + timedelta(days=401))
    assert rows(alice) == [("link-made", "", 1)] * 2
    assert rows(bob) == [("logged-in", "", 1)]


def test_only_the_newest_rows_are_kept(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account_events, "MAX_ROWS", 3)
    for n in range(5):
        diary.record_event(alice, Kind.TOKEN_MADE, NOW + timedelta(seconds=n), f"phone {n}")
    assert [name for _kind, name, _count in rows(alice)] == ["phone 4", "phone 3", "phone 2"]


def test_refusals_of_unknown_names_are_kept_for_a_day(db: None) -> None:
    diary.record_event(None, Kind.LOGIN_REFUSED, NOW, "a digest")
    diary.record_event(None, Kind.LOGIN_REFUSED, NOW + timedelta(days=2), "another")
    assert rows(None) == [("login-refused", "another", 1)]


def test_an_event_that_cannot_be_written_stops_nothing(alice: User) -> None:
    def fails(*args: object) -> None:
        raise DatabaseError("database or disk is full")

    with connection.execute_wrapper(fails):
        diary.record_event(alice, Kind.LOGGED_IN, NOW)
    assert rows(alice) == []


def test_events_go_with_the_account(alice: User, bob: User) -> None:
    for user in (alice, bob):
        diary.record_event(user, Kind.LOGGED_IN, NOW)
    diary.delete_account(alice)
    assert [row.user for row in AccountEvent.objects.all()] == [bob]
