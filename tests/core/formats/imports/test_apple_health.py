from __future__ import annotations

from dataclasses import replace

import pytest
from walk.exports import BERLIN, NEW_YORK, QUANTITY, apple, asleep, chosen, read, record, totals, zip_of

from tracker.core.formats import FileRefusedError
from tracker.core.formats.imports import Options
from tracker.core.formats.imports.values import Where

CAFFEINE, WATER = QUANTITY + "DietaryCaffeine", QUANTITY + "DietaryWater"
NIGHT = asleep("2026-03-01 23:30:00 +0100", "2026-03-02 06:30:00 +0100")


def test_stages_and_their_summary_count_once() -> None:
    stages = [
        asleep("2026-03-01 23:30:00 +0100", "2026-03-02 02:30:00 +0100", "AsleepCore"),
        asleep("2026-03-02 02:30:00 +0100", "2026-03-02 02:45:00 +0100", "Awake"),
        asleep("2026-03-02 02:45:00 +0100", "2026-03-02 06:30:00 +0100", "AsleepREM"),
        asleep("2026-03-01 23:30:00 +0100", "2026-03-02 02:30:00 +0100", "Asleep"),
    ]
    assert totals(apple(*stages)) == {"sleep_h": {"2026-03-02": 6.75}}


def test_time_in_bed_is_not_sleep() -> None:
    data = apple(asleep("2026-03-01 22:00:00 +0100", "2026-03-02 07:00:00 +0100", "InBed", "Phone"))
    assert totals(data) == {}
    assert totals(data, options=Options(on=frozenset({"sleep_h|Phone|in bed"}))) == {"sleep_h": {"2026-03-02": 9.0}}


def test_unknown_value_is_not_sleep() -> None:
    assert totals(apple(asleep("2026-03-01 23:30:00 +0100", "2026-03-02 06:30:00 +0100", "Dozing"))) == {}


def test_date_is_that_of_the_records_zone_not_of_the_text() -> None:
    written = record(WATER, "2026-03-02 00:30:00 +0100", value=250, unit="mL")
    assert totals(apple(written), NEW_YORK) == {"water_ml": {"2026-03-01": 250.0}}
    named = record(WATER, "2026-03-02 00:30:00 +0100", value=250, unit="mL", HKTimeZone="Asia/Tokyo")
    assert totals(apple(named), NEW_YORK) == {"water_ml": {"2026-03-02": 250.0}}


def test_id_is_the_same_in_an_export_of_another_season() -> None:
    summer = record(CAFFEINE, "2026-01-05 09:00:00 +0200", value=80, unit="mg", source="A")
    winter = record(CAFFEINE, "2026-01-05 08:00:00 +0100", value=80, unit="mg", source="A renamed phone")
    (one,), (other,) = (read(apple(data)).collected.candidates for data in (summer, winter))
    assert one.external_id == other.external_id


def test_record_within_a_correlation_counts_once() -> None:
    coffee = record(CAFFEINE, "2026-03-02 08:00:00 +0100", value="0.095", unit="g", source="Food")
    data = apple(coffee, ' <Correlation type="HKCorrelationTypeIdentifierFood">\n', coffee, " </Correlation>\n")
    assert totals(data) == {"caffeine_mg": {"2026-03-02": 95.0}}


def test_units_are_converted() -> None:
    data = apple(
        record(WATER, "2026-03-02 08:00:00 +0100", value=10, unit="fl_oz_us"),
        record(WATER, "2026-03-02 09:00:00 +0100", value=10, unit="fl_oz_imp"),
        record(WATER, "2026-03-02 10:00:00 +0100", value="1.2", unit="L"),
    )
    assert totals(data) == {"water_ml": {"2026-03-02": 1779.87}}


def test_unknown_unit_is_left_out_with_its_line() -> None:
    (group,) = read(apple(record(WATER, "2026-03-02 08:00:00 +0100", value=10, unit="buckets"))).collected.left_out
    assert (group.count, group.examples[0].line, group.examples[0].values) == (1, 6, {"unit": "buckets"})


def test_summary_of_the_day_is_preferred_to_minutes() -> None:
    minute = record(QUANTITY + "AppleExerciseTime", "2026-03-02 17:00:00 +0100", "2026-03-02 17:01:00 +0100", 1, "min")
    summary = ' <ActivitySummary dateComponents="2026-03-02" appleExerciseTime="34"/>\n'
    workout = (
        ' <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" sourceName="W"'
        ' startDate="2026-03-03 17:00:00 +0100" endDate="2026-03-03 17:30:00 +0100"/>\n'
    )
    assert totals(apple(minute, workout, summary)) == {"exercise_min": {"2026-03-02": 34.0}}
    assert totals(apple(minute)) == {"exercise_min": {"2026-03-02": 1.0}}


def test_name_of_a_coffee_and_of_a_source_are_read() -> None:
    data = apple(
        record(
            CAFFEINE, "2026-03-02 08:00:00 +0100", value=80, unit="mg", source="A &amp; &#x42;", HKFoodType="Espresso"
        )
    )
    (coffee,) = read(data).collected.candidates
    assert (coffee.source, coffee.item) == ("A & B", "Espresso")


def test_entry_by_hand_gives_way_to_a_watch() -> None:
    by_hand = asleep("2026-03-01 22:00:00 +0100", "2026-03-02 08:00:00 +0100", "Asleep", "Hand", HKWasUserEntered="1")
    assert totals(apple(by_hand, NIGHT)) == {"sleep_h": {"2026-03-02": 7.0}}
    assert totals(apple(by_hand)) == {"sleep_h": {"2026-03-02": 10.0}}


def test_broken_document_type_is_read() -> None:
    broken = (
        '<?xml version="1.0"?>\n<!DOCTYPE HealthData [\n<!ELEMENT VisionPrescription (RightEye?, LeftEye?\n>\n]>\n'
    )
    assert totals(apple(NIGHT, head=broken)) == {"sleep_h": {"2026-03-02": 7.0}}


@pytest.mark.parametrize("name", ["bad\x0bname", "a > b", "what?&lt;", "\x01"])
def test_odd_names_are_read(name: str) -> None:
    data = apple(record(WATER, "2026-03-02 08:00:00 +0100", value=250, unit="mL", source=name))
    assert totals(data) == {"water_ml": {"2026-03-02": 250.0}}


def test_attributes_in_another_order_are_read() -> None:
    data = apple(
        " <Record sourceName='A' unit='mL' startDate='2026-03-02 08:00:00 +0100' endDate='2026-03-02 08:00:00 +0100'"
        " value='250' type='HKQuantityTypeIdentifierDietaryWater'/>\n"
    )
    assert totals(data) == {"water_ml": {"2026-03-02": 250.0}}


def test_cut_file_keeps_whole_records_and_says_where_it_ends() -> None:
    data = apple(NIGHT, record(WATER, "2026-03-02 08:00:00 +0100", value=250, unit="mL"))
    found = read(data[:-40]).collected
    assert {one.exposure for one in found.candidates} == {"sleep_h"}
    assert found.ends_early == Where("file", 7)
    assert read(data).collected.ends_early is None


def test_entities_are_refused() -> None:
    head = '<?xml version="1.0"?>\n<!DOCTYPE HealthData [\n<!ENTITY a "aaaaaaaa">\n]>\n'
    with pytest.raises(FileRefusedError, match="entities"):
        read(apple(NIGHT, head=head))


def test_files_of_two_people_are_refused() -> None:
    def born(day: str) -> bytes:
        return apple(f' <Me HKCharacteristicTypeIdentifierDateOfBirth="{day}" Sex=""/>\n', NIGHT)

    for days in (("1980-01-02", "1980-01-02"), ("1980-01-02", "")):
        files = {f"{number}.xml": born(day) for number, day in enumerate(days)}
        assert totals(zip_of(files)) == {"sleep_h": {"2026-03-02": 7.0}}
    with pytest.raises(FileRefusedError, match=r"b\.xml: The files are of two people"):
        read(zip_of({"a.xml": born("1980-01-02"), "b.xml": born("1999-12-31")}))


@pytest.mark.parametrize("names", ["apple_health_export/export.xml", "eksport.xml", "导出.xml"])
def test_file_is_found_by_its_content(names: str) -> None:
    files = {"export_cda.xml": b"<ClinicalDocument/>", names: apple(NIGHT), "__MACOSX/._export.xml": b"\0\5\x16\x07"}
    assert totals(zip_of(files)) == {"sleep_h": {"2026-03-02": 7.0}}


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ("1970-01-01 01:00:00 +0000", "never set"),
        ("2031-01-01 00:00:00 +0000", "future"),
        ("yesterday", "cannot be read"),
    ],
)
def test_impossible_dates_are_left_out(start: str, reason: str) -> None:
    found = read(apple(record(WATER, start, value=250, unit="mL"))).collected
    assert found.candidates == ()
    assert reason in found.left_out[0].reason


def test_end_before_start_is_left_out() -> None:
    found = read(apple(asleep("2026-03-02 06:30:00 +0100", "2026-03-01 23:30:00 +0100"))).collected
    assert [group.reason for group in found.left_out] == ["It ends before it starts."]


def test_other_types_are_counted() -> None:
    steps = record(QUANTITY + "StepCount", "2026-03-02 08:00:00 +0100", value=47, unit="count")
    assert read(apple(steps, steps, NIGHT)).collected.unused == {"Step count": 2}


def test_day_of_intakes_starts_when_the_person_says() -> None:
    late = apple(record(CAFFEINE, "2026-03-03 01:30:00 +0100", value=80, unit="mg"))
    assert totals(late) == {"caffeine_mg": {"2026-03-03": 80.0}}
    assert totals(late, replace(BERLIN, day_starts_at=4)) == {"caffeine_mg": {"2026-03-02": 80.0}}


def test_clock_change_is_no_hour_of_sleep() -> None:
    data = apple(asleep("2026-03-28 23:00:00 +0100", "2026-03-29 07:00:00 +0200"))
    assert totals(data) == {"sleep_h": {"2026-03-29": 7.0}}


def test_order_of_records_makes_no_difference() -> None:
    pieces = [asleep(f"2026-03-02 0{hour}:00:00 +0100", f"2026-03-02 0{hour}:50:00 +0100") for hour in range(1, 7)]
    assert chosen(apple(*pieces)).totals() == chosen(apple(*reversed(pieces))).totals()
