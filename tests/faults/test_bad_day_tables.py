"""What bad input gets from `find_triggers`: a line with file, row, column and reason, or a result that says why.

Real files through the command itself, one for each kind; never a traceback, never a NaN in the JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command

DAYS = 120
Row = list[object]
Change = Callable[[list[Row]], None]


def rows() -> list[Row]:
    """Four months in which coffee goes together with the episodes and sleep does not."""
    dice = np.random.default_rng(12)
    coffee, sleep = dice.integers(0, 4, DAYS) * 80, dice.normal(7, 1, DAYS).round(1)
    counts = dice.poisson(np.exp(0.4 + 0.004 * coffee))
    days = (date(2024, 1, 1) + timedelta(days=n) for n in range(DAYS))
    return [list(row) for row in zip(days, counts, coffee, sleep, strict=True)]


def written(folder: Path, content: list[Row], header: str = "date,episodes,caffeine_mg,sleep_h") -> Path:
    file = folder / "diary.csv"
    file.write_text("\n".join([header, *(",".join(map(str, row)) for row in content)]) + "\n")
    return file


def answer(file: Path) -> dict[str, Any]:
    out = StringIO()
    call_command("find_triggers", str(file), "--json", stdout=out)
    return json.loads(out.getvalue(), parse_constant=pytest.fail)


def refused(file: Path) -> list[str]:
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError) as error:
        call_command("find_triggers", str(file), "--json", stdout=out, stderr=err)
    assert error.value.returncode == 1
    assert out.getvalue() == ""
    return [line.removeprefix(f"{file}, ") for line in err.getvalue().splitlines()]


def cell(row: int, column: int, value: object) -> Change:
    """Put this into one cell."""

    def change(content: list[Row]) -> None:
        content[row][column] = value

    return change


def column(number: int, value: object) -> Change:
    """Put this into a whole column."""

    def change(content: list[Row]) -> None:
        for row in content:
            row[number] = value

    return change


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (cell(5, 2, "much"), "line 7: caffeine_mg: 'much' is no number"),
        (cell(9, 0, "2024-01-09"), "line 11: date: 2024-01-09 has a row already, line 10"),
        (cell(9, 0, "2024-02-30"), "line 11: date: '2024-02-30' is a date that the calendar does not have"),
        (
            cell(9, 0, "10.1.2024"),
            "line 11: date: '10.1.2024' is written otherwise than most dates here, such as 2024-01-01",
        ),
        (cell(9, 0, ""), "line 11: date: '' is no date written like 2026-01-31"),
        (cell(3, 1, 10**6), "line 5: episodes: '1000000' is no whole number from 0 to 86,400"),
        (cell(3, 1, -1), "line 5: episodes: '-1' is no whole number from 0 to 86,400"),
        (cell(3, 1, 1.5), "line 5: episodes: '1.5' is no whole number from 0 to 86,400"),
        (cell(3, 2, "inf"), "line 5: caffeine_mg: 'inf' is no number"),
        (cell(3, 2, "-Infinity"), "line 5: caffeine_mg: '-Infinity' is no number"),
        (cell(3, 3, "NaN"), "line 5: sleep_h: 'NaN' is no number"),
        (cell(3, 3, "1e999"), "line 5: sleep_h: '1e999' is too large to be a number"),
        (cell(DAYS - 1, 0, "9999-12-31"), "line 121: date: 9999-12-31 is more than 50,000 days after 2024-01-01"),
    ],
)
def test_a_bad_cell_is_one_line(tmp_path: Path, change: Change, line: str) -> None:
    content = rows()
    change(content)
    assert refused(written(tmp_path, content)) == [line]


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        (
            "day,episodes,caffeine_mg,sleep_h",
            ["line 1: column date is missing; there is day, episodes, caffeine_mg, sleep_h"],
        ),
        ("date,episodes,sleep_h,sleep_h", ["line 1: column sleep_h is there twice"]),
        ("date,episodes,,sleep_h", ["line 1: column 3 has no name: an exposure is named like caffeine_mg"]),
        ("date,episodes,caffeine_mg", ["line 2: has '7.2' in column 4, which has no name"]),
    ],
)
def test_a_bad_header_is_one_line(tmp_path: Path, header: str, lines: list[str]) -> None:
    assert refused(written(tmp_path, rows(), header)) == lines


def test_all_bad_cells_are_reported_at_once(tmp_path: Path) -> None:
    content = rows()
    for change in (cell(0, 2, "x"), cell(1, 3, "y"), cell(2, 1, "z")):
        change(content)
    assert [line.split(":")[0] for line in refused(written(tmp_path, content))] == ["line 2", "line 3", "line 4"]


@pytest.mark.parametrize(
    ("change", "gate", "left_out"),
    [
        (column(2, 100), None, {"caffeine_mg": "the same value on nearly all days"}),
        (column(2, ""), None, {"caffeine_mg": "nothing recorded"}),
        (column(1, 0), "fewer than 10 episodes", {}),
        (column(1, 4), "the same number of episodes on every day", {}),
        (column(1, ""), "fewer than 60 logged days", {}),
        (cell(3, 1, 86_400), None, {}),
        (cell(3, 2, 1e12), None, {}),
    ],
)
def test_what_cannot_be_looked_at_says_why(
    tmp_path: Path, change: Change, gate: str | None, left_out: dict[str, str]
) -> None:
    content = rows()
    change(content)
    found = answer(written(tmp_path, content))
    assert found["gate"] == gate
    assert {one["exposure"]: one["reason"] for one in found["left_out"]} == left_out
    assert not {one["exposure"] for one in found["findings"]} & set(left_out)


def test_a_wholly_blank_table_and_a_single_day_say_why(tmp_path: Path) -> None:
    content = rows()
    for number in (1, 2, 3):
        column(number, "")(content)
    assert answer(written(tmp_path, content))["gate"] == "fewer than 60 logged days"
    assert answer(written(tmp_path, rows()[:1]))["gate"] == "fewer than 60 logged days"


def test_an_unknown_exposure_is_treated_like_any_other(tmp_path: Path) -> None:
    found = answer(written(tmp_path, rows(), "date,episodes,moon phase,sleep_h"))
    assert [one["exposure"] for one in found["findings"]] == ["moon phase"]
    assert found["findings"][0]["unit"] == ""


def without_time(file: Path) -> dict[str, Any]:
    found = answer(file)
    del found["millis"]
    return found


def test_order_of_rows_and_columns_changes_nothing(tmp_path: Path) -> None:
    straight = without_time(written(tmp_path, rows()))
    assert straight["findings"]
    turned = [row[::-1] for row in np.random.default_rng(1).permutation(np.array(rows(), dtype=object)).tolist()]
    assert without_time(written(tmp_path, turned, "sleep_h,caffeine_mg,episodes,date")) == straight


def test_an_exposure_given_twice_adds_no_finding(tmp_path: Path) -> None:
    straight = answer(written(tmp_path, rows()))
    doubled = written(tmp_path, [[*row, row[2]] for row in rows()], "date,episodes,caffeine_mg,sleep_h,coffee_mg")
    found = answer(doubled)
    assert found["findings"] == straight["findings"]
    assert found["left_out"] == [{"exposure": "coffee_mg", "reason": "moves exactly like caffeine_mg"}]


ASKED = {
    "": {
        "file", "method", "days_logged", "episodes", "gate", "findings", "estimates", "ruled_out", "too_early",
        "worsening", "changes", "outliers", "millis",
    },
    "method": {"name", "version"},
    "findings": {
        "exposure", "lag_days", "shape", "rate_ratio_per_sd", "low", "high", "rate_ratio_per_unit", "unit", "p", "q",
    },
    "estimates": {"exposure", "lag_days", "rate_ratio_per_sd", "low", "high"},
    "changes": {"exposure", "day", "rate_ratio", "low", "high", "claimed"},
}  # fmt: skip


def test_the_object_has_every_key_that_is_promised(tmp_path: Path) -> None:
    """A researcher's program reads these names; docs/find_triggers.md lists them."""
    content = [[*row, 50 if n >= DAYS // 2 else 0] for n, row in enumerate(rows())]
    found = answer(written(tmp_path, content, "date,episodes,caffeine_mg,sleep_h,tablet_mg"))
    assert found.keys() >= ASKED[""]
    assert found["method"].keys() == ASKED["method"]
    for key in ("findings", "estimates", "changes"):
        assert found[key]
        assert all(one.keys() >= ASKED[key] for one in found[key])


class Terminal(StringIO):
    """Where somebody is watching."""

    def isatty(self) -> bool:
        return True


def test_somebody_who_watches_many_files_sees_how_far_it_is(tmp_path: Path) -> None:
    file, watched, err = written(tmp_path, rows()[:70]), Terminal(), StringIO()
    call_command("find_triggers", str(file), str(file), stdout=StringIO(), stderr=watched)
    assert "[###############...............] 1 of 2" in watched.getvalue()
    assert watched.getvalue().rstrip().endswith("2 of 2")
    call_command("find_triggers", str(file), str(file), stdout=StringIO(), stderr=err)
    assert err.getvalue() == ""
