"""A file into an account from the command line: all of it or nothing, and said in plain words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from time_machine import TimeMachineFixture

from tracker import diary
from tracker.core.demo import believable
from tracker.core.formats import diary_json, diary_tables
from tracker.core.formats.csv.archive import pack, unpack
from tracker.core.formats.csv.tables import FILES
from tracker.core.formats.validation.person import THEMES, UNITS
from tracker.core.records import Day, Diary, Onset, Sign
from tracker.models import User

DIARY = believable(date(2026, 5, 31), 40, 1)
ENTRIES = sum(len(getattr(DIARY, kind)) for kind in diary.KINDS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "diary.json"
    path.write_bytes(diary_json.write(DIARY))
    return path


def said(*arguments: object) -> str:
    out = StringIO()
    call_command("import_diary", *map(str, arguments), stdout=out)
    return out.getvalue()


def refusal(*arguments: object) -> CommandError:
    with pytest.raises(CommandError) as refused:
        said(*arguments)
    return refused.value


@pytest.fixture(autouse=True)
def later_than_the_diary(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 6, 1, 12, tzinfo=UTC), tick=False)


def test_all_entries_are_added_and_counted(alice: User, file: Path) -> None:
    assert said(file, "--user", "alice") == f"{file}: {ENTRIES} entries added, 0 unchanged, 0 merged, 0 different.\n"
    loaded = diary.load_all(alice)
    assert (loaded.days, loaded.episodes, loaded.readings) == (DIARY.days, DIARY.episodes, DIARY.readings)


def test_a_second_import_adds_nothing(alice: User, file: Path) -> None:
    said(file, "--user", "alice")
    before = diary.load_all(alice)
    assert said(file, "--user", "alice") == f"{file}: 0 entries added, {ENTRIES} unchanged, 0 merged, 0 different.\n"
    assert diary.load_all(alice) == before


def test_a_refused_file_names_file_line_and_reason_and_changes_nothing(alice: User, file: Path) -> None:
    lines = file.read_text().splitlines()
    at = next(number for number, line in enumerate(lines, start=1) if '"strength": ' in line)
    file.write_text(
        file.read_text().replace('"strength": ', '"strength": 1', 1).replace('"theme": "auto"', '"theme": 1')
    )
    refused = refusal(file, "--user", "alice")
    assert refused.returncode == 1
    assert str(refused).splitlines() == [
        f"{file} was refused and nothing was added.",
        f"{file}, line 4: person.theme: must be text",
        f"{file}, line {at}: episodes.strength: must be a whole number from 0 to 10",
    ]
    assert diary.span(User.objects.get(username="alice")) == (None, None)


def test_a_diary_with_future_entries_is_refused(alice: User, file: Path, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 5, 20, tzinfo=UTC), tick=False)
    refused = refusal(file, "--user", "alice")
    assert refused.returncode == 1
    assert "future" in str(refused)
    assert diary.span(alice) == (None, None)


def test_a_file_that_is_not_there_is_refused(alice: User, tmp_path: Path) -> None:
    refused = refusal(tmp_path / "none.json", "--user", "alice")
    assert (refused.returncode, str(refused)) == (1, f"{tmp_path}/none.json cannot be read: No such file or directory")


def test_an_unknown_account_is_wrong_use(db: None, file: Path) -> None:
    refused = refusal(file, "--user", "nobody")
    assert (refused.returncode, str(refused)) == (2, "There is no user named nobody.")


def test_an_unknown_format_is_wrong_use(alice: User, file: Path) -> None:
    assert "invalid choice" in str(refusal(file, "--user", "alice", "--format", "docx"))


def test_the_reader_and_the_tables_share_a_vocabulary() -> None:
    assert set(UNITS) == set(User.Units.values)
    assert set(THEMES) == set(User.Theme.values)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    path = tmp_path / "diary.zip"
    path.write_bytes(diary_tables.write(DIARY))
    return path


@pytest.mark.parametrize("format", [[], ["--format", "csv"]], ids=["told by its content", "said"])
def test_a_zip_of_tables_is_read(alice: User, tables: Path, format: list[str]) -> None:
    assert (
        said(tables, "--user", "alice", *format)
        == f"{tables}: {ENTRIES} entries added, 0 unchanged, 0 merged, 0 different.\n"
    )


def test_a_wrong_format_is_refused(alice: User, tables: Path) -> None:
    refused = refusal(tables, "--user", "alice", "--format", "json")
    assert refused.returncode == 1
    assert "line 1: " in str(refused)


def test_a_refused_table_is_named_with_its_line(alice: User, tables: Path) -> None:
    files = unpack(tables.read_bytes(), FILES)
    tables.write_bytes(pack(files | {"days.csv": files["days.csv"] + b"no id,,,,,,,,\r\n"}))
    refused = refusal(tables, "--user", "alice")
    assert refused.returncode == 1
    line = files["days.csv"].count(b"\n") + 1
    assert f"{tables}, days.csv, line {line}: days.local_date: must be a date written like 2026-01-31" in str(refused)
    assert diary.span(alice) == (None, None)


def test_an_error_about_the_zip_has_no_line(alice: User, tables: Path) -> None:
    tables.write_bytes(pack({"../days.csv": b""}))
    assert str(refusal(tables, "--user", "alice")).endswith(f"\n{tables}: “../days.csv” is not a table of a diary.")


EVENING = Day(UUID(int=8), date(2026, 5, 31), impact=3, note="evening,\nat the desk")
MORNING = Day(
    UUID(int=9), EVENING.local_date, impact=4, note="morning", signs=(Sign("face_numb", Onset.SUDDEN),), worry=2
)


@pytest.fixture
def second_file(alice: User, tmp_path: Path) -> Path:
    """A file with a check-in of a date on which Alice checked in elsewhere, and with another setting."""
    diary.save_check_in(alice, EVENING, {}, 1)
    path = tmp_path / "second.json"
    person = replace(alice.person(), pregnant=True)
    path.write_bytes(diary_json.write(Diary(person, EVENING.local_date, EVENING.local_date, days=(MORNING,))))
    return path


def test_differences_are_printed_with_their_date_and_kept(alice: User, second_file: Path) -> None:
    assert said(second_file, "--user", "alice").splitlines() == [
        f"{second_file}: 0 entries added, 0 unchanged, 0 merged, 1 different.",
        "Filled in: 2026-05-31, Check-in, Other signs · How much did you worry about it? · Note",
        "Different, kept: Settings, I am pregnant: no here, yes in the file",
        "Different, kept: 2026-05-31, Check-in, How much did it get in the way?: 3 here, 4 in the file",
    ]
    row = alice.days.get()
    assert (row.impact, row.worry, row.signs) == (3, 2, [["face_numb", "sudden"]])
    assert (EVENING.note in row.note, MORNING.note in row.note) == (True, True)


@pytest.mark.parametrize(("option", "impact", "pregnant"), [("--conflicts", 4, False), ("--preferences", 3, True)])
def test_values_of_the_file_are_taken_on_request(
    alice: User, second_file: Path, option: str, impact: int, pregnant: bool
) -> None:
    lines = said(second_file, "--user", "alice", option, "take").splitlines()
    assert sum(line.startswith("Different, taken: ") for line in lines) == 1
    alice.refresh_from_db()
    assert (alice.days.get().impact, alice.pregnant) == (impact, pregnant)


def test_a_second_time_with_everything_taken_nothing_differs(alice: User, second_file: Path) -> None:
    said(second_file, "--user", "alice", "--conflicts", "take", "--preferences", "take")
    assert said(second_file, "--user", "alice") == (
        f"{second_file}: 0 entries added, 1 unchanged, 0 merged, 0 different.\n"
    )
