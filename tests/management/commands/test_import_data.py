"""Files of other apps from the command line: preview, import, mapping."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from walk.exports import apple, asleep
from walk.rows import rows_of

from tracker.insights.imported_moods import remembered_numbers
from tracker.management.commands.import_data import Command
from tracker.models import User

NIGHT = asleep("2026-03-02 00:00:00 +0100", "2026-03-02 06:30:00 +0100")
TABLE = "Date,Sleep (h)\n1/2/2026,7\n2/3/2026,8\n"


MOODS = "full_date,date,weekday,time,mood,activities,note_title,note\n" + "".join(
    f'2026-03-0{day},"","",0{hour}:00,{mood},"","",""\n'
    for day, hour, mood in [(2, 1, "good"), (2, 2, "ok = but sleepy"), (3, 1, "Grumpy")]
)


def said(*arguments: object) -> str:
    out = StringIO()
    call_command("import_data", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.xml"
    path.write_bytes(apple(NIGHT))
    return path


def test_preview_writes_nothing(alice: User, export: Path) -> None:
    before = rows_of(alice)
    assert "Sleep: 1 new day (1 night found)" in said(export, "--user", "alice", "--preview")
    assert rows_of(alice) == before


def test_import_and_the_same_again(alice: User, export: Path) -> None:
    assert "1 added, 0 updated, 0 unchanged" in said(export, "--user", "alice")
    assert "0 added, 0 updated, 1 unchanged" in said(export, "--user", "alice")
    assert [row.value for row in alice.readings.all()] == [6.5]


def test_folder_is_read(alice: User, export: Path) -> None:
    assert "1 added" in said(export.parent, "--user", "alice")


def test_open_question_is_answered_by_a_mapping(alice: User, tmp_path: Path) -> None:
    path, answer = tmp_path / "diary.csv", tmp_path / "map.json"
    path.write_text(TABLE)
    with pytest.raises(CommandError, match="Open: dates"):
        said(path, "--user", "alice")
    mapping = json.loads(said(path, "--user", "alice", "--print-map"))
    answer.write_text(json.dumps(mapping | {"dates": "dmy"}))
    assert "2 added" in said(path, "--user", "alice", "--map", answer)
    assert sorted(str(row.local_date) for row in alice.readings.all()) == ["2026-02-01", "2026-03-02"]


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"PK\x03\x04 broken"])
def test_refused_file_changes_nothing(content: bytes, alice: User, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    before = rows_of(alice)
    with pytest.raises(CommandError, match="was refused") as refused:
        said(path, "--user", "alice")
    assert refused.value.returncode == 1
    assert rows_of(alice) == before


def test_missing_files_and_broken_maps_are_named(alice: User, export: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        said(tmp_path / "nothing.xml", "--user", "alice")
    broken = tmp_path / "map.json"
    broken.write_text("{}")
    with pytest.raises(CommandError, match="is no mapping"):
        said(export, "--user", "alice", "--map", broken)


def test_several_files_and_folders_are_one_import(alice: User, export: Path, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "march.csv").write_text("Date,Stress\n2026-03-01,4\n2026-03-02,6\n")
    assert "export.xml, more: 3 added" in said(export, folder, "--user", "alice")
    assert alice.imports.get().format == "apple_health+table"


@pytest.fixture
def moods(tmp_path: Path) -> Path:
    path = tmp_path / "daylio.csv"
    path.write_text(MOODS)
    return path


def moods_of(user: User) -> dict[str, float]:
    rows = user.readings.filter(exposure__key="mood").values_list("local_date", "value")
    return {day.isoformat(): value for day, value in rows}


def test_moods_get_the_numbers_that_are_given_and_they_are_remembered(alice: User, moods: Path) -> None:
    page = said(moods, "--user", "alice", "--preview", "--mood", "ok = but sleepy=3", "--mood", "happy=5")
    assert "Mood: “ok = but sleepy”, 1 day: 3" in page
    assert "Mood: “Grumpy”, 1 day: no number (--mood)" in page
    assert "Mood: “happy” is not in the file, or has a number there." in page
    assert "Left out: 1 value: The mood “Grumpy” has no number" in page
    assert remembered_numbers(alice) == {}
    assert "1 added" in said(moods, "--user", "alice", "--mood", "ok = but sleepy=3")
    assert moods_of(alice) == {"2026-03-02": 3.5}
    assert "1 added, 0 updated, 1 unchanged" in said(moods, "--user", "alice", "--mood", "grumpy= 1")
    assert moods_of(alice) == {"2026-03-02": 3.5, "2026-03-03": 1}
    assert "0 added, 0 updated, 2 unchanged" in said(moods, "--user", "alice")
    assert "0 added, 1 updated, 1 unchanged" in said(moods, "--user", "alice", "--mood", "ok = but sleepy=2")
    assert moods_of(alice) == {"2026-03-02": 3, "2026-03-03": 1}


@pytest.mark.parametrize("wrong", ["grumpy=6", "grumpy=0", "grumpy=2.5", "grumpy", "=3", "grumpy=", "grumpy=two"])
def test_wrong_moods_are_refused_in_words(
    wrong: str, alice: User, moods: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        Command().run_from_argv(["manage.py", "import_data", str(moods), "--user", "alice", "--mood", wrong])
    assert stopped.value.code == 2
    assert f"{wrong} is not a mood with its number from 1 (worst) to 5 (best)" in capsys.readouterr().err
    assert not alice.readings.exists()
