"""Gunicorn options for scripts/serve, the container and the systemd unit.

Gunicorn reads this file from the folder in which it is started. The address is given on the command line, the number
of processes in WEB_CONCURRENCY (default 4; scripts/serve uses 2).
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

# The matrices of the trigger analysis are small: more BLAS threads would only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

workers = int(os.environ.get("WEB_CONCURRENCY", "4"))
worker_class = "journal.worker.BufferingWorker"
threads = 4
# The worker sends files itself, so that a client that reads slowly holds no thread.
sendfile = False
# Far more than people need: connections that wait cost no thread, and when there are too many the oldest is closed.
worker_connections = 1000
# A worker is replaced now and then, so that memory it cannot give back does not grow for ever.
max_requests = 5000
max_requests_jitter = 1000
# Only a proxy on this machine or in this network is believed, and Django decides how many (TRUSTED_PROXIES).
forwarder_headers = ""
preload_app = True
control_socket_disable = True
loglevel = "warning"
if Path("/dev/shm").is_dir():  # noqa: S108  # worker heartbeats in memory, not on disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108

# Imported in the background, so that the first chart and the first PDF do not wait. Packages come before their
# modules: see tests/test_imported_at_once.py.
SLOW_TO_IMPORT = (
    "matplotlib",
    "matplotlib.backends.backend_svg",
    "tracker.core.reports",
    "tracker.core.analysis.triggers.schedule",
)

# Loading a diary makes thousands of objects that all stay alive. With Python's own thresholds a third of that time
# goes to the search for cycles among them.
GC_THRESHOLDS = (50_000, 20, 50)

# Each query of a page gives up the interpreter lock. A thread that computes may then keep it for 5 ms by
# default: a quick page with 40 queries would wait a fifth of a second.
SWITCH_INTERVAL_S = 0.0005

CLEARING_S = 600
"""How often what has expired is deleted."""

# glibc's malloc.h: M_TRIM_THRESHOLD, M_MMAP_THRESHOLD and M_ARENA_MAX.
MALLOC_OPTIONS = {-1: 131_072, -3: 65_536, -8: 2}


def return_memory_early() -> None:
    """Make glibc return freed memory to the system early, instead of keeping it in an arena per thread."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    if mallopt := getattr(libc, "mallopt", None):
        for option, value in MALLOC_OPTIONS.items():
            mallopt(option, value)


return_memory_early()


class RedactingLogger(Logger):
    """Gunicorn's logs without the secrets of shared links, that of requests too, if somebody asks for one."""

    def setup(self, cfg: Any) -> None:
        """Set the redacting formatter on every handler."""
        from journal.redaction import RedactingFormatter

        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(RedactingFormatter(self.error_fmt, self.datefmt))
        for handler in self.access_log.handlers:
            handler.setFormatter(RedactingFormatter(self.access_fmt))


logger_class = RedactingLogger


def when_ready(server: Any) -> None:
    """Import all views before the fork, instead of in each worker at its first page.

    What is loaded by then never becomes garbage: the collector leaves it alone, so that workers share its memory.
    """
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Import slow modules in the background, and leave Ctrl-C to the parent process.

    The parent stops the workers. A worker that also handled Ctrl-C itself would sometimes deadlock on its own lock.
    """
    from django.db import connection

    # SQLite deletes the WAL files with the last connection and cannot create them again on a full disk, where reading
    # would then fail too. This connection belongs to this thread and stays open.
    if connection.vendor == "sqlite":
        connection.ensure_connection()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*GC_THRESHOLDS)
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    threading.Thread(target=work_in_background, daemon=True).start()


def work_in_background() -> None:
    """Prepare, and then delete what has expired, by the clock: nobody needs to open a page for that."""
    from django.db import connection

    prepare_in_background()
    while True:
        time.sleep(CLEARING_S)
        clear_expired()
        connection.close()


def clear_expired() -> None:
    """Delete the files that were not sent or imported within an hour. Take up jobs whose process was killed."""
    from django.db import DatabaseError
    from django.utils import timezone

    from tracker import diary
    from tracker.models import Job
    from tracker.pages.jobs import attend_to
    from tracker.pages.uploads import delete_expired_uploads

    with contextlib.suppress(DatabaseError):
        delete_expired_uploads(timezone.now())
        diary.delete_expired_previews(timezone.now())
        attend_to(Job.objects.all())


def prepare_in_background() -> None:
    """Import slow modules, leave them to no collector either, and finish deletions that a restart interrupted."""
    for name in SLOW_TO_IMPORT:
        importlib.import_module(name)
    gc.freeze()
    from django.db import DatabaseError, connection

    from tracker import diary

    # Another worker may be at it, and tables may be missing until they are migrated: the next start comes.
    with contextlib.suppress(DatabaseError):
        diary.discard_abandoned()
        diary.finish_deletions()
    connection.close()
