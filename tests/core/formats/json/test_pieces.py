"""A file that is written entry by entry has the bytes of one that is written at once by the JSON module."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from itertools import chain
from typing import Any
from uuid import UUID

import pytest

from tracker.core import records
from tracker.core.demo import believable
from tracker.core.formats.json.pieces import entry_line, entry_to_json, in_pieces

ONE, LAST = UUID(int=1), date(2026, 11, 20)


def in_full(value: Any) -> Any:
    """What the JSON module is given for a record, without any of the shortcuts for usual types."""
    if isinstance(value, Mapping):
        return {name: in_full(value[name]) for name in sorted(value)}
    if is_dataclass(value) and not isinstance(value, records.Place):
        return {one.name: in_full(getattr(value, one.name)) for one in fields(value) if is_written(one, value)}
    if isinstance(value, tuple):
        return [in_full(part) if is_dataclass(part) else part for part in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value


def is_written(field: Any, record: Any) -> bool:
    value = getattr(record, field.name)
    default = field.default if field.default_factory is MISSING else field.default_factory()
    if default is MISSING:
        return value is not None
    if isinstance(default, Enum):
        return value is not default
    return value not in (None, "", (), {}) and not (value is False and default is False)


UNUSUAL = [
    records.Exposure(ONE, "own_tea", "Tea", "", records.Summary.SUM, tracked=False, one_tap=1.0),
    records.Exposure(ONE, "own_tea", "Tea", "", records.Summary.MEAN, 0.0, kind=records.ExposureKind.SCORE),
    records.Reading(ONE, "own_tea", LAST, -0.0, datetime(2026, 1, 2, 3, 4, 5, 678, UTC), source="check-in"),
    records.Reading(ONE, "own_tea", LAST, 1e-9, datetime(2026, 1, 2, tzinfo=timezone(timedelta(hours=-9)))),
    records.Episode(
        ONE, datetime(2026, 1, 2, tzinfo=UTC), "UTC", LAST, 0, places=(records.Place("tongue", records.Side.MIDLINE),),
        strength=0,
        feel=records.Feel.JERK, signs=(records.Sign("ringing", records.Onset.SUDDEN),), blamed=('"=wind', "ü\n\u2028"),
        reliefs=(records.Relief("rest", False, 0),), note="<b>\\ 🙂",
    ),
    records.Person(under_16=True, seen_by_doctor=False, thresholds=(records.Threshold("a", 3.0),)),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_each_line_is_what_the_json_module_writes(seed: int) -> None:
    diary = believable(LAST, 60, seed)
    for entry in (*chain(*diary.stream().entries.values()), diary.person, *UNUSUAL):
        line = json.dumps(in_full(entry), ensure_ascii=False, default=str)
        assert entry_line(entry) == line
        assert entry_to_json(entry) == json.loads(line)


def test_pieces_are_the_text() -> None:
    texts = ["", "é" * 30_000, "a\n", "🙂" * 60_001, "end"]
    assert len(list(in_pieces(texts))) == 2
    assert b"".join(in_pieces(texts)) == "".join(texts).encode("utf-8")
