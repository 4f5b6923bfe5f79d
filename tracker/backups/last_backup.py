"""When this installation was last backed up, and when a backup was last restored as a rehearsal.

A small file in LEVATOR_DATA, written by the commands and units that make backups.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

REHEARSE_AFTER = timedelta(days=7)
TOO_OLD = timedelta(days=15)
"""A weekly backup that was missed twice."""


@dataclass(frozen=True)
class LastBackup:
    """Both times, None if there was none."""

    made_at: datetime | None = None
    rehearsed_at: datetime | None = None

    def is_rehearsal_due(self, now: datetime) -> bool:
        """Whether the last rehearsal is a week old, or lies in the future because the clock was wrong."""
        return self.rehearsed_at is None or abs(now - self.rehearsed_at) >= REHEARSE_AFTER


def last_backup() -> LastBackup:
    """What the file says; nothing if there is none or it cannot be read."""
    try:
        stored = json.loads(_path().read_text())
        times = {name: datetime.fromisoformat(text) for name, text in stored.items() if text}
        return LastBackup(**times)
    except (OSError, ValueError, TypeError, AttributeError):
        return LastBackup()


def note_backup(now: datetime) -> None:
    """Write down that a backup was made now."""
    _write(replace(last_backup(), made_at=now))


def note_rehearsal(now: datetime) -> None:
    """Write down that a backup was restored as a rehearsal now."""
    _write(replace(last_backup(), rehearsed_at=now))


def _write(known: LastBackup) -> None:
    draft = _path().with_suffix(".part")
    draft.write_text(json.dumps({name: at and at.isoformat() for name, at in asdict(known).items()}))
    draft.replace(_path())


def _path() -> Path:
    folder: Path = settings.DATA_DIR
    return folder / "last_backup.json"
