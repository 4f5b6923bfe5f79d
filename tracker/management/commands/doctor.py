"""`manage.py doctor`: whether this installation is well, one line for each thing, with what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from tracker.backups.before_migration import copies
from tracker.backups.last_backup import TOO_OLD, last_backup
from tracker.core.reference.limits import LOW_DISK_BYTES, MEGABYTE
from tracker.database import missing_migrations, refuse_newer_tables
from tracker.management.account import REFUSED
from tracker.models import Job, PendingBatch

ONE_DAY = timedelta(days=1)
"""A rehearsal belongs to a backup, which may be made once a day."""

Finding = tuple[bool, str]
"""Whether it is well, and the line."""


class Command(BaseCommand):
    """Changes nothing. Exit code 1 if something is not well."""

    help = "Say whether this installation is well, and what to do where it is not."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each check."""
        refuse_newer_tables()
        missing = missing_migrations()
        findings = [_tables(missing), _integrity(), *_disk(), _backups(timezone.now()), *_copies()]
        if not missing:
            findings += list(_left_over())
        for is_well, line in findings:
            self.stdout.write(f"{'ok ' if is_well else 'NOT'} {line}")
        if not all(is_well for is_well, _line in findings):
            raise SystemExit(REFUSED)


def _tables(missing: list[str]) -> Finding:
    if missing:
        return False, f"Tables: {len(missing)} updates are missing. Run manage.py migrate."
    return True, "Tables: of this version."


def _integrity() -> Finding:
    if connection.vendor != "sqlite":
        return True, "Database: answers. PostgreSQL checks itself (pg_amcheck)."
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        sound = cursor.fetchone() == ("ok",)
    return sound, "Database: sound." if sound else "Database: damaged. Stop the journal and restore a backup."


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.DATA_DIR).free
    line = f"Disk: {free // MEGABYTE} MB are free on {settings.DATA_DIR}."
    yield free >= LOW_DISK_BYTES, line if free >= LOW_DISK_BYTES else f"{line} Make room."


def _backups(now: datetime) -> Finding:
    made_by = "manage.py backup" if connection.vendor == "sqlite" else "levator-backup.timer"
    last = last_backup()
    if last.made_at is None:
        return True, f"Backups: none is known here. They are made by {made_by}."
    rehearsed = f"{last.rehearsed_at:%Y-%m-%d}" if last.rehearsed_at else "never"
    line = f"Backups: the newest is of {last.made_at:%Y-%m-%d}; one was last restored as a rehearsal: {rehearsed}."
    if now - last.made_at > TOO_OLD:
        return False, f"{line} Make one with {made_by}."
    if last.is_rehearsal_due(now - ONE_DAY):
        return False, f"{line} A rehearsal is due: look at what the last backup said."
    return True, line


def _copies() -> Iterator[Finding]:
    if connection.vendor == "sqlite":
        found = [path.name for path in copies(Path(connection.settings_dict["NAME"]))]
        yield True, f"Copies from before updates: {', '.join(found) or 'none'}."


def _left_over() -> Iterator[Finding]:
    waiting, pending = Job.objects.active().count(), PendingBatch.objects.count()
    yield True, f"Long work: {waiting} wait or run, {pending} imports are being written."
