from __future__ import annotations

import json

from walk.exports import NEW_YORK, read, totals


def export(*metrics: dict[str, object]) -> str:
    return json.dumps({"data": {"metrics": list(metrics), "workouts": []}})


def test_total_counts_where_stages_are_zero() -> None:
    night = {
        "sleepStart": "2026-05-13 23:30:00 -0400",
        "sleepEnd": "2026-05-14 04:14:00 -0400",
        "totalSleep": 4.7,
        "core": 0,
    }
    data = export({"name": "sleep_analysis", "units": "hr", "data": [night]})
    assert totals(data, NEW_YORK) == {"sleep_h": {"2026-05-14": 4.7}}
    minutes = export({"name": "sleep_analysis", "units": "min", "data": [{**night, "totalSleep": 282}]})
    assert totals(minutes, NEW_YORK) == {"sleep_h": {"2026-05-14": 4.7}}


def test_unit_of_the_metric_is_converted_and_others_are_counted() -> None:
    water = {"name": "dietary_water", "units": "fl_oz_us", "data": [{"qty": 10, "date": "2026-05-14 00:00:00 -0400"}]}
    steps = {"name": "step_count", "units": "count", "data": [{"qty": 1}, {"qty": 2}]}
    assert totals(export(water, steps), NEW_YORK) == {"water_ml": {"2026-05-14": 295.74}}
    assert read(export(water, steps)).collected.unused == {"Step count": 2}
