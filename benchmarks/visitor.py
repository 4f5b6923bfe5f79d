"""A small browser, and a server on a new folder, for benchmarks that ask from outside."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

PROJECT_ROOT = Path(__file__).resolve().parent.parent
READY_S = 120
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PASSWORD = "a quiet morning walk"  # noqa: S105  of accounts that live for minutes
DAYS, EXPOSURES = 960, 500
"""Of the largest diary: as many exposures of one's own as there may be, and a file of just under 50 MB."""
FORM = "application/x-www-form-urlencoded"


class Visitor:
    """A small browser: cookies and forms."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = FORM, token: str = "") -> tuple[int, str]:
        """The status and the text of an answer. `token` goes with a body that is no form."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request(method, path, body or None, {"Cookie": cookies, "Content-Type": kind, "X-CSRFToken": token})
        answer = line.getresponse()
        text = answer.read().decode(errors="replace")
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self.cookies[name] = value
        line.close()
        return answer.status, text

    def token(self, page: str) -> str:
        """The token of the forms on a page."""
        found = TOKEN.search(self.ask("GET", page)[1])
        return found[1] if found else ""

    def send(self, form: str, path: str, **fields: str) -> tuple[int, str]:
        """Open the page of a form and send it."""
        fields["csrfmiddlewaretoken"] = self.token(form)
        return self.ask("POST", path, urlencode(fields).encode())

    def sign_up(self) -> None:
        """Make an account."""
        self.send("/account/sign-up/", "/account/sign-up/", username=uuid4().hex, password1=PASSWORD)

    def read_in(self, content: bytes) -> int:
        """Send a diary file. A large one is read by a job after the answer."""
        head = f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token("/data/")}\r\n'
        head += '--x\r\nContent-Disposition: form-data; name="file"; filename="d.json"\r\n\r\n'
        body = head.encode() + content + b"\r\n--x--\r\n"
        return self.ask("POST", "/data/", body, "multipart/form-data; boundary=x")[0]


def diary_of(days: int, exposures: int) -> bytes:
    """A valid diary file with a value of each exposure on each day."""
    last = datetime.now(UTC).date() - timedelta(days=1)
    own = [
        {"id": str(uuid4()), "key": f"own_{n}", "name": f"Own {n}", "unit": "x", "summary": "sum"}
        for n in range(exposures)
    ]
    dates = [(last - timedelta(days=n)).isoformat() for n in range(days)]
    values = [
        {"id": str(uuid4()), "exposure": one["key"], "local_date": day, "value": 3} for day in dates for one in own
    ]
    person = {"time_zone": "UTC", "units": "metric", "day_starts_at": 0, "theme": "auto"}
    period = {"first_day": dates[-1], "last_day": dates[0]}
    content = {"format": "levator-diary", "version": 1, "person": person, **period, "exposures": own}
    return json.dumps(content | {"days": [], "episodes": [], "readings": values}, separators=(",", ":")).encode()


def run(command: list[str], environment: dict[str, str]) -> str:
    """What one of our commands prints."""
    ran = subprocess.run(  # noqa: S603  our own
        command, cwd=PROJECT_ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return ran.stdout.strip()


@dataclass(frozen=True)
class Served:
    """A running server: where it answers, its process, and the environment of its commands."""

    port: int
    pid: int
    environment: dict[str, str]

    def shell(self, code: str) -> str:
        """What some code prints in the server's installation."""
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        return run(command, self.environment)


@contextmanager
def served() -> Iterator[Served]:
    """A server of two processes on a new folder, and on DATABASE_URL if that is set."""
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port = trial.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"LEVATOR_DATA": folder, "WEB_CONCURRENCY": "2"}
        for words in (("migrate", "--verbosity", "0"), ("collectstatic", "--no-input", "--verbosity", "0")):
            run([sys.executable, "manage.py", *words], environment)
        command = [sys.executable, "-m", "journal", "--bind", f"127.0.0.1:{port}"]
        with (Path(folder) / "server.log").open("wb") as log:
            server = subprocess.Popen(  # noqa: S603  our own
                command, cwd=PROJECT_ROOT, env=environment, stdout=log, stderr=log
            )
        try:
            ready = time.monotonic() + READY_S
            while time.monotonic() < ready:
                with suppress(OSError, HTTPException):
                    if Visitor(port).ask("GET", "/ready")[0] == 200:
                        break
                time.sleep(0.2)
            yield Served(port, server.pid, environment)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()
            say(f"{(Path(folder) / 'server.log').read_text().count('Traceback')} tracebacks in the log")


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def verdict(is_held: bool) -> str:
    """How every benchmark says whether a gate is held."""
    return "held" if is_held else "NOT HELD"
