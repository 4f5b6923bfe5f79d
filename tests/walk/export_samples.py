"""One small export of each format, made anew, for tests that spoil them."""

from __future__ import annotations

import json

from walk.exports import (
    QUANTITY,
    apple,
    asleep,
    day,
    health_connect,
    milliseconds,
    record,
    workbook,
    zip_of,
)

BEGAN = milliseconds("2026-03-01T23:00:00+01:00")
HOUR = 3_600_000
APPLE = apple(
    asleep("2026-03-01 23:30:00 +0100", "2026-03-02 06:30:00 +0100", HKTimeZone="Europe/Berlin"),
    record(QUANTITY + "DietaryCaffeine", "2026-03-02 07:10:00 +0100", value=80, unit="mg", HKFoodType="Espresso"),
    record(QUANTITY + "DietaryWater", "2026-03-02 08:00:00 +0100", value=250, unit="mL"),
    record(QUANTITY + "StepCount", "2026-03-02 08:00:00 +0100", value=250, unit="count"),
    ' <ActivitySummary dateComponents="2026-03-02" appleExerciseTime="34"/>\n',
)
FITBIT = [
    {
        "logId": 1,
        "dateOfSleep": "2026-03-29",
        "startTime": "2026-03-28T22:11:30.000",
        "duration": 28_620_000,
        "minutesAsleep": 391,
        "type": "stages",
        "mainSleep": True,
    }
]
SECTIONS = (
    "Sleep\nStart Time,End Time,Minutes Asleep,Minutes Awake,Number of Awakenings,Time in Bed,Minutes Deep Sleep\n"
    '"2026-09-21 11:05PM","2026-09-22 6:50AM","410","55","18","465","N/A"\n\nBody\nDate,Weight\n"2026-09-22","70"\n'
)
HEALTH_CONNECT = health_connect(
    {
        "application_info_table": [(1, "com.example", "Watch")],
        "sleep_session_record_table": [(1, 1, BEGAN, BEGAN + 8 * HOUR, 3_600, 3_600, 20_513)],
        "sleep_stages_table": [(1, BEGAN, BEGAN + HOUR, 1), (1, BEGAN + HOUR, BEGAN + 7 * HOUR, 4)],
        "hydration_record_table": [(1, b"\3" * 16, 1, 0.25, BEGAN, BEGAN, 3_600, 3_600)],
        "nutrition_record_table": [(1, b"\4" * 16, 1, 0.08, "Espresso", BEGAN, BEGAN, 3_600, 3_600)],
    }
)
SAMSUNG = (
    "\ufeffcom.samsung.shealth.sleep,7006011,11\nsleep_duration,start_time,end_time,time_offset,datauuid,\n"
    "401,2026-03-01 22:45:00.000,2026-03-02 05:26:00.000,UTC+0100,n-1,\n"
)
GARMIN = [
    {
        "sleepStartTimestampGMT": "2026-05-02T22:10:00.0",
        "sleepEndTimestampGMT": "2026-05-03T06:10:00.0",
        "calendarDate": "2026-05-03",
        "deepSleepSeconds": 3_600,
        "lightSleepSeconds": 18_000,
    }
]
ANDROID = (
    "Id,Tz,From,To,Sched,Hours,Rating,Comment,Framerate,Snore,Noise,Cycles,DeepSleep,LenAdjust,Geo\n"
    f'"{BEGAN}","Europe/Berlin","1. 3. 2026 23:00","2. 3. 2026 7:00","x","8.0","3.0"," #stress",'
    f'"1","-1","-1","-1","-1","0",""\n'
)
HEALTH_AUTO_EXPORT = {
    "data": {
        "metrics": [
            {"name": "dietary_water", "units": "mL", "data": [{"qty": 250, "date": "2026-05-14 09:00:00 +0200"}]},
            {
                "name": "sleep_analysis",
                "units": "hr",
                "data": [
                    {
                        "sleepStart": "2026-05-13 23:30:00 +0200",
                        "sleepEnd": "2026-05-14 06:14:00 +0200",
                        "totalSleep": 6.5,
                    }
                ],
            },
        ]
    }
}
NOMIE = {
    "nomie": {"number": "6"},
    "events": [{"_id": "e", "note": "#sleep(06:45:00) #water(250) #tea", "end": BEGAN, "offset": -60}],
    "trackers": {"water": {"uom": "milliliter"}},
}

SAMPLES: dict[str, bytes] = {
    "apple_health": APPLE,
    "apple_health zip": zip_of({"apple_health_export/export.xml": APPLE, "export_cda.xml": "<ClinicalDocument/>"}),
    "fitbit": zip_of({"Takeout/Fitbit/Global Export Data/sleep-1.json": json.dumps(FITBIT)}),
    "fitbit json": json.dumps(FITBIT).encode(),
    "fitbit sections": SECTIONS.encode(),
    "health_connect": HEALTH_CONNECT,
    "samsung": SAMSUNG.encode(),
    "garmin": json.dumps(GARMIN).encode(),
    "oura": b"date,Total Sleep Duration,Bedtime Start,Bedtime End,Average HRV\n"
    b"2026-08-22,26100,2026-08-21T23:12:00-07:00,2026-08-22T07:07:00-07:00,48\n",
    "daylio": b"full_date,date,weekday,time,mood,activities,note_title,note\n"
    b'2026-03-02,2 mars,lundi,10:00 pm,good,"clean | bad sleep","",""\n',
    "sleep_as_android": ANDROID.encode(),
    "sleep_cycle": b"Start;End;Sleep quality;Time in bed;Wake up;Sleep Notes\n"
    b"2026-03-28 23:30:00;2026-03-29 07:36:00;54%;7:06;:|;Drank coffee\n",
    "bearable": b"date,weekday,time of day,category,rating/amount,detail,notes\n"
    b'"5th Jan 2026","Monday","am","Symptom","1","Neck pain (Mild)",""\n',
    "loop_habits": zip_of({"001 Sport/Checkmarks.csv": "2026-03-01,YES_MANUAL\n2026-03-02,NO\n"}),
    "health_auto_export": json.dumps(HEALTH_AUTO_EXPORT).encode(),
    "nomie": json.dumps(NOMIE).encode(),
    "table": b"Date;Sleep (h);Water (l);Stress;Pill\n01.03.2026;7,25;1,5;6;yes\n02.03.2026;6:30;2;4/10;no\n",
    "long table": b"Date,Time,Metric,Value,Unit\n3/13/2026,7:10 AM,Caffeine,80,mg\n3/2/2026,,Sleep,7h 15m,\n",
    "workbook": workbook(("Day", "Sleep (h)", "Stress"), (day("2026-03-02"), 7.25, 4), (day("2026-03-03"), 6.5, 3)),
}
"""Each of them gives at least one value."""
