from __future__ import annotations

import json
from typing import Any

from walk.exports import totals, zip_of

NIGHT = {
    "sleepStartTimestampGMT": "2026-05-02T22:10:00.0", "sleepEndTimestampGMT": "2026-05-03T06:10:00.0",
    "calendarDate": "2026-05-03", "sleepWindowConfirmationType": "ENHANCED_CONFIRMED_FINAL",
    "deepSleepSeconds": 3_600, "lightSleepSeconds": 18_000, "remSleepSeconds": 5_400,
}  # fmt: skip


def day(stress: int, vigorous: int, date: str = "2026-05-03") -> dict[str, Any]:
    totals = [{"type": "AWAKE", "averageStressLevel": 90}, {"type": "TOTAL", "averageStressLevel": stress}]
    return {
        "calendarDate": date, "moderateIntensityMinutes": 12 if vigorous else 0, "vigorousIntensityMinutes": vigorous,
        "totalSteps": 100, "allDayStress": {"aggregatorList": totals},
    }  # fmt: skip


def export(**files: object) -> bytes:
    return zip_of({f"DI_CONNECT/Somewhere/{name}.json": json.dumps(content) for name, content in files.items()})


def test_night_is_the_sum_of_its_stages() -> None:
    assert totals(export(sleepData=[{"retro": False}, NIGHT])) == {"sleep_h": {"2026-05-03": 7.5}}


def test_default_window_and_unworn_watch_are_nothing() -> None:
    empty = {**NIGHT, "deepSleepSeconds": 0, "lightSleepSeconds": 0, "remSleepSeconds": 0}
    unconfirmed = {**NIGHT, "sleepWindowConfirmationType": "UNCONFIRMED"}
    assert totals(export(sleepData=[empty, unconfirmed])) == {}


def test_file_that_reaches_furthest_counts() -> None:
    files = {"UDSFile_2026-05-01_2026-08-09": [day(31, 20)], "UDSFile_2026-01-25_2026-05-03": [day(29, 18)]}
    assert totals(export(**files)) == {"garmin_stress": {"2026-05-03": 31.0}, "exercise_min": {"2026-05-03": 32.0}}


def test_too_little_data_is_no_stress_and_no_zero_of_exercise() -> None:
    assert totals(export(UDSFile_1=[day(-1, 0)])) == {}
    assert totals(export(UDSFile_1=[day(20, 0)]))["exercise_min"] == {"2026-05-03": 0.0}


def test_sweat_is_no_drink() -> None:
    rows = [
        {"timestampLocal": "2026-05-03T08:00:00.0", "valueInML": 500.0},
        {"timestampLocal": "2026-05-03T09:00:00.0", "valueInML": None, "estimatedSweatLossInML": 300.0},
    ]
    assert totals(export(HydrationLogFile_1=rows)) == {"water_ml": {"2026-05-03": 500.0}}
