"""The JSON cache: shared by processes, atomic, expiring, and never running code."""

from __future__ import annotations

import pickle  # noqa: TID251 — For the bytes an attacker would write.
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from time_machine import TimeMachineFixture

from journal.json_cache import JsonCache
from tracker.models import CachedValue

pytestmark = pytest.mark.django_db

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@pytest.fixture
def cache() -> JsonCache:
    return JsonCache("", {})


class RoundTrip(TestCase):
    @given(JSON)
    def test_a_value_comes_back(self, value: Any) -> None:
        cache = JsonCache("", {})
        cache.set("key", value)
        assert cache.get("key", "nothing") == value


def test_the_installation_uses_the_json_cache() -> None:
    from journal import settings as installation

    assert installation.CACHES["default"]["BACKEND"] == f"{JsonCache.__module__}.{JsonCache.__name__}"
    assert set(installation.CACHES) == set(settings.CACHES)


def test_a_value_expires(cache: JsonCache, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2026-11-24 12:00:00+00:00", tick=False)
    cache.set("minute", [1.5], 60)
    cache.set("stays", 2, None)
    time_machine.shift(59)
    assert cache.get("minute") == [1.5]
    time_machine.shift(2)
    assert (cache.get("minute", "nothing"), "minute" in cache, cache.get("stays")) == ("nothing", False, 2)
    assert cache.touch("minute", 60) is False
    assert cache.add("minute", [2.5], 60) is True
    time_machine.shift(61)
    cache.set("another", 3, 60)
    assert set(CachedValue.objects.values_list("value", flat=True)) == {"2", "3"}


def test_add_does_not_replace_a_value(cache: JsonCache) -> None:
    assert [cache.add("lock", True, 10), cache.add("lock", False, 10), cache.get("lock")] == [True, False, True]
    assert [cache.delete("lock"), cache.delete("lock"), cache.add("lock", True, 10)] == [True, False, True]
    cache.clear()
    assert cache.get("lock") is None


@pytest.mark.django_db(transaction=True)
def test_one_of_many_concurrent_adds_succeeds(cache: JsonCache) -> None:
    def add(_turn: int) -> bool:
        try:
            return cache.add("lock", True, 10)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(add, range(8))) == [False] * 7 + [True]


class RunsWhenUnpickled:
    """A value whose pickle creates a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.mark,)


def test_a_pickled_value_is_not_run(cache: JsonCache, tmp_path: Path) -> None:
    """Write what Django's database cache would write, into the row of a known key."""
    cache.set("guesses", 1)
    pickled = b64encode(pickle.dumps(RunsWhenUnpickled(tmp_path / "ran"))).decode()
    CachedValue.objects.update(value=pickled)
    assert cache.get("guesses", "nothing") == "nothing"
    assert not (tmp_path / "ran").exists()
