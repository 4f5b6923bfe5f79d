"""Two identical posts at the very same time, on a database where both can be half-way: the second one waits."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from tracker import diary
from tracker.core import records
from tracker.diary import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.models import User

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

NOON = datetime(2026, 6, 17, 12, tzinfo=UTC)
DAY = date(2026, 6, 15)
EPISODE = records.Episode(UUID(int=1), NOON, "UTC", NOON.date(), places=(records.Place("chin", records.Side.LEFT),))
CHECK_IN = records.Day(UUID(int=2), DAY, note="a long day")
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
PATIENCE = 10_000


@pytest.fixture
def concurrently() -> Iterator[Callable[..., Future[Any]]]:
    """Do something in another connection, and go on once it is done or waits for a lock of ours."""
    with ThreadPoolExecutor(1) as other:

        def begin(act: Callable[[], Any]) -> Future[Any]:
            begun = other.submit(_and_hang_up, act)
            for _look in range(PATIENCE):
                if begun.done() or _somebody_waits():
                    return begun
            raise AssertionError("the other connection neither waits nor ends")

        yield begin


def _and_hang_up(act: Callable[[], Any]) -> Any:
    try:
        return act()
    finally:
        connection.close()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        # PostgreSQL keeps its view of the connections for a whole transaction unless asked to refresh it.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


@contextmanager
def half_way(act: Callable[[], Any]) -> Iterator[Any]:
    """The first of two: everything is written, and nothing is committed yet."""
    with transaction.atomic():
        yield act()


def save(user: User) -> Any:
    return diary.save_entry(user, EPISODE)


def tap(user: User) -> Any:
    return diary.add_once(user, EPISODE)


def tap_on_a_place(user: User) -> Any:
    return diary.log_episode(user, EPISODE)


def check_in(user: User) -> Any:
    return diary.save_check_in(user, CHECK_IN, {"sleep_h": 6.5, "stress": 7}, version=1)


@pytest.mark.parametrize("act", [save, tap, tap_on_a_place, check_in])
def test_the_second_of_two_waits_for_the_first_and_then_finds_it_done(act, alice, concurrently):
    with half_way(lambda: act(alice)) as first:
        second = concurrently(lambda: act(alice))
        assert not second.done()
    assert (first.outcome, second.result().outcome) == (Outcome.ADDED, Outcome.UNCHANGED)
    assert (alice.episodes.count(), alice.days.count()) == ((0, 1) if act is check_in else (1, 0))


def test_two_different_edits_of_one_version_are_not_both_taken(alice, concurrently):
    diary.save_entry(alice, EPISODE)
    with half_way(lambda: diary.save_entry(alice, replace(EPISODE, note="first"), 1)):
        second = concurrently(lambda: diary.save_entry(alice, replace(EPISODE, note="second"), 1))
    assert second.result().outcome is Outcome.CONFLICT
    assert alice.episodes.get().note == "first"


def test_somebody_else_need_not_wait(alice, bob, concurrently):
    with half_way(lambda: save(alice)):
        assert concurrently(lambda: save(bob)).result(10).outcome is Outcome.ADDED


def test_a_quiet_day_logged_twice_is_one_row(alice, concurrently):
    with half_way(lambda: diary.log_no_twitch(alice, DAY)):
        second = concurrently(lambda: diary.log_no_twitch(alice, DAY))
    assert second.result() is True
    assert alice.days.get().version == 1
