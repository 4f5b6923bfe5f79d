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


def dose(**more: object) -> dict[str, object]:
    at = "2026-05-14 06:57:00 -0400"
    told = {"displayText": "Magnesium", "start": at, "end": at, "dosage": 1, "units": "count", "status": "Taken"}
    return {**told, "scheduledDate": "2026-05-14 07:00:00 -0400", **more}


def test_doses_that_were_taken_have_the_time_of_taking() -> None:
    course = dose(start="2026-01-01 08:00:00 -0500", end=None, dosage=81, units="mg", nickname="Aspirin")
    data = json.dumps({"data": {"medications": [dose(), course, dose(status="Skipped")]}})
    found = read(data, NEW_YORK).collected
    assert [(one.medicine, one.amount, one.at.isoformat()[11:16]) for one in found.doses] == [
        ("Magnesium", "1", "10:57"),
        ("Aspirin", "81 mg", "11:00"),
    ]
    assert found.unused == {"Doses that were not taken": 1}


def test_dose_twice_in_a_file_is_one() -> None:
    assert len(read(json.dumps({"data": {"medications": [dose(), dose()]}}), NEW_YORK).collected.doses) == 1


def test_state_of_mind_is_a_mood() -> None:
    data = json.dumps({"data": {"stateOfMind": [{"start": "2026-05-14T12:00:00Z", "valence": -0.5}]}})
    assert totals(data, NEW_YORK) == {"mood_valence": {"2026-05-14": 0.5}}
