from __future__ import annotations

import json

from walk.exports import chosen, read, totals, zip_of

LOG = {
    "logId": 1, "dateOfSleep": "2026-03-29", "startTime": "2026-03-28T22:11:30.000",
    "endTime": "2026-03-29T07:09:00.000",
    "duration": 28_620_000, "minutesAsleep": 391, "minutesAwake": 86, "timeInBed": 537, "type": "stages",
    "mainSleep": True,
}  # fmt: skip
NAP = {
    **LOG,
    "logId": 2,
    "startTime": "2026-03-29T14:00:00.000",
    "minutesAsleep": 40,
    "duration": 2_400_000,
    "mainSleep": False,
}
FOLDER = "Takeout/Fitbit/Global Export Data/"


def takeout(**files: object) -> bytes:
    return zip_of({FOLDER + name.replace("__", "-") + ".json": json.dumps(content) for name, content in files.items()})


def test_minutes_asleep_count_and_not_the_clock() -> None:
    assert totals(takeout(sleep__2026=[LOG])) == {"sleep_h": {"2026-03-29": 6.52}}


def test_night_in_two_files_counts_once_and_a_nap_is_no_night() -> None:
    found = chosen(takeout(sleep__1=[NAP, LOG], sleep__2=[LOG]))
    assert [one.value for one in found.values] == [6.5167]
    assert [one.value for one in found.naps] == [0.6667]


def test_two_kinds_of_minutes_add_up() -> None:
    rows = [{"dateTime": "04/27/26 00:00:00", "value": "15"}]
    data = takeout(very_active_minutes__1=rows, moderately_active_minutes__1=rows)
    assert totals(data) == {"exercise_min": {"2026-04-27": 30.0}}


def test_failed_stress_score_is_nothing() -> None:
    score = (
        "DATE,UPDATED_AT,STRESS_SCORE,STATUS,CALCULATION_FAILED\n2026-04-27T00:00:00,x,0,NO_DATA,true\n"
        "2026-04-28T00:00:00,x,79,READY,false\n"
    )
    assert totals(zip_of({"Takeout/Fitbit/Stress Score/Stress Score.csv": score})) == {
        "fitbit_stress_score": {"2026-04-28": 79.0}
    }


def test_empty_heart_rate_variability_is_nothing() -> None:
    table = "timestamp,rmssd,nremhr,entropy\n2026-04-27T00:00:00,,55.0,3.0\n2026-04-28T00:00:00,47.5,54.2,2.9\n"
    data = zip_of({"Daily Heart Rate Variability Summary - 2026-04-(28).csv": table})
    assert totals(data) == {"hrv_rmssd_ms": {"2026-04-28": 47.5}}


def test_googles_own_table_adds_only_other_nights() -> None:
    head = "sleep_id,sleep_type,minutes_asleep,minutes_awake,start_utc_offset,sleep_start,"
    head += "end_utc_offset,sleep_end,data_source\n"
    same = "9,STAGES,400,9,+00:00,2026-03-28T21:11:30Z,+00:00,2026-03-29T05:09:00Z,Watch\n"
    other = "10,STAGES,420,9,+00:00,2026-04-01T22:30:00Z,+00:00,2026-04-02T05:30:00Z,Watch\n"
    files = {FOLDER + "sleep-1.json": json.dumps([LOG]), "Takeout/Google/UserSleeps_2026.csv": head + same + other}
    assert totals(zip_of(files)) == {"sleep_h": {"2026-03-29": 6.52, "2026-04-02": 7.0}}


SECTIONS = (
    "Activities\nDate,Calories Burned,Steps,Distance,Floors,Minutes Sedentary,"
    "Minutes Lightly Active,Minutes Fairly Active,"
    'Minutes Very Active,Activity Calories\n"2026-09-22","2,310","11,204","8.1","9","650","220","18","40","1,050"\n'
    '"2026-09-23","1,500","0","0","0","1,440","0","0","0","0"\n\n'
    "Sleep\nStart Time,End Time,Minutes Asleep,Minutes Awake,Number of Awakenings,Time in Bed,Minutes REM Sleep,"
    "Minutes Light Sleep,Minutes Deep Sleep\n"
    '"2026-09-21 11:05PM","2026-09-22 6:50AM","1,020","55","18","1,075","N/A","N/A","N/A"\n'
)


def test_old_sections_are_read() -> None:
    assert totals(SECTIONS)["exercise_min"] == {"2026-09-22": 58.0}


def test_thousands_comma_is_no_decimal_sign() -> None:
    assert read(SECTIONS).collected.candidates[-1].value == 17.0


def test_water_by_entry_is_in_utc() -> None:
    name = "Takeout/Fitbit/Health Fitness Data_GoogleData/hydration_log_2026-03-01.csv"
    rows = (
        "timestamp,volume milliliters,data source\n2026-03-01T23:30:00Z,250,Phone\n2026-03-02T09:00:00Z,300.5,Phone\n"
    )
    assert totals(zip_of({name: rows})) == {"water_ml": {"2026-03-02": 550.5}}
    litres = "sample time,liters\n2026-03-02T09:00:00Z,0.5\nx,0.5\n"
    assert totals(zip_of({name: litres})) == {"water_ml": {"2026-03-02": 500.0}}
