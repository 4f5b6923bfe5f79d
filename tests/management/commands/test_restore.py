"""A backup comes back whole into an empty installation, or one line says why not and nothing is there."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from walk.typing_text import Diary as DiaryOf

from tracker.management.account import REFUSED, WRONG_USE
from tracker.models import User

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]
PASSPHRASE = "quiet morning walk"
PAGE = 4096
MARK = re.compile("mark[0-9]+zq9x")


def content(file: Path) -> list[str]:
    """Everything a database holds, as text."""
    with closing(sqlite3.connect(file)) as database:
        return list(database.iterdump())


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def refusal(file: Path, returncode: int = REFUSED) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(file))
    assert refused.value.returncode == returncode
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.fixture
def sealed(alice: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A sealed backup, whose passphrase is given."""
    monkeypatch.setenv("LEVATOR_PASSPHRASE", PASSPHRASE)
    call_command("backup", str(tmp_path / "sealed.backup"))
    return tmp_path / "sealed.backup"


def test_everything_is_restored_and_only_its_owner_can_read_it(backup: Path, installation: Path) -> None:
    call_command("restore", str(backup))
    assert content(installation) == content(backup)
    assert any("by the window" in line for line in content(installation))
    assert installation.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in installation.parent.iterdir()] == ["levator.sqlite3"]


def test_cached_results_and_sessions_are_not_restored(backup: Path, installation: Path) -> None:
    change(
        backup,
        "INSERT INTO tracker_kept (user_id, name, revision, value) SELECT id, 'week', 1, x'8004' FROM tracker_user",
        "INSERT INTO tracker_cachedvalue (key, value) VALUES (':1:attempts', '1')",
        "INSERT INTO tracker_session (session_key, session_data, expire_date) VALUES ('a', 'b', '2100-01-01')",
        "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('a', 'b', '2100-01-01')",
        "CREATE TABLE levator_cache (cache_key text, value text, expires text)",
        "INSERT INTO levator_cache VALUES (':1:attempts', 'gASVAAAA', '2100-01-01')",
    )
    call_command("restore", str(backup))
    inserted = [line for line in content(installation) if line.startswith("INSERT INTO")]
    for table in ("tracker_kept", "tracker_cachedvalue", "tracker_session", "django_session", "levator_cache"):
        assert [line for line in inserted if f'"{table}"' in line] == [], table


@pytest.fixture
def marked(
    alice: User, alice_client: Client, one_of_each: Callable[[User], object], tmp_path: Path
) -> tuple[Path, set[str]]:
    """A backup after somebody typed another mark into each text field of each form, and the marks in their file."""
    one_of_each(alice)
    day = timezone.now().date() - timedelta(days=1)
    DiaryOf(alice, alice_client, day).type_into_all_forms(lambda one, turn: f"mark{turn}zq9x")
    marks = set(MARK.findall(alice_client.get("/data/diary.json").getvalue().decode()))
    call_command("backup", str(tmp_path / "marked.backup"))
    return tmp_path / "marked.backup", marks


def test_every_text_field_is_backed_up_and_restored(marked: tuple[Path, set[str]], installation: Path) -> None:
    backup, marks = marked
    assert len(marks) > 20
    call_command("restore", str(backup))
    assert marks <= set(MARK.findall("\n".join(content(installation))))


def test_an_encrypted_backup_is_restored(sealed: Path, installation: Path) -> None:
    call_command("restore", str(sealed))
    assert any("'alice'" in line for line in content(installation))
    assert [file.name for file in installation.parent.iterdir()] == ["levator.sqlite3"]


def test_a_started_installation_without_accounts_counts_as_empty(
    backup: Path, alice: User, installation: Path, tmp_path: Path
) -> None:
    """Even while its server has the file open: the server sees what was restored."""
    alice.delete()
    call_command("backup", str(tmp_path / "no accounts"))
    (tmp_path / "no accounts").rename(installation)
    with closing(sqlite3.connect(installation)) as server:
        server.execute("PRAGMA journal_mode=WAL")
        assert server.execute("SELECT count(*) FROM tracker_user").fetchone() == (0,)
        call_command("restore", str(backup))
        assert server.execute("SELECT username FROM tracker_user").fetchall() == [("alice",)]
    assert content(installation) == content(backup)


def test_an_installation_with_accounts_keeps_them(backup: Path, bob: User) -> None:
    database = Path(connection.settings_dict["NAME"])
    before = content(database)
    assert refusal(backup) == ("This installation holds 2 accounts already: a backup is restored into an empty one.")
    assert content(database) == before


def test_a_foreign_file_in_place_of_the_database_is_kept(backup: Path, installation: Path) -> None:
    installation.write_bytes(b"somebody's letters")
    assert "is in the way" in refusal(backup)
    assert installation.read_bytes() == b"somebody's letters"


def test_a_left_over_wal_file_is_refused(backup: Path, installation: Path) -> None:
    beside = Path(f"{installation}-wal")
    beside.write_bytes(b"entries of a database that went away")
    assert "lies there without its database" in refusal(backup)
    assert not installation.exists()


def _another_program(file: Path) -> None:
    change(file, "DROP TABLE django_migrations")


def _another_site(file: Path) -> None:
    change(file, "DELETE FROM django_migrations WHERE app = 'tracker'")


def _newer(file: Path) -> None:
    change(file, "INSERT INTO django_migrations (app, name, applied) VALUES ('tracker', '0999_moods', '2030-01-01')")


def _torn(file: Path) -> None:
    change(file, "PRAGMA foreign_keys=OFF", "DELETE FROM tracker_user")


def _unfinished(file: Path) -> None:
    Path(f"{file}-wal").write_bytes(b"newest entries")


def _trigger(file: Path) -> None:
    change(
        file,
        "CREATE TRIGGER t AFTER INSERT ON tracker_episode BEGIN UPDATE tracker_user SET username = new.note; END",
    )


def _view(file: Path) -> None:
    change(file, "ALTER TABLE tracker_day RENAME TO days", "CREATE VIEW tracker_day AS SELECT * FROM days")


UNFIT: dict[str, tuple[Callable[[Path], object], str]] = {
    "a letter": (lambda file: file.write_text("Dear diary"), "is no backup of Levator"),
    "an empty file": (lambda file: file.write_bytes(b""), "is no backup of Levator"),
    "another program's database": (_another_program, "is no backup of Levator"),
    "another site's database": (_another_site, "is no backup of Levator"),
    "one of a newer version": (_newer, "is from a newer Levator than this one: update this one first"),
    "one with a trigger": (_trigger, "is no backup of Levator: it holds more than tables"),
    "one with a view": (_view, "is no backup of Levator: it holds more than tables"),
    "entries without their owner": (_torn, "is damaged: entries name what is not there"),
    "a file copied by hand": (_unfinished, "is no finished backup"),
    "no file": (lambda file: file.unlink(), "was not restored"),
}


@pytest.mark.parametrize("what", UNFIT)
def test_an_invalid_backup_is_refused_and_leaves_nothing(what: str, backup: Path, installation: Path) -> None:
    spoil, reason = UNFIT[what]
    spoil(backup)
    assert reason in refusal(backup)
    assert list(installation.parent.iterdir()) == []


def test_a_truncated_copy_is_refused(backup: Path, installation: Path) -> None:
    whole = backup.read_bytes()
    ends = {*range(PAGE, len(whole), 8 * PAGE), *range(100, len(whole), 40_000), len(whole) - PAGE, len(whole) - 1}
    for end in ends:
        backup.write_bytes(whole[:end])
        assert "is damaged" in refusal(backup), end
    assert list(installation.parent.iterdir()) == []


@pytest.mark.parametrize("place", [0.001, 0.5, 0.999])
def test_an_encrypted_copy_with_a_flipped_bit_is_refused(place: float, sealed: Path, installation: Path) -> None:
    whole = bytearray(sealed.read_bytes())
    whole[100 + int(place * (len(whole) - 100))] ^= 1
    sealed.write_bytes(whole)
    assert "cannot be opened" in refusal(sealed)
    assert list(installation.parent.iterdir()) == []


@pytest.mark.parametrize("end", [60, 300, 65_700, -1])
def test_a_truncated_encrypted_copy_is_refused(end: int, sealed: Path, installation: Path) -> None:
    sealed.write_bytes(sealed.read_bytes()[:end])
    assert "cannot be opened" in refusal(sealed)
    assert list(installation.parent.iterdir()) == []


def test_a_wrong_passphrase_is_refused(sealed: Path, installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEVATOR_PASSPHRASE", f"{PASSPHRASE}s")
    assert "cannot be opened: the passphrase is wrong" in refusal(sealed)
    monkeypatch.delenv("LEVATOR_PASSPHRASE")
    assert "nobody to ask" in refusal(sealed, WRONG_USE)
    assert list(installation.parent.iterdir()) == []


def test_a_backup_of_an_older_version_asks_for_migrate(
    backup: Path, installation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(backup, "DELETE FROM django_migrations WHERE app = 'tracker' AND name NOT LIKE '0001%'")
    call_command("restore", str(backup))
    assert "run manage.py migrate" in capsys.readouterr().out
    assert installation.exists()
