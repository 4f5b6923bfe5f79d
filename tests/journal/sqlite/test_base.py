"""A writer that finds another one busy waits short and often, and not for ever."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from tracker.models import User

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]

TRIES = 40
"""SQLite alone would have slept for three seconds by then, and longer each time."""


@pytest.fixture
def other_writer(db: None) -> Iterator[sqlite3.Connection]:
    """Somebody who is half-way through a write."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def leaving_after(tries: int, other: sqlite3.Connection, seen: list[str]) -> Callable[..., Any]:
    """Watches what is asked for, and lets the other one finish once we have tried so often."""

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        seen.append(sql)
        if len(seen) == tries:
            other.execute("COMMIT")
        return execute(sql, *rest)

    return watch


def test_it_tries_again_and_again_until_the_other_is_done(other_writer: sqlite3.Connection) -> None:
    seen: list[str] = []
    with connection.execute_wrapper(leaving_after(TRIES, other_writer, seen)), transaction.atomic():
        pass
    assert seen[:TRIES] == ["BEGIN IMMEDIATE"] * TRIES


def test_it_gives_up_after_the_time_that_is_set(
    other_writer: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.05)
    with pytest.raises(OperationalError, match="locked"), transaction.atomic():
        raise AssertionError("it has begun while somebody else was writing")


def test_what_is_no_waiting_is_told_at_once(alice: User) -> None:
    with pytest.raises(OperationalError, match="within a transaction"), transaction.atomic():
        connection._start_transaction_under_autocommit()


def test_a_write_without_a_transaction_still_waits_as_set(other_writer: sqlite3.Connection) -> None:
    other_writer.execute("COMMIT")
    with transaction.atomic():
        pass
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (connection.settings_dict["OPTIONS"]["timeout"] * 1_000,)
