"""The real server on a temporary database, with people who are already logged in."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connections

PROJECT_ROOT = Path(__file__).resolve().parent.parent.parent
PEOPLE = 50
PATIENCE_S = 120
RESTORED_WITHIN_S = 60

# Sessions are made without a log-in: 50 careful password hashes would take longer than the test.
MAKE_PEOPLE = f"""
import json
from django.conf import settings
from django.test import Client
from tracker.models import User
def key(number):
    client = Client()
    client.force_login(User.objects.create(username=f"writer-{{number}}"))
    return client.cookies[settings.SESSION_COOKIE_NAME].value
print("sessions", json.dumps([key(number) for number in range({PEOPLE})]))
"""


def as_served() -> dict[str, str]:
    """The environment without the variables for development."""
    return {name: value for name, value in os.environ.items() if name != "DEBUG"}


def manage(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run `manage.py`. A restore must come to its end within a minute; nothing else is hurried."""
    command = [sys.executable, str(PROJECT_ROOT / "manage.py"), *words]
    return subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=RESTORED_WITHIN_S if words[0] == "restore" else None,
        stdin=subprocess.DEVNULL,
    )


@dataclass
class Server:
    """What `scripts/serve` starts, once its environment stands. Everything it says goes to `log`.

    `is_up` is for people who wait for it to come back.
    """

    port: int
    database_url: str
    data: Path
    environment: dict[str, str]
    sessions: list[str]
    log: Path
    is_up: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """As `scripts/serve` does, in a separate process group; comes back once it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "scripts/start.py"],
                cwd=PROJECT_ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _wait_until(self._has_started, "the server does not answer")
        self.is_up.set()

    def _has_started(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        return self.answers()

    def connection(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)

    def answers(self) -> bool:
        try:
            with closing(self.connection()) as connection:
                connection.request("GET", "/account/log-in/", headers={"X-Forwarded-Proto": "https"})
                return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """What the database holds, past Django."""
        if self.database_url.startswith("sqlite"):
            with closing(sqlite3.connect(self.database_url.removeprefix("sqlite:///"))) as database:
                return database.execute(question).fetchall()
        with psycopg.connect(self.database_url.replace("postgres://", "postgresql://")) as line:
            done = line.execute(question)
            # Only what was asked for rows has any.
            return done.fetchall() if done.description else []

    def assert_file_is_sound(self) -> None:
        """SQLite's own checks; PostgreSQL keeps no file that a test could look into."""
        if self.database_url.startswith("sqlite"):
            assert self.ask("PRAGMA integrity_check") == [("ok",)]
            assert self.ask("PRAGMA foreign_key_check") == []

    def manage(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """A command of `manage.py` on this server's diary, or with other environment variables on another one."""
        return manage(self.environment | more, *words)

    def workers(self) -> list[int]:
        """The processes that answer, children of the one that was started."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def kill_workers(self) -> None:
        """No goodbye; the first process starts others."""
        for worker in self.workers():
            os.kill(worker, signal.SIGKILL)

    def kill(self) -> None:
        """All processes at once, as when the power goes. Comes back once the port is free again."""
        self.is_up.clear()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE_S)
        _wait_until(self._is_gone, "some process of the server lives on")

    def _is_gone(self) -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == errno.ECONNREFUSED

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE_S)


def _wait_until(it_is_so: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not it_is_so():
        assert time.monotonic() < end, otherwise
        time.sleep(0.1)


@pytest.fixture
def one_at_a_time(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], AbstractContextManager[None]]:
    """A lock for all processes of this test run: a server that starts collects the static files."""
    path = tmp_path_factory.getbasetemp().parent / "server.lock"

    @contextmanager
    def hold() -> Iterator[None]:
        with path.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    return hold


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder that the server keeps everything in."""
    return tmp_path / "data"


@pytest.fixture
def database_url(data: Path) -> Iterator[str]:
    """A database of the server's own, of the kind that the tests run on."""
    kind, cluster = connections["default"].vendor, os.environ.get("DATABASE_URL", "")
    if kind == "sqlite":
        yield f"sqlite:///{data / 'levator.sqlite3'}"
        return
    name = f"server_{uuid4().hex}"
    with psycopg.connect(cluster.replace("postgres://", "postgresql://"), autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}")
        yield f"{cluster.rpartition('/')[0]}/{name}"
        line.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def server_environment(request: pytest.FixtureRequest) -> dict[str, str]:
    """Settings of the server besides the usual, for a test that is parametrized with them."""
    return getattr(request, "param", {})


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], list[str]]:
    """Puts tables and people into a folder and a database, and gives the people's sessions.

    A file of SQLite is made once and copied for each server.
    """

    @cache
    def made(data: Path, database_url: str) -> list[str]:
        environment = as_served() | {"LEVATOR_DATA": str(data), "DATABASE_URL": database_url}
        for words in (("migrate", "--verbosity", "0"), ("shell", "-c", MAKE_PEOPLE)):
            ran = manage(environment, *words)
            assert ran.returncode == 0, ran.stderr
        line = next(one for one in ran.stdout.splitlines() if one.startswith("sessions"))
        sessions: list[str] = json.loads(line.removeprefix("sessions"))
        return sessions

    def put(data: Path, database_url: str) -> list[str]:
        if not database_url.startswith("sqlite"):
            return made(data, database_url)
        first = tmp_path_factory.getbasetemp() / "people"
        sessions = made(first, f"sqlite:///{first / 'levator.sqlite3'}")
        # The folder may be there already: a small file system.
        shutil.copytree(first, data, dirs_exist_ok=True)
        return sessions

    return put


@pytest.fixture
def server(
    tmp_path: Path,
    data: Path,
    database_url: str,
    server_environment: dict[str, str],
    people: Callable[[Path, str], list[str]],
    one_at_a_time: Callable[[], AbstractContextManager[None]],
) -> Iterator[Server]:
    """Started on a free port, stopped at the end. Everything it says is kept in a file beside its data."""
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port = trial.getsockname()[1]
    sessions = people(data, database_url)
    environment = as_served() | {"LEVATOR_DATA": str(data), "PORT": str(port), "DATABASE_URL": database_url}
    environment |= server_environment
    started = Server(port, database_url, data, environment, sessions, tmp_path / "server.log")
    try:
        with one_at_a_time():
            started.start()
        yield started
    finally:
        started.stop()
