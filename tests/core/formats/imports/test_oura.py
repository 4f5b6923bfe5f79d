from __future__ import annotations

import json

from walk.exports import chosen, totals

TRENDS = (
    "date,Sleep Score,Total Sleep Duration,Total Bedtime,Bedtime Start,Bedtime End,Average HRV,Steps\n"
    "2026-08-22,79,26100,28800,2026-08-21T23:12:00-07:00,2026-08-22T07:07:00-07:00,48,8231\n2026-08-24,,,,,,,9004\n"
)
SLEEPS = [
    {"type": "long_sleep", "bedtime_start": "2026-08-21T23:00:00+02:00", "bedtime_end": "2026-08-22T05:00:00+02:00",
     "total_sleep_duration": 18_000},
    {"type": "sleep", "bedtime_start": "2026-08-22T06:00:00+02:00", "bedtime_end": "2026-08-22T08:00:00+02:00",
     "total_sleep_duration": 5_400},
    {"type": "late_nap", "bedtime_start": "2026-08-22T18:00:00+02:00", "bedtime_end": "2026-08-22T19:00:00+02:00",
     "total_sleep_duration": 3_000},
    {"type": "deleted", "bedtime_start": "2026-08-22T10:00:00+02:00", "bedtime_end": "2026-08-22T11:00:00+02:00",
     "total_sleep_duration": 3_600},
]  # fmt: skip


def test_durations_are_seconds_and_a_day_without_the_ring_is_nothing() -> None:
    assert totals(TRENDS) == {"sleep_h": {"2026-08-22": 7.25}, "hrv_rmssd_ms": {"2026-08-22": 48.0}}


def test_deleted_sleeps_are_nothing_and_a_late_nap_is_a_nap() -> None:
    found = chosen(json.dumps({"sleep": [{**one, "day": "2026-08-22"} for one in SLEEPS]}))
    assert [one.value for one in found.values] == [6.5]
    assert [round(one.value, 2) for one in found.naps] == [0.83]
