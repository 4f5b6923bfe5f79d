"""Entries in the future are refused with their lines, in any order."""

from datetime import UTC, datetime

import pytest

from tracker.core.formats import FileRefusedError, diary_json

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FILE = """{
"format": "levator-diary", "version": 1,
"person": {"time_zone": "UTC", "units": "metric", "day_starts_at": 0, "theme": "auto"},
"first_day": "2026-11-20", "last_day": "2026-12-31",
"exposures": [],
"days": [
{"id": "11111111-1111-1111-1111-111111111111", "local_date": "2026-12-31"},
{"id": "11111111-1111-1111-1111-111111111112", "local_date": "2026-11-20"}
],
"episodes": [
{"id": "11111111-1111-1111-1111-111111111113", "zone": "UTC",
 "local_date": "2026-11-21", "onset": "2026-11-21T12:00:01Z"},
{"id": "11111111-1111-1111-1111-111111111114", "zone": "UTC",
 "local_date": "2026-11-21", "onset": "2026-11-21T12:00:00Z"}
],
"readings": []
}
"""


def test_future_entries_are_reported_with_their_lines() -> None:
    with pytest.raises(FileRefusedError) as refused:
        diary_json.read(FILE.encode(), latest=NOW)
    assert [(problem.line, problem.reason) for problem in refused.value.problems] == [
        (7, "days.local_date: lies in the future"),
        (12, "episodes.local_date: lies in the future"),
    ]


def test_without_latest_nothing_is_in_the_future() -> None:
    assert len(diary_json.read(FILE.encode()).episodes) == 2
