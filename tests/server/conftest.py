"""The real server on a database of its own, and people who are logged in there already."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

PEOPLE = 32
PATIENCE_S = 60

# Sessions are made without a log-in: 32 careful password hashes would take longer than the test.
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


@dataclass
class Server:
    """What `scripts/serve` starts, once its environment stands."""

    process: subprocess.Popen[bytes]
    port: int
    database: Path
    sessions: list[str]

    def connection(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)

    def answers(self) -> bool:
        try:
            with closing(self.connection()) as connection:
                connection.request("GET", "/account/log-in/")
                return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False

    def workers(self) -> list[int]:
        """The processes that answer, children of the one that was started."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def kill_workers(self) -> None:
        """As when the power goes: no goodbye."""
        for worker in self.workers():
            os.kill(worker, signal.SIGKILL)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE_S)


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
def server(
    tmp_path: Path, repository: Path, one_at_a_time: Callable[[], AbstractContextManager[None]]
) -> Iterator[Server]:
    """Started on a free port, stopped at the end."""
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port = trial.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEBUG")}
    environment |= {"LEVATOR_DATA": str(tmp_path), "PORT": str(port)}

    def manage(*words: str) -> str:
        command = [sys.executable, "manage.py", *words]
        ran = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=True)
        return ran.stdout

    manage("migrate", "--verbosity", "0")
    told = next(line for line in manage("shell", "-c", MAKE_PEOPLE).splitlines() if line.startswith("sessions"))
    with one_at_a_time():
        process = subprocess.Popen([sys.executable, "scripts/start.py"], cwd=repository, env=environment)
        started = Server(process, port, tmp_path / "levator.sqlite3", json.loads(told.removeprefix("sessions")))
        _wait_for(started)
    yield started
    started.stop()


def _wait_for(server: Server) -> None:
    end = time.monotonic() + PATIENCE_S
    while not server.answers():
        assert server.process.poll() is None, "the server ended at once"
        assert time.monotonic() < end, "the server does not answer"
        time.sleep(0.1)
