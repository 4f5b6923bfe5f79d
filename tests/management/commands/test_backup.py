"""A copy that holds everything, made while the diary is in use."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from tracker import diary
from tracker.backups.last_backup import LastBackup, last_backup
from tracker.management.account import REFUSED, WRONG_USE
from tracker.management.commands.restore import rehearse_restore
from tracker.models import CachedValue, User
from tracker.pages.context import today_for

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


def rows(file: Path | str, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as database:
        return database.execute(question).fetchall()


def test_the_copy_holds_every_entry_and_only_its_owner_can_read_it(alice: User, tmp_path: Path) -> None:
    diary.log_no_twitch(alice, today_for(alice))
    copy = tmp_path / "a.backup"
    call_command("backup", str(copy))
    assert rows(copy, "SELECT count(*) FROM tracker_day WHERE no_twitch") == [(1,)]
    assert rows(copy, "SELECT username FROM tracker_user") == [(alice.username,)]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["a.backup"]


def test_sessions_are_excluded_from_the_copy(alice_client: object, tmp_path: Path) -> None:
    keys = rows(connection.settings_dict["NAME"], "SELECT session_key FROM tracker_session")
    call_command("backup", str(tmp_path / "a.backup"))
    assert len(keys) == 1
    assert str(keys[0][0]).encode() not in (tmp_path / "a.backup").read_bytes()


def test_cached_results_are_excluded_from_the_copy(alice: User, tmp_path: Path) -> None:
    diary.cached(alice, "week", lambda: "a quiet week", diary.json_of(str))
    CachedValue.objects.create(key="attempts", value=["counted"])
    call_command("backup", str(tmp_path / "a.backup"))
    content = (tmp_path / "a.backup").read_bytes()
    assert not any(words in content for words in (b"a quiet week", b"counted"))
    assert [diary.cached(alice, "week", lambda: "computed again", diary.json_of(str))] == ["a quiet week"]


def test_a_backup_does_not_wait_for_a_writer(alice: User, tmp_path: Path) -> None:
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE tracker_user SET username = 'half-way'")
        call_command("backup", str(tmp_path / "a.backup"))
        writer.execute("ROLLBACK")
    assert rows(tmp_path / "a.backup", "SELECT username FROM tracker_user") == [(alice.username,)]


def test_no_file_is_replaced(backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(CommandError, match="is there already") as refused:
        call_command("backup", str(backup))
    assert refused.value.returncode == REFUSED
    assert backup.read_bytes() == before


def test_a_missing_folder_is_refused_and_leaves_nothing(alice: User, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="was not written") as refused:
        call_command("backup", str(tmp_path / "nowhere" / "a.backup"))
    assert refused.value.returncode == REFUSED
    assert list(tmp_path.iterdir()) == []


def test_an_encrypted_copy_contains_no_readable_text(
    alice: User, one_of_each: Callable[[User], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_of_each(alice)
    monkeypatch.setenv("LEVATOR_PASSPHRASE", "quiet morning walk")
    call_command("backup", str(tmp_path / "a.backup"))
    content = (tmp_path / "a.backup").read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert not any(word in content for word in (b"SQLite", b"tracker_episode", b"by the window", b"alice"))
    assert (tmp_path / "a.backup").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["a.backup"]


def test_encryption_without_a_passphrase_writes_no_copy(alice: User, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nobody to ask") as refused:
        call_command("backup", str(tmp_path / "a.backup"), encrypt=True)
    assert refused.value.returncode == WRONG_USE
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_restored_as_a_rehearsal_once_a_week(
    alice: User, alice_client: Client, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path
    page = reverse("tracker:data")
    assert "No backup of this installation is known." in alice_client.get(page).content.decode()
    printed = []
    for number, day in enumerate((20, 22, 27)):
        with time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC), tick=False):
            call_command("backup", str(tmp_path / f"{number}.backup"))
            printed.append("rehearsal" in capsys.readouterr().out)
            call_command("doctor")
            line = next(line for line in capsys.readouterr().out.splitlines() if "Backups" in line)
    assert printed == [True, False, True]
    assert line == "ok  Backups: the newest is of 2026-11-27; one was last restored as a rehearsal: 2026-11-27."
    text = " ".join(alice_client.get(page).content.decode().split())
    assert "Last backup of this installation: 27 November 2026. Restored as a rehearsal: 27 November 2026." in text
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".levator")] == []
    with time_machine.travel(datetime(2026, 12, 25, tzinfo=UTC)), pytest.raises(SystemExit):
        call_command("doctor")
    assert "NOT Backups: the newest is of 2026-11-27" in capsys.readouterr().out


def test_a_rehearsal_that_fails_is_an_error(alice: User, tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    call_command("backup", str(tmp_path / "a.backup"))
    with pytest.raises(CommandError, match="with 1 of 2 accounts"):
        rehearse_restore(str(tmp_path / "a.backup"), 2, None)
    with (tmp_path / "a.backup").open("r+b") as file:
        file.truncate(50_000)
    with pytest.raises(CommandError, match="damaged"):
        rehearse_restore(str(tmp_path / "a.backup"), 1, None)


def test_a_sealed_backup_is_rehearsed_too(alice: User, tmp_path: Path, settings: Any, monkeypatch: Any) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("LEVATOR_PASSPHRASE", "a quiet morning walk")
    call_command("backup", str(tmp_path / "a.backup"), "--encrypt")
    assert last_backup().rehearsed_at


def test_backups_made_by_other_means_are_noted(settings: Any, tmp_path: Path, capsys: Any) -> None:
    settings.DATA_DIR = tmp_path
    call_command("note_backup")
    assert (last_backup().made_at is None, last_backup().rehearsed_at) == (False, None)
    call_command("note_backup", "--rehearsed")
    assert last_backup().rehearsed_at
    (tmp_path / "last_backup.json").write_text("[1]")
    assert last_backup() == LastBackup()
