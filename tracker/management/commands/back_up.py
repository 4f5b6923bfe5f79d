"""`manage.py back_up`: a whole copy of the database, while the journal goes on."""

from __future__ import annotations

import os
import sqlite3
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from tracker.management.account import REFUSED

PAGES_A_STEP, PAUSE_S = 200, 0.001
"""Small steps with a breath between them, so that nobody waits for the copy."""


class Command(BaseCommand):
    """Copies every account with SQLite's own backup, so that entries made meanwhile do not tear the copy."""

    help = "Copy the whole database into a file. Safe while the journal runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the copy goes."""
        parser.add_argument("file", metavar="FILE", help="the copy; a file that is there is replaced once it is whole")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        """Copy beside the goal, check the copy, then put it in place."""
        if connection.vendor != "sqlite":
            raise CommandError("This installation keeps its diary in PostgreSQL: use pg_dump.", returncode=REFUSED)
        draft = Path(f"{file}.part")
        try:
            draft.touch(mode=0o600)
            _copy(draft)
            os.replace(draft, file)
        except (OSError, sqlite3.Error) as problem:
            raise CommandError(f"{file} was not written: {problem}", returncode=REFUSED) from None
        finally:
            draft.unlink(missing_ok=True)
        self.stdout.write(f"{file}: the whole database, checked.")


def _copy(draft: Path) -> None:
    connection.ensure_connection()
    copy = sqlite3.connect(draft)
    try:
        connection.connection.backup(copy, pages=PAGES_A_STEP, sleep=PAUSE_S)
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the copy is damaged")
    finally:
        copy.close()
