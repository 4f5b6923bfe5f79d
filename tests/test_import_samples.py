"""Real and faithful exports give their right results. They are other people's data and lie outside the repository."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.core.formats.imports import ImportContext, Options, choose, open_package, read_package

ROOT = Path(__file__).resolve().parent.parent
LATEST = datetime(2026, 12, 1, tzinfo=UTC)
TOLERANCE = 0.0101


def samples() -> Path | None:
    """The folder of samples: LEVATOR_IMPORT_SAMPLES, or beside the project."""
    named = os.environ.get("LEVATOR_IMPORT_SAMPLES")
    places = [Path(named)] if named else [folder / "shared" / "samples" / "imports" for folder in ROOT.parents[:2]]
    return next((place for place in places if place.is_dir()), None)


Days = dict[str, float]
NIGHT = {"sleep_h": {"2023-01-11": 4.3417}}
RIGHT: dict[tuple[str, str], dict[str, Days]] = {
    ("apple_health/ios12_real_reduced", "America/New_York"): {
        "sleep_h": {"2019-06-16": 10.0}, "mindful_min": {"2019-06-16": 180},
    },
    ("apple_health/no_doctype_offset_of_export/export.xml", "America/Los_Angeles"): {
        "exercise_min": {"2016-11-15": 68, "2016-11-16": 39},
    },
    ("apple_health/stages_beside_in_bed/export.xml", "America/New_York"): NIGHT,
    ("apple_health/broken_doctype_ios16/export.xml", "America/New_York"): NIGHT,
    ("apple_health/intakes_and_units/export.xml", "Europe/Berlin"): {
        "caffeine_mg": {"2024-03-02": 143.5, "2024-03-03": 135}, "water_ml": {"2024-03-02": 750, "2024-03-03": 1200},
        "alcohol_units": {"2024-03-02": 3.5}, "bright_light_h": {"2024-03-02": 0.75}, "mindful_min": {"2024-03-02": 5},
        "exercise_min": {"2024-03-02": 34}, "hrv_sdnn_ms": {"2024-03-02": 50},
    },
    ("apple_health/truncated/export.xml", "Europe/Berlin"): {"caffeine_mg": {"2024-03-02": 143.5}},
    ("apple_health/localised_names/eksport.zip", "Europe/Oslo"): {
        "water_ml": {"2024-03-05": 500}, "caffeine_mg": {"2024-03-05": 120},
    },
    ("fitbit/takeout_global_export/takeout.zip", "Europe/Berlin"): {
        "sleep_h": {"2015-06-16": 10.1333, "2019-04-28": 7.3}, "exercise_min": {"2019-04-27": 37, "2019-04-28": 9},
        "fitbit_stress_score": {"2019-04-28": 79}, "hrv_rmssd_ms": {"2019-04-28": 47.5},
    },
    ("fitbit/legacy_selection_csv/fitbit_export.csv", "Europe/Berlin"): {
        "sleep_h": {"2024-09-22": 6.8333, "2024-09-23": 6.5833}, "exercise_min": {"2024-09-22": 58, "2024-09-23": 0},
    },
    ("oura/trends_csv/oura_trends.csv", "America/Los_Angeles"): {
        "sleep_h": {"2026-08-22": 7.25, "2026-08-23": 6.5}, "hrv_rmssd_ms": {"2026-08-22": 48, "2026-08-23": 44},
    },
    ("garmin/account_export/garmin.zip", "Europe/Berlin"): {
        "sleep_h": {"2026-05-03": 7.5}, "garmin_stress": {"2026-05-03": 31}, "exercise_min": {"2026-05-03": 32},
        "water_ml": {"2026-05-03": 1250},
    },
    ("samsung_health/folder/samsunghealth.zip", "Europe/Berlin"): {
        "sleep_h": {"2025-07-02": 6.2167}, "caffeine_mg": {"2025-07-02": 190}, "water_ml": {"2025-07-02": 750},
        "samsung_stress": {"2025-07-02": 31},
    },
    ("health_connect/export/Health Connect.zip", "Europe/Berlin"): {
        "sleep_h": {"2025-01-15": 7.2333}, "caffeine_mg": {"2025-01-15": 175}, "magnesium_mg": {"2025-01-15": 120},
        "water_ml": {"2025-01-15": 750, "2025-01-16": 200}, "exercise_min": {"2025-01-15": 35},
        "hrv_rmssd_ms": {"2025-01-15": 48},
    },
    ("sleep_as_android/real_reduced/sleep-export.zip", "Europe/London"): {},
    ("sleep_cycle/classic_semicolon_real/sleepdata.csv", "Europe/Berlin"): {
        "sleep_h": {
            "2017-03-07": 8.3833, "2017-03-08": 7.8167, "2017-03-10": 5.8, "2017-03-14": 5.2167, "2017-03-26": 5.5667,
            "2017-03-30": 8.0, "2017-03-31": 8.9167, "2017-04-24": 9.2167, "2017-08-31": 8.15,
        },
    },
    ("sleep_cycle/resaved_by_a_spreadsheet_us/sleepdata.csv", "America/New_York"): {
        "sleep_h": {
            "2013-07-10": 8.3333, "2013-07-11": 7.8167, "2013-07-31": 8.3833, "2013-10-12": 5.5167, "2014-01-30": 9.95,
            "2014-01-31": 8.3833, "2014-03-10": 7.7, "2015-08-18": 1.05, "2015-08-19": 8.35, "2016-01-01": 6.0833,
        },
    },
    ("sleep_cycle/newer_columns/sleepdata.csv", "Europe/Berlin"): {"sleep_h": {"2025-06-02": 7.0, "2025-06-03": 5.5}},
    ("nomie/backup_v6/nomie-6.1.0-2024-03-10.json", "Europe/Berlin"): {
        "sleep_h": {"2024-03-02": 6.75}, "stress": {"2024-03-02": 7},
        "water_ml": {"2024-03-02": 250, "2024-03-03": 300},
    },
    ("health_auto_export/aggregated_json/HealthAutoExport-2026-05-14.json", "America/Los_Angeles"): {
        "sleep_h": {"2026-05-14": 4.733}, "caffeine_mg": {"2026-05-14": 175}, "water_ml": {"2026-05-14": 1000},
        "exercise_min": {"2026-05-14": 31}, "hrv_sdnn_ms": {"2026-05-14": 42.3},
    },
    ("generic_csv/wide_german/tagebuch.csv", "Europe/Berlin"): {
        "sleep_h": {"2024-03-01": 7.25, "2024-03-03": 6.5, "2024-03-13": 8},
        "caffeine_mg": {"2024-03-01": 190, "2024-03-02": 285, "2024-03-13": 95},
        "water_ml": {"2024-03-01": 1500, "2024-03-02": 1250, "2024-03-13": 2000},
        "stress": {"2024-03-01": 6, "2024-03-02": 8, "2024-03-13": 3},
        "alcohol_units": {"2024-03-01": 0, "2024-03-02": 1.5}, "screen_h": {"2024-03-01": 5.5, "2024-03-02": 7.25},
        "Magnesium genommen": {"2024-03-01": 1, "2024-03-02": 0, "2024-03-13": 1},
    },
    ("generic_csv/long_us/readings.csv", "America/New_York"): {
        "sleep_h": {"2024-03-02": 7.25, "2024-03-13": 6.75}, "caffeine_mg": {"2024-03-02": 190},
        "water_ml": {"2024-03-02": 1999.79}, "stress": {"2024-03-13": 4},
    },
    ("generic_xlsx/dates_as_cells/diary.xlsx", "Europe/Berlin"): {
        "sleep_h": {"2024-03-02": 7.25, "2024-03-03": 6.5, "2024-03-04": 8},
        "caffeine_mg": {"2024-03-02": 190, "2024-03-04": 95}, "stress": {"2024-03-02": 6, "2024-03-03": 4},
        "water_ml": {"2024-03-02": 1500, "2024-03-03": 1250, "2024-03-04": 2000},
        "sleep_quality": {"2024-03-02": 8, "2024-03-03": 5.5},
    },
    ("loop_habits/words_real/Loop Habits CSV 2025-12-04.zip", "Europe/Paris"): {
        "Beer": {"2025-11-30": 1}, "Sport": {"2025-11-24": 1, "2025-11-27": 1},
        "Magnesium": dict.fromkeys(("2025-11-24", "2025-11-30", "2025-12-01", "2025-12-02", "2025-12-03"), 1),
        "Good sleep": {"2025-11-24": 0, "2025-11-30": 1, "2025-12-03": 1},
        "Meditation": dict.fromkeys(("2025-11-24", "2025-11-27", "2025-11-30", "2025-12-02", "2025-12-03"), 1),
    },
    ("loop_habits/french_numbers_real/Checkmarks.csv", "Europe/Paris"): {
        "Durée sommeil": {
            "2024-05-10": 6.1, "2024-05-11": 4.1, "2024-05-18": 6.1, "2024-05-19": 4.1, "2024-05-20": 4.1,
            "2024-05-21": 6.5, "2024-05-22": 5.75, "2024-05-23": 7.25, "2024-05-24": 6.5, "2024-05-25": 7.0,
        },
        "Repas : Café": dict.fromkeys(("2024-05-10", "2024-05-11", *(f"2024-05-{day}" for day in range(18, 26))), 1),
        "Repas: Alcool": {"2024-05-18": 1}, "Sommeil : mal dormi": {"2024-05-11": 1},
        "Mood : fatigué": {"2024-05-11": 1},
        "Mood: Anxiété": dict.fromkeys(("2024-05-10", "2024-05-11", "2024-05-21", "2024-05-22", "2024-05-23"), 1),
    },
    ("daylio/twelve_hour_real/daylio_export.csv", "Europe/Berlin"): {
        "alcohol": {"2021-09-26": 1}, "bad sleep": {"2021-09-26": 1, "2021-09-27": 1, "2021-09-28": 1},
        "tired": {"2021-09-27": 1, "2021-09-28": 1}, "sleep early": {"2021-09-27": 1, "2021-09-28": 1},
        "stressed / frustrated": {"2021-09-27": 1},
    },
    ("daylio/own_mood_names_real/daylio_export.csv", "Europe/Berlin"): {
        "mood": {"2020-07-21": 2, "2020-08-28": 4}, "Sleeping": {"2020-07-21": 1, "2020-08-31": 1},
    },
    ("daylio/old_columns_2018/daylio_export.csv", "Europe/Berlin"): {"stressed": {"2018-05-17": 1}},
    ("bearable/symptoms_by_part_of_day/bearable-export-08-01-2022.csv", "Europe/Berlin"): {
        "Headache": {"2022-01-05": 1}, "Neck pain": {"2022-01-05": 1, "2021-12-08": 2},
        "Back (lower) pain": {"2022-01-05": 1.5}, "Back (mid) pain": {"2022-01-05": 4},
    },
    ("cluster_headache_tracker/export_real/headache_logs-2024-03-05.csv", "Europe/Berlin"): {},
    ("migraine_buddy/attacks_only/migraine_records.csv", "America/New_York"): {},
    ("baby_buddy/sleep_real_reduced/sleep.csv", "Europe/Berlin"): {},
}  # fmt: skip

TICKED = ("bearable/",)
"""Samples of which everything is ticked: nothing of these apps is preset."""

NAPS = {"fitbit/takeout_global_export/takeout.zip": 0.7167, "sleep_cycle/classic_semicolon_real/sleepdata.csv": 6.3667}


def test_every_sample_is_checked() -> None:
    folder = samples()
    if folder is None:
        pytest.skip("the folder of samples is not here: set LEVATOR_IMPORT_SAMPLES")
    checked = {"/".join(name.split("/")[:2]) for name, _zone in RIGHT}
    assert {path.relative_to(folder).as_posix() for path in folder.glob("*/*")} == checked


@pytest.mark.parametrize(("name", "zone"), RIGHT)
def test_sample_gives_its_right_result(name: str, zone: str) -> None:
    folder = samples()
    if folder is None:
        pytest.skip("the folder of samples is not here: set LEVATOR_IMPORT_SAMPLES")
    with open_package(folder / name) as package:
        collected = read_package(package, ImportContext(LATEST, zone)).collected
    on = frozenset(one.source_key for one in collected.candidates if name.startswith(TICKED))
    chosen = choose(collected, Options(on=on))
    names = {one.key: one.name for one in collected.exposures if one.key.startswith("csv_")}
    found = {
        names.get(key, key): {day.isoformat(): value for day, value in days.items()}
        for key, days in chosen.totals().items()
    }
    right = RIGHT[name, zone]
    assert {key: sorted(days) for key, days in found.items()} == {key: sorted(days) for key, days in right.items()}
    for key, days in right.items():
        assert found[key] == pytest.approx(days, abs=TOLERANCE), key
    if name in NAPS:
        assert NAPS[name] in [pytest.approx(one.value, abs=TOLERANCE) for one in chosen.naps]
