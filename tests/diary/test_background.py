"""Cached results that a page reads in one query, and the background of a diary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tracker import diary
from tracker.core import records
from tracker.models import User

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = NOW.date()
ONE_DAY = timedelta(days=1)
TEXT = diary.json_of(str)

pytestmark = pytest.mark.django_db


def fresh(user: User) -> User:
    """The person as the next request reads them."""
    return User.objects.get(pk=user.pk)


def log(user: User, day: date = DAY) -> None:
    diary.save_entry(user, records.Episode(uuid4(), NOW, "UTC", day))


def test_prefetched_results_are_read_in_one_query(
    alice: User, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for name in ("past", "past of another", "week"):
        diary.cached(fresh(alice), name, name.upper, TEXT, last_day=DAY)
    user = fresh(alice)
    with django_assert_num_queries(1), diary.prefetched(user, name="page", parts=["past"], beside=["week"]):
        for name in ("past", "past of another", "week", "past"):
            assert diary.cached(user, name, lambda: "computed", TEXT, last_day=DAY) == name.upper()


def test_parts_of_a_page_that_is_there_are_not_read(alice: User) -> None:
    diary.cached(fresh(alice), "past", lambda: "kept", TEXT, last_day=DAY)
    diary.cached(fresh(alice), "page", lambda: "whole", TEXT)
    user = fresh(alice)
    with diary.prefetched(user, name="page", parts=["past"]):
        assert user.prefetched
        assert [name.split()[-1] for name in user.prefetched.rows] == ["page"]
        assert diary.cached(user, "past", lambda: "computed", TEXT, last_day=DAY) == "kept"


def test_a_result_is_computed_once_for_a_page_even_if_it_cannot_be_stored(alice: User) -> None:
    results = iter(["first", "second"])
    old = fresh(alice)
    log(alice)
    with diary.prefetched(old, name="page", parts=["part"]):
        assert [diary.cached(old, "part", results.__next__, TEXT) for _ in range(2)] == ["first"] * 2
    assert diary.cached(old, "part", results.__next__, TEXT) == "second"


def test_a_change_ends_what_was_prefetched(alice: User) -> None:
    user = fresh(alice)
    diary.cached(user, "past", lambda: "before", TEXT, last_day=DAY)
    with diary.prefetched(user, name="page", parts=["past"]):
        log(user)
        assert diary.cached(user, "past", lambda: "after", TEXT, last_day=DAY) == "after"


def test_the_background_follows_the_first_entry(alice: User) -> None:
    found = []
    for day in (DAY, DAY - ONE_DAY, DAY + ONE_DAY):
        found.append(diary.background(fresh(alice)).began)
        log(alice, day)
    found.append(diary.background(fresh(alice)).began)
    assert found == [None, DAY, DAY - ONE_DAY, DAY - ONE_DAY]
    assert alice.cached_results.filter(name__endswith=" background").exists()
