"""Several files as one preview."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from walk.exports import BERLIN, QUANTITY, apple, asleep, record, zip_of

from tracker.core.formats import FileRefusedError
from tracker.core.formats.imports import choose, open_packages, read_packages
from tracker.core.formats.imports.read import ReadExport

NIGHT = apple(asleep("2026-03-01 23:30:00 +0100", "2026-03-02 06:30:00 +0100"))
WATER = apple(record(QUANTITY + "DietaryWater", "2026-03-02 08:00:00 +0100", value=250, unit="mL"))
LOG = {"logId": 1, "dateOfSleep": "2026-03-02", "startTime": "2026-03-01T23:00:00.000", "duration": 28_800_000,
       "endTime": "2026-03-02T07:00:00.000", "minutesAsleep": 400, "type": "stages"}  # fmt: skip
FITBIT = json.dumps([LOG, {**LOG, "logId": 2, "dateOfSleep": "2026-03-03", "startTime": "2026-03-02T23:00:00.000"}])
MARCH, APRIL = "Date,Stress\n2026-03-02,4\n2026-03-03,6\n", "Date,Stress\n2026-04-01,5\n2026-04-02,x\n"


def read(files: Mapping[str, str | bytes]) -> ReadExport:
    sources = [
        (io.BytesIO(content.encode() if isinstance(content, str) else content), name)
        for name, content in files.items()
    ]
    with open_packages(sources) as packages:
        return read_packages(packages, BERLIN)


def test_two_files_of_one_app_are_read_as_one() -> None:
    found = read({"1.xml": NIGHT, "2.zip": zip_of({"export.xml": WATER})}).collected
    assert (found.format, {one.exposure for one in found.candidates}) == ("apple_health", {"sleep_h", "water_ml"})


def test_values_of_two_apps_keep_their_source_and_a_date_has_one_night() -> None:
    found = read({"export.xml": NIGHT, "sleep.json": FITBIT}).collected
    assert found.format == "apple_health+fitbit"
    kept = {one.day.isoformat(): found.source_of(one) for one in choose(found).values}
    # Both have stages; Fitbit has more nights in these files.
    assert kept == {"2026-03-02": "fitbit", "2026-03-03": "fitbit"}


def test_tables_with_the_same_columns_are_one_and_rows_keep_their_file() -> None:
    found = read({"march.csv": MARCH, "april.csv": APRIL})
    assert len(found.collected.candidates) == 3
    (group,) = found.collected.left_out
    assert (group.examples[0].file, group.examples[0].line) == ("april.csv", 3)


def test_other_table_and_unknown_file_are_named() -> None:
    found = read({"march.csv": MARCH, "other.csv": "Date,Sleep (h)\n2026-03-02,7\n", "photo.jpg": b"\xff\xd8\0\0"})
    assert {one.examples[0].file for one in found.collected.left_out} == {"other.csv", "photo.jpg"}


def test_app_and_table_are_one_preview_and_the_table_can_be_read_once_more() -> None:
    found = read({"export.xml": NIGHT, "march.csv": MARCH})
    assert found.collected.format == "apple_health+table"
    assert {one.exposure for one in found.collected.candidates} == {"sleep_h", "stress"}
    assert [one.format for one in found.rest] == ["apple_health"]


def test_files_of_which_none_can_be_read_are_refused() -> None:
    with pytest.raises(FileRefusedError, match="no export"):
        read({"a.jpg": b"\xff\xd8\0\0", "b.jpg": b"\xff\xd8\0\0"})


def test_folder_with_zips_and_files_is_read(tmp_path: Path) -> None:
    (tmp_path / "takeout-001.zip").write_bytes(zip_of({"Takeout/Fitbit/sleep-2026-03-02.json": FITBIT}))
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "march.csv").write_text(MARCH)
    with open_packages([(tmp_path, "folder")]) as packages:
        found = read_packages(packages, BERLIN).collected
    assert found.format == "fitbit+table"
