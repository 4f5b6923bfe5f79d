"""`find_triggers`: one answer for each file, refusals with their line, no database for files."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from time_machine import TimeMachineFixture

from benchmarks.calibration.worlds import WORLDS, simulate
from tracker import diary
from tracker.core.demo import believable
from tracker.core.records import DayTable
from tracker.models import User

NOW = datetime(2024, 4, 30, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_spring(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def written(path: Path, table: DayTable) -> Path:
    """The table as a file."""
    rows = zip(table.dates, table.episodes, *table.exposures.values(), strict=True)
    lines = [",".join(["date", "episodes", *table.exposures])]
    lines += [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
    path.write_text("\n".join(lines))
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return written(tmp_path / "one.csv", simulate(WORLDS["log-linear"], 180, planted=True, seed=4).table)


def answers(*arguments: object) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("find_triggers", *map(str, arguments), "--json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def refusal(*arguments: object) -> tuple[CommandError, str, str]:
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("find_triggers", *map(str, arguments), "--json", stdout=out, stderr=err)
    return refused.value, out.getvalue(), err.getvalue()


def test_a_file_gives_one_object_on_one_line(table: Path) -> None:
    (found,) = answers(table)
    assert found["file"] == str(table)
    assert found["findings"]
    assert found["millis"] > 0


def test_several_processes_keep_the_order_of_files(table: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "two.csv", simulate(WORLDS["flares"], 90, planted=False, seed=1).table)
    alone = [answers(file)[0] for file in (other, table)]
    together = answers(other, table, "--jobs", 2)
    for found in alone + together:
        del found["millis"]
    assert together == alone


def test_a_look_ignores_later_days(table: Path) -> None:
    (found,) = answers(table, "--look", "2024-03-31")
    assert found["last_day"] == "2024-03-31"
    (now,) = answers(table, "--look", "now")
    assert now["last_day"] == "2024-04-30"


def test_verdicts_rest_on_the_latest_verdict_day(table: Path) -> None:
    (found,) = answers(table, "--verdicts")
    assert found["rests_on"]["days_logged"] == 154
    assert found["level"] == pytest.approx(0.006)


def test_without_a_lean_no_direction_is_expected(tmp_path: Path) -> None:
    made = simulate(WORLDS["travel, season"], 120, True, 3)
    file = tmp_path / "lean.csv"
    names = sorted(made.table.exposures)
    cells = zip(made.table.dates, made.table.episodes, *(made.table.exposures[name] for name in names), strict=True)
    rows = [",".join("" if cell is None else str(cell) for cell in row) for row in cells]
    file.write_text("\n".join([",".join(["date", "episodes", *names]), *rows]))
    (with_lean,), (without,) = answers(file), answers(file, "--no-lean")
    assert {one["exposure"]: one["more"] for one in with_lean["expected"]}["sleep_h"] is False
    assert without["expected"] == []
    assert [one["p"] for one in without["tested"]] != [one["p"] for one in with_lean["tested"]]
    assert without["estimates"] == with_lean["estimates"]


def test_a_refused_file_is_reported_and_the_others_are_analysed(table: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("date,episodes,x\n2024-01-01,1,1\n2024-01-01,2,word\n")
    error, out, err = refusal(bad, table, tmp_path / "missing.csv")
    assert error.returncode == 1
    assert len(out.splitlines()) == 1
    assert err.splitlines() == [
        f"{bad}, line 3: x: 'word' is no number",
        f"{bad}, line 3: date: 2024-01-01 has a row already, line 2",
        f"{tmp_path / 'missing.csv'} cannot be read: No such file or directory",
    ]


@pytest.mark.parametrize(
    "rows",
    ["2024-01-01,3,1", "2024-01-01,,", "2024-01-01,86400,1\n2024-01-02,0,1"],
)
def test_a_table_with_too_little_data_gives_a_reason(tmp_path: Path, rows: str) -> None:
    file = tmp_path / "short.csv"
    file.write_text(f"date,episodes,x\n{rows}\n")
    (found,) = answers(file)
    assert found["gate"] == "fewer than 60 logged days"
    assert found["findings"] == []


def test_a_look_before_the_first_day_is_refused(table: Path) -> None:
    error, _, err = refusal(table, "--look", "2023-01-01")
    assert error.returncode == 1
    assert err == f"{table} begins on 2024-01-01, after 2023-01-01\n"


@pytest.mark.parametrize("arguments", [[], ["a.csv", "--user", "alice"]])
def test_files_or_an_account(arguments: list[str]) -> None:
    error, _, _ = refusal(*arguments)
    assert error.returncode == 2


def test_plain_lines_do_not_speak_of_causes(table: Path) -> None:
    out = StringIO()
    call_command("find_triggers", str(table), stdout=out)
    said = out.getvalue()
    assert "goes together with" in said
    assert not any(word in said for word in ("causes", "due to", "because", "!"))


def test_an_outlier_is_reported_and_hides_no_finding(table: Path, tmp_path: Path) -> None:
    (true,) = answers(table)
    named = true["findings"][0]["exposure"]
    header, *lines = table.read_text().splitlines()
    rows = [line.split(",") for line in lines]
    column = header.split(",").index(named)
    row = next(row for row in rows if row[column])
    row[column] = "98765"
    slip = tmp_path / "slip.csv"
    slip.write_text("\n".join([header, *(",".join(row) for row in rows)]))
    (found,) = answers(slip)
    assert found["findings"][0]["exposure"] == named
    assert [(one["exposure"], one["day"], one["value"]) for one in found["outliers"]] == [(named, row[0], 98765)]
    assert true["outliers"] == []
    out = StringIO()
    call_command("find_triggers", str(slip), stdout=out)
    assert f"{named} is 98765 on {row[0]}, all other days from " in out.getvalue()


def test_an_account_is_analysed_from_its_diary(alice: User) -> None:
    value = believable(date(2024, 4, 29), 100, 1)
    diary.save(alice, value, NOW)
    (found,) = answers("--user", "alice")
    assert found["days_logged"] == len(value.logged_dates())
    assert found["episodes"] == len(value.episodes)
    assert {one["exposure"] for one in found["tested"]} >= {"sleep_h", "caffeine_mg"}
