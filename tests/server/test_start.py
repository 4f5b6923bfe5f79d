"""A start that fails gives one plain line with the reason and exit code 1, and leaves nothing half-done."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from walk.full_disk import small_disk

from tests.server.conftest import PROJECT_ROOT, Server, as_served

pytestmark = pytest.mark.server

GUNICORN = ("-m", "journal", "--bind", "127.0.0.1:0")
STARTS = {
    "scripts/serve": ("scripts/start.py",),
    "a command": ("manage.py", "check_red_flags", "--user", "anna"),
    "the tables": ("manage.py", "migrate", "--verbosity", "0"),
    "by hand, container, unit": GUNICORN,
}
every_start = pytest.mark.parametrize("words", STARTS.values(), ids=STARTS)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port: int = trial.getsockname()[1]
    return port


def refusal(words: tuple[str, ...], **variables: str) -> str:
    """The one line that a start ends with."""
    ran = subprocess.run(
        [sys.executable, *words],
        cwd=PROJECT_ROOT,
        env=as_served() | {"PORT": str(free_port())} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 1, ran.stderr
    assert ran.stderr.count("\n") == 1, ran.stderr
    return ran.stderr.rstrip("\n").removeprefix("CommandError: ")


@every_start
def test_a_data_folder_below_a_file(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("letters")
    line = refusal(words, LEVATOR_DATA=str(tmp_path / "file" / "data"))
    assert line.startswith(f"The folder of the diary cannot be used, {tmp_path}/file/data: Not a directory.")


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk that cannot be written."""
    with small_disk(tmp_path / "disk", 100) as folder:
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        yield folder


@every_start
def test_a_data_folder_that_is_read_only(words: tuple[str, ...], read_only: Path) -> None:
    line = refusal(words, LEVATOR_DATA=str(read_only))
    assert line.startswith(f"The secret key cannot be read or made, {read_only}/secret_key: Read-only file system.")


@every_start
def test_an_empty_secret_key(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    line = refusal(words, LEVATOR_DATA=str(tmp_path))
    assert line.startswith(f"The secret key is empty, {tmp_path}/secret_key")
    assert (tmp_path / "secret_key").read_bytes() == b""
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.sqlite
@every_start
def test_a_database_of_a_newer_levator(
    words: tuple[str, ...], data: Path, database_url: str, people: Callable[[Path, str], list[str]]
) -> None:
    people(data, database_url)
    with closing(sqlite3.connect(data / "levator.sqlite3")) as database:
        database.execute("INSERT INTO django_migrations VALUES (999, 'tracker', '0999_moods', '2030-01-01')")
        database.commit()
        before = list(database.iterdump())
    line = refusal(words, LEVATOR_DATA=str(data), DATABASE_URL=database_url)
    assert line == "The database is from a newer Levator than this one (0999_moods): update this one first."
    with closing(sqlite3.connect(data / "levator.sqlite3")) as database:
        assert list(database.iterdump()) == before


@pytest.mark.sqlite
@pytest.mark.parametrize("words", [STARTS["scripts/serve"], STARTS["the tables"]])
def test_a_database_in_a_folder_that_is_not_there(words: tuple[str, ...], tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'nowhere' / 'levator.sqlite3'}"
    assert "The database cannot be used" in refusal(words, LEVATOR_DATA=str(tmp_path), DATABASE_URL=address)


def test_two_first_starts_at_once_both_serve(tmp_path: Path, data: Path, database_url: str) -> None:
    both = []
    for number in range(2):
        port = free_port()
        environment = as_served() | {"LEVATOR_DATA": str(data), "PORT": str(port), "DATABASE_URL": database_url}
        both.append(Server(port, database_url, data, environment, [], tmp_path / f"{number}.log"))
    try:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(Server.start, both))
        assert [server.log.read_text() for server in both] == [
            f"Levator is at http://localhost:{server.port}/\n" for server in both
        ]
    finally:
        for server in both:
            server.stop()


@pytest.mark.sqlite
def test_a_start_deletes_what_a_killed_backup_left(server: Server) -> None:
    server.stop()
    for name in (".levator.sqlite3.k1lled_x", ".levator.sqlite3.k1lled_x-journal", ".levator-draft-x/levator.sqlite3"):
        (server.data / name).parent.mkdir(exist_ok=True)
        (server.data / name).write_bytes(b"SQLite format 3\0 and what somebody typed")
    server.start()
    assert [path.name for path in server.data.iterdir() if path.name.startswith(".levator")] == []


@pytest.mark.parametrize("word", ["two", "0", "1.5", "-1"])
@pytest.mark.parametrize("start", ["scripts/serve", "by hand, container, unit"])
def test_a_number_of_processes_that_is_none(start: str, word: str, tmp_path: Path) -> None:
    line = refusal(STARTS[start], LEVATOR_DATA=str(tmp_path), WEB_CONCURRENCY=word)
    assert line == f"WEB_CONCURRENCY must be a whole number such as 2, not {word!r}."


@pytest.mark.sqlite
@pytest.mark.parametrize("command", ["check_red_flags", "export_diary", "demo_diary"])
def test_a_command_before_the_tables_are_there(command: str, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'levator.sqlite3'}"
    words = ("manage.py", command, "--user", "anna", *(["--output", "FILE"] if command == "export_diary" else []))
    line = refusal(words, LEVATOR_DATA=str(tmp_path), DATABASE_URL=address)
    assert line == "The database has no tables yet, or those of an earlier Levator: run manage.py migrate first."
