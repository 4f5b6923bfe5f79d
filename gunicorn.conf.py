"""Options of the server: for scripts/serve, the container and the systemd unit alike.

gunicorn reads this file from the folder it is started in. The address is given on the command line, the number of
processes in WEB_CONCURRENCY (4 without it; scripts/serve takes 2).
"""

from __future__ import annotations

import ctypes
import importlib
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

# The matrices of the trigger analysis are small: several threads would only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

workers = int(os.environ.get("WEB_CONCURRENCY", "4"))
worker_class = "gthread"
threads = 4
preload_app = True
control_socket_disable = True
loglevel = "warning"
if Path("/dev/shm").is_dir():  # noqa: S108  # heartbeats of the workers, in memory instead of on a disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108

# The first chart and the first PDF would otherwise wait for these. A package comes before its parts: see
# tests/test_imported_at_once.py.
SLOW_TO_IMPORT = (
    "matplotlib",
    "matplotlib.backends.backend_svg",
    "tracker.pages.charts",
    "tracker.core.reports",
    "tracker.core.analysis.triggers.schedule",
)

# glibc's malloc.h: M_TRIM_THRESHOLD, M_MMAP_THRESHOLD and M_ARENA_MAX.
MALLOC_OPTIONS = {-1: 131_072, -3: 65_536, -8: 2}


def return_memory_early() -> None:
    """Return the memory of a page or a PDF to the system at once, instead of keeping it in each thread."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    if mallopt := getattr(libc, "mallopt", None):
        for option, value in MALLOC_OPTIONS.items():
            mallopt(option, value)


return_memory_early()


class MaskedLogger(Logger):
    """Gunicorn's own log, without the secrets of shared links."""

    def setup(self, cfg: Any) -> None:
        """Give every handler the formatter that masks."""
        from journal.redaction import MaskedFormatter

        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(MaskedFormatter(self.error_fmt, self.datefmt))


logger_class = MaskedLogger


def when_ready(server: Any) -> None:
    """Import all views once, before the fork, instead of once in each worker at its first page."""
    from django.urls import get_resolver

    _ = get_resolver().url_patterns


def post_worker_init(worker: Any) -> None:
    """Once a worker can answer: import what is slow in the background, and leave Ctrl-C to the parent process.

    The parent tells the workers to end. A worker that also got Ctrl-C itself would now and then end twice at once and
    wait for its own lock.
    """
    from django.db import connection

    # SQLite deletes the two files beside the database with the last connection, and could not create them again on a
    # full disk: then reading would fail too. This connection belongs to this thread and stays open.
    if connection.vendor == "sqlite":
        connection.ensure_connection()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=lambda: [importlib.import_module(name) for name in SLOW_TO_IMPORT], daemon=True).start()
