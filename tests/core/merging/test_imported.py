from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from tracker.core.merging import plan_import
from tracker.core.records import Reading

DAY = date(2026, 3, 2)


def reading(number: int, value: float = 7.0, exposure: str = "sleep_h", source: str = "apple_health") -> Reading:
    return Reading(UUID(int=number), exposure, DAY, value, source=source, external_id=f"x{number}")


NIGHT = reading(1)
MINE = Reading(UUID(int=9), "sleep_h", DAY, 6.0)


def test_new_readings_are_added() -> None:
    assert plan_import([NIGHT, reading(2, exposure="water_ml")], [], {}).added == (
        NIGHT,
        reading(2, exposure="water_ml"),
    )


def test_same_again_changes_nothing() -> None:
    plan = plan_import([NIGHT], [NIGHT], {("apple_health", "x1"): 7.0})
    assert (plan.writes, plan.unchanged) == (0, 1)


def test_day_that_grew_is_updated() -> None:
    grown = replace(NIGHT, id=UUID(int=5), value=7.5)
    assert plan_import([grown], [NIGHT], {("apple_health", "x1"): 7.0}).updated == (
        (NIGHT, replace(NIGHT, value=7.5)),
    )


def test_what_was_deleted_stays_deleted() -> None:
    plan = plan_import([NIGHT], [], {("apple_health", "x1"): 7.0})
    assert (plan.writes, plan.deleted) == (0, 1)


def test_what_was_changed_by_hand_stays() -> None:
    plan = plan_import([replace(NIGHT, value=7.5)], [replace(NIGHT, value=5.0)], {("apple_health", "x1"): 7.0})
    assert (plan.writes, plan.edited) == (0, 1)


def test_without_a_record_of_the_import_a_value_stays() -> None:
    assert plan_import([replace(NIGHT, value=7.5)], [NIGHT], {}).edited == 1


def test_own_value_of_the_date_is_kept_unless_the_files_is_taken() -> None:
    (clash,) = plan_import([NIGHT], [MINE], {}).clashes
    assert (clash.exposure, clash.day, clash.mine, clash.theirs) == ("sleep_h", DAY, (MINE,), (NIGHT,))
    plan = plan_import([NIGHT], [MINE], {}, {("sleep_h", DAY)})
    assert (plan.added, plan.replaced, plan.clashes) == ((NIGHT,), (MINE,), ())


def test_taps_and_other_imports_of_the_date_clash_too() -> None:
    for source in ("tap", "fitbit"):
        plan = plan_import([NIGHT], [replace(MINE, source=source)], {})
        assert (plan.writes, len(plan.clashes)) == (0, 1)


def test_values_of_other_exposures_do_not_clash() -> None:
    assert plan_import([NIGHT], [replace(MINE, exposure="stress")], {}).added == (NIGHT,)


def test_night_of_another_app_in_the_same_batch_clashes_with_one_imported_earlier() -> None:
    earlier = replace(NIGHT, id=UUID(int=7), source="fitbit", external_id="f1", value=6.0)
    other_day = replace(earlier, id=UUID(int=8), external_id="f2", local_date=date(2026, 3, 9))
    plan = plan_import([NIGHT, other_day], [earlier], {})
    assert plan.added == (other_day,)
    assert [one.mine for one in plan.clashes] == [(earlier,)]
