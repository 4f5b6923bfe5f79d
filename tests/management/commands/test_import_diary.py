"""A file into an account from the command line: all of it or nothing, and said in plain words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from time_machine import TimeMachineFixture

from tracker import diary
from tracker.demo import believable
from tracker.formats import diary_json, diary_tables
from tracker.formats.archive import pack, unpack
from tracker.formats.diary_tables import FILES
from tracker.formats.person_shape import THEMES, UNITS
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


def test_everything_is_added_and_said(alice: User, file: Path) -> None:
    assert said(file, "--user", "alice") == f"{file}: {ENTRIES} entries added, 0 were there already.\n"
    loaded = diary.load_all(alice)
    assert (loaded.days, loaded.episodes, loaded.readings) == (DIARY.days, DIARY.episodes, DIARY.readings)


def test_a_second_time_nothing_is_added(alice: User, file: Path) -> None:
    said(file, "--user", "alice")
    before = diary.load_all(alice)
    assert said(file, "--user", "alice") == f"{file}: 0 entries added, {ENTRIES} were there already.\n"
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


def test_a_diary_from_the_future_is_refused_whole(alice: User, file: Path, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 5, 20, tzinfo=UTC), tick=False)
    refused = refusal(file, "--user", "alice")
    assert refused.returncode == 1
    assert "future" in str(refused)
    assert diary.span(alice) == (None, None)


def test_a_file_that_is_not_there_is_refused(alice: User, tmp_path: Path) -> None:
    refused = refusal(tmp_path / "none.json", "--user", "alice")
    assert (refused.returncode, str(refused)) == (1, f"{tmp_path}/none.json cannot be read: No such file or directory")


def test_nobody_of_that_name_is_wrong_use(db: None, file: Path) -> None:
    refused = refusal(file, "--user", "nobody")
    assert (refused.returncode, str(refused)) == (2, "There is no user named nobody.")


def test_an_unknown_format_is_wrong_use(alice: User, file: Path) -> None:
    assert "invalid choice" in str(refusal(file, "--user", "alice", "--format", "docx"))


def test_reader_and_tables_know_the_same_words() -> None:
    assert set(UNITS) == set(User.Units.values)
    assert set(THEMES) == set(User.Theme.values)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    path = tmp_path / "diary.zip"
    path.write_bytes(diary_tables.write(DIARY))
    return path


@pytest.mark.parametrize("format", [[], ["--format", "csv"]], ids=["told by its content", "said"])
def test_a_zip_of_tables_is_read(alice: User, tables: Path, format: list[str]) -> None:
    assert said(tables, "--user", "alice", *format) == f"{tables}: {ENTRIES} entries added, 0 were there already.\n"


def test_a_format_that_is_not_the_files_is_refused(alice: User, tables: Path) -> None:
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


def test_what_is_wrong_with_the_zip_has_no_line(alice: User, tables: Path) -> None:
    tables.write_bytes(pack({"../days.csv": b""}))
    assert str(refusal(tables, "--user", "alice")).endswith(f"\n{tables}: “../days.csv” is not a table of a diary.")
