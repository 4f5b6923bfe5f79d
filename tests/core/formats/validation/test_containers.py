"""Damaged files are read or refused; nothing else happens."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from tracker.core.demo import believable
from tracker.core.formats import FileRefusedError, diary_json
from tracker.core.records import Diary
from tracker.core.reference.places import PLACES

GOOD = diary_json.write(believable(date(2026, 5, 31), 3, 4))


def test_the_undamaged_file_has_entries_of_every_kind() -> None:
    diary = diary_json.read(GOOD)
    assert all((diary.days, diary.episodes, diary.exposures, diary.readings))


def outcome(data: bytes) -> Diary | FileRefusedError:
    """The only two permitted outcomes for any bytes."""
    try:
        return diary_json.read(data)
    except FileRefusedError as refused:
        return refused


def check(result: Diary | FileRefusedError, data: bytes) -> None:
    if isinstance(result, Diary):
        assert diary_json.read(diary_json.write(result)) == result
        return
    assert 1 <= len(result.problems) <= 20
    for problem in result.problems:
        assert 0 <= problem.line <= data.count(b"\n") + 1
        assert problem.reason.isprintable()


@given(st.binary(max_size=200))
@example(b"")
@example(b"null")
@example(b"[1, 2")
@example(b'{"format": "levator-diary", "version": 1}')
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    check(outcome(data), data)


@given(
    st.integers(0, len(GOOD)),
    st.integers(0, 12),
    st.binary(max_size=6) | st.sampled_from([b"NaN", b"1e999", b"\\ud800", b"\\u0000", b"null", b"{}", b"[]", b"-1"]),
)
def test_a_damaged_file_is_read_or_refused(at: int, cut: int, put: bytes) -> None:
    data = GOOD[:at] + put + GOOD[at + cut :]
    check(outcome(data), data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(sorted(PLACES)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def places_in(value: Any) -> list[tuple[Any, Any]]:
    """Every container in a JSON value, with each of its keys or indices."""
    if not isinstance(value, dict | list):
        return []
    inside = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    return [(value, key) for key, _part in inside] + [found for _key, part in inside for found in places_in(part)]


@given(st.data(), json_values)
def test_any_json_value_anywhere_is_read_or_refused(data: st.DataObject, value: object) -> None:
    document = json.loads(GOOD)
    container, key = data.draw(st.sampled_from(places_in(document)))
    container[key] = value
    changed = json.dumps(document).encode()
    check(outcome(changed), changed)
