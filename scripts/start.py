"""Migrate, collect static files if they changed, and serve, in one process, so that a second start is quick.

Run by scripts/serve with the Python of its .venv.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROJECT_ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
NAME = "localhost"
"""The name of the same machine: browsers make passkeys for a name, never for an address of numbers."""

REMINDERS_EVERY_S = 300


def chosen_port() -> int:
    """Read the port from PORT (default 8000). Exits with one line if it is invalid or in use."""
    wish = os.environ.get("PORT", "8000")
    if not (wish.isascii() and wish.isdigit() and 0 < int(wish) < 65536):
        sys.exit(f"PORT must be a number from 1 to 65535, not {wish!r}.")
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, int(wish)))
        except OSError as refusal:
            if refusal.errno == errno.EADDRINUSE:
                sys.exit(f"Port {wish} is in use. Close what runs there, or choose another: PORT=8001 scripts/serve")
            sys.exit(f"Port {wish} cannot be used ({refusal.strerror}). Choose another: PORT=8001 scripts/serve")
    return int(wish)


def update_tables() -> None:
    """Run missing migrations. All connections are closed, because the workers open their own."""
    from django.core.management import CommandError
    from django.db import DatabaseError

    from tracker.database import close_connections, migrate_database

    try:
        migrate_database()
    except CommandError as refusal:
        sys.exit(str(refusal))
    except DatabaseError as refusal:
        sys.exit(f"The database cannot be used: {refusal}")
    finally:
        close_connections()


def static_sources() -> Iterator[Path]:
    """The files that the collected static files depend on: our own, the requirements and the settings."""
    from django.conf import settings

    yield from (PROJECT_ROOT / "requirements.txt", PROJECT_ROOT / "journal" / "settings.py")
    for folder in settings.STATICFILES_DIRS:
        yield from (path for path in sorted(Path(folder).rglob("*")) if path.is_file())


def update_static_files() -> None:
    """Collect the static files if one of their sources changed, under a lock. The stamp is written last."""
    from django.conf import settings
    from django.core.management import call_command

    from tracker.backups.atomic_file import locked

    sources = hashlib.sha256()
    for path in static_sources():
        sources.update(f"{path.relative_to(PROJECT_ROOT)} {path.stat().st_size}\n".encode() + path.read_bytes())
    stamp = Path(sys.prefix) / "static.stamp"
    with locked(Path(sys.prefix)):
        collected = (settings.STATIC_ROOT / "staticfiles.json").exists()
        if not collected or not stamp.exists() or stamp.read_text() != sources.hexdigest():
            stamp.unlink(missing_ok=True)
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)
            stamp.write_text(sources.hexdigest())


def warn_of_low_disk() -> None:
    """Warn if the disk is nearly full, before the first entry is refused."""
    from django.conf import settings

    from tracker.core.reference.limits import LOW_DISK_BYTES

    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < LOW_DISK_BYTES:
        sys.stderr.write(f"Only {free // 1_000_000} MB are free on the disk of the diary ({settings.DATA_DIR}).\n")


def start_reminders() -> None:
    """Send reminders every five minutes in a process beside the server, if this installation sends any.

    It ends when the server does.
    """
    from tracker.push.vapid import is_switched_on

    if is_switched_on():
        options = ["--every", str(REMINDERS_EVERY_S), "--beside", str(os.getpid())]
        command = [sys.executable, str(PROJECT_ROOT / "manage.py"), "send_reminders", *options]
        subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603


def serve(port: int) -> None:
    """Serve until stopped, with the options of gunicorn.conf.py."""
    from gunicorn.app.base import Application

    class Levator(Application):
        def load_config(self) -> None:
            self.load_config_from_file(str(PROJECT_ROOT / "gunicorn.conf.py"))
            self.cfg.set("bind", f"{HOST}:{port}")
            prepare = self.cfg.when_ready

            def announce(server: Any) -> None:
                prepare(server)
                print(f"Levator is at http://{NAME}:{port}/", flush=True)  # noqa: T201

            self.cfg.set("when_ready", announce)

        def load(self) -> Any:
            from journal.wsgi import application

            return application

    Levator().run()


def main() -> None:
    """Check the port, prepare everything, and serve."""
    port = chosen_port()
    sys.path.insert(0, str(PROJECT_ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings")
    import django

    from journal.__main__ import check_processes

    check_processes("2")

    django.setup()
    warn_of_low_disk()
    update_tables()
    update_static_files()
    start_reminders()
    serve(port)


if __name__ == "__main__":
    main()
