from __future__ import annotations

import pytest
from walk.exports import BERLIN, NEW_YORK, chosen, health_connect, milliseconds, read, totals, zip_of

from tracker.core.formats import FileRefusedError

APPS = [(1, "com.example.watch", "Watch"), (2, "com.example.phone", "")]
HOUR = 3_600_000
BEGAN = milliseconds("2026-03-01T23:00:00+01:00")


def night(row: int, app: int, hours: float = 8, offset: int | None = 3_600) -> tuple[object, ...]:
    return (row, app, BEGAN, BEGAN + int(hours * HOUR), offset, offset, 20_513)


def test_stages_count_and_not_the_session() -> None:
    stages = [
        (1, BEGAN, BEGAN + HOUR, 1),
        (1, BEGAN + HOUR, BEGAN + 4 * HOUR, 4),
        (1, BEGAN + 3 * HOUR, BEGAN + 7 * HOUR, 6),
    ]
    data = health_connect(
        {"application_info_table": APPS, "sleep_session_record_table": [night(1, 1)], "sleep_stages_table": stages}
    )
    assert totals(data) == {"sleep_h": {"2026-03-02": 6.0}}


def test_session_without_stages_gives_its_length() -> None:
    data = health_connect({"application_info_table": APPS, "sleep_session_record_table": [night(1, 2)]})
    assert totals(data) == {"sleep_h": {"2026-03-02": 8.0}}


def test_watch_with_stages_is_preferred() -> None:
    stages = [(1, BEGAN, BEGAN + 7 * HOUR, 5)]
    rows = {
        "application_info_table": APPS,
        "sleep_session_record_table": [night(1, 1), night(2, 2)],
        "sleep_stages_table": stages,
    }
    found = chosen(zip_of({"health_connect_export.db": health_connect(rows)}))
    assert [(one.source, one.value) for one in found.values] == [("Watch", 7.0)]


def test_smallest_number_is_nothing() -> None:
    at = milliseconds("2026-03-02T08:10:00+01:00")
    food = [
        (1, b"\1" * 16, 1, 5e-324, "Toast", at, at, 3_600, 3_600),
        (2, b"\2" * 16, 1, 0.095, "Coffee", at, at, 3_600, 3_600),
    ]
    found = chosen(health_connect({"application_info_table": APPS, "nutrition_record_table": food}))
    assert [(one.value, one.item, one.external_id) for one in found.values] == [
        (95.0, "Coffee", "02" * 16 + "|caffeine_mg")
    ]


def test_offset_of_the_record_gives_the_date() -> None:
    at = milliseconds("2026-03-02T00:10:00+01:00")
    water = {
        "application_info_table": APPS,
        "hydration_record_table": [(1, b"\3" * 16, 1, 0.25, at, at, 3_600, 3_600)],
    }
    assert totals(health_connect(water), NEW_YORK) == {"water_ml": {"2026-03-02": 250.0}}
    without = {**water, "hydration_record_table": [(1, b"\3" * 16, 1, 0.25, at, at, None, None)]}
    assert totals(health_connect(without), NEW_YORK) == {"water_ml": {"2026-03-01": 250.0}}


def test_other_tables_are_counted() -> None:
    data = health_connect({"application_info_table": APPS, "steps_record_table": [(1, 100), (2, 50)]})
    assert read(data, BERLIN).collected.unused == {"Steps": 2}


@pytest.mark.parametrize("cut", [40, 2_000, 9_000])
def test_cut_database_is_refused_or_read(cut: int) -> None:
    data = health_connect({"application_info_table": APPS, "sleep_session_record_table": [night(1, 1)]})
    with pytest.raises(FileRefusedError, match="cannot be read"):
        read(data[:cut])
