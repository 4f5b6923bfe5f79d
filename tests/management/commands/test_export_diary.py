"""The whole diary into a file from the command line: never half of it, and for its owner's eyes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tracker import diary
from tracker.core.demo import believable
from tracker.core.formats import diary_json, diary_tables
from tracker.models import User

DIARY = believable(date(2026, 5, 31), 40, 1)
LATER = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def keeper(alice: User) -> User:
    diary.save(alice, DIARY, LATER)
    return alice


def said(*arguments: object) -> str:
    out = StringIO()
    call_command("export_diary", *map(str, arguments), stdout=out)
    return out.getvalue()


def refusal(*arguments: object) -> CommandError:
    with pytest.raises(CommandError) as refused:
        said(*arguments)
    return refused.value


def test_the_file_holds_the_whole_diary(keeper: User, tmp_path: Path) -> None:
    entries = sum(len(getattr(DIARY, kind)) for kind in diary.KINDS)
    path = tmp_path / "diary.json"
    assert said("--user", "alice", "--output", path) == f"{path}: {entries} entries written.\n"
    assert diary_json.read(path.read_bytes()) == DIARY


def test_export_import_export_gives_the_same_bytes(keeper: User, bob: User, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    said("--user", "alice", "--output", first)
    call_command("import_diary", str(first), "--user", "bob", stdout=StringIO())
    said("--user", "bob", "--output", second)
    assert first.read_bytes() == second.read_bytes()


def test_an_empty_diary_can_be_exported_and_imported(alice: User, bob: User, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    said("--user", "alice", "--output", first)
    call_command("import_diary", str(first), "--user", "bob", stdout=StringIO())
    said("--user", "bob", "--output", second)
    assert first.read_bytes() == second.read_bytes()


def test_only_its_owner_may_read_it(keeper: User, tmp_path: Path) -> None:
    path = tmp_path / "diary.json"
    path.write_text("an older export")
    path.chmod(0o644)
    said("--user", "alice", "--output", path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert diary_json.read(path.read_bytes()) == DIARY


def test_nothing_is_left_beside_it(keeper: User, tmp_path: Path) -> None:
    said("--user", "alice", "--output", tmp_path / "diary.json")
    assert [path.name for path in tmp_path.iterdir()] == ["diary.json"]


def test_a_folder_in_its_place_is_refused_and_nothing_is_left(keeper: User, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    refused = refusal("--user", "alice", "--output", tmp_path / "folder")
    assert (refused.returncode, str(refused)) == (1, f"{tmp_path}/folder cannot be written: Is a directory")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_missing_folder_is_refused(keeper: User, tmp_path: Path) -> None:
    assert refusal("--user", "alice", "--output", tmp_path / "none" / "diary.json").returncode == 1


def test_a_link_is_followed(keeper: User, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "diary.json")
    said("--user", "alice", "--output", tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert diary_json.read((tmp_path / "diary.json").read_bytes()) == DIARY


def test_an_unknown_account_is_wrong_use(db: None, tmp_path: Path) -> None:
    refused = refusal("--user", "nobody", "--output", tmp_path / "diary.json")
    assert (refused.returncode, str(refused)) == (2, "There is no user named nobody.")


def test_tables_hold_the_whole_diary_too(keeper: User, bob: User, tmp_path: Path) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    said("--user", "alice", "--output", first, "--format", "csv")
    assert diary_tables.read(first.read_bytes()) == diary.load_all(keeper)
    call_command("import_diary", str(first), "--user", "bob", stdout=StringIO())
    said("--user", "bob", "--output", second, "--format", "csv")
    assert second.read_bytes() == first.read_bytes()
