"""The real server, as `scripts/serve` starts it, on a temporary database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import perf_counter, sleep

PROJECT_ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 120


@dataclass(frozen=True)
class Served:
    """A running server: its port, its parent process, and the time to its first response."""

    port: int
    pid: int
    cold_start_s: float

    def workers(self) -> list[int]:
        """The worker processes."""
        return [int(child) for child in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def cpu_ms(self) -> float:
        """Processor time of all workers and of the processes that they started and that ended, in milliseconds."""
        return sum(map(_cpu_ms, self.workers()))

    def memory_mib(self) -> float:
        """Proportional set size (PSS) of the largest worker."""
        return max(_pss_kib(worker) for worker in self.workers()) / 1024


def _cpu_ms(pid: int) -> float:
    running = sum(int((task / "schedstat").read_text().split()[0]) for task in Path(f"/proc/{pid}/task").iterdir())
    # utime, stime, cutime, cstime are fields 14 to 17; the name in field 2 may hold spaces.
    ended = sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[13:15]))
    return running / 1e6 + ended * 1_000 / os.sysconf("SC_CLK_TCK")


def _pss_kib(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@contextmanager
def served(data: Path) -> Iterator[Served]:
    """Start the server on a free port, and stop it at the end."""
    port = _free_port()
    environment = os.environ | {"LEVATOR_DATA": str(data), "PORT": str(port)}
    started = perf_counter()
    process = subprocess.Popen([sys.executable, "scripts/start.py"], cwd=PROJECT_ROOT, env=environment)
    try:
        while not _answers(port):
            if process.poll() is not None or perf_counter() - started > PATIENCE_S:
                raise RuntimeError("the server does not answer")
            sleep(0.02)
        yield Served(port, process.pid, perf_counter() - started)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port: int = trial.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        connection.request("GET", "/account/log-in/")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
