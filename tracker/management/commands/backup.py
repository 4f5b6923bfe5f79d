"""`manage.py backup`: copy the database while the journal runs."""

from __future__ import annotations

import sqlite3
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from tracker.backups.atomic_file import draft_beside, put_in_place
from tracker.backups.encryption import encrypt
from tracker.backups.excluded_tables import delete_transient
from tracker.backups.last_backup import last_backup, note_backup, note_rehearsal
from tracker.management.account import REFUSED
from tracker.management.commands.restore import rehearse_restore
from tracker.management.passphrase import add_passphrase_argument, new_passphrase


class Command(BaseCommand):
    """Copies all accounts with SQLite's backup API, which gives a consistent copy while entries are saved."""

    help = "Copy the whole database into a new file. Safe while the journal runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to write the copy, and whether to encrypt it."""
        parser.add_argument("file", metavar="FILE", help="the copy; a file that is there is never replaced")
        parser.add_argument("--encrypt", action="store_true", help="ask for a passphrase")
        add_passphrase_argument(parser)

    def handle(
        self, *args: Any, file: str, encrypt: bool = False, passphrase_file: str | None = None, **options: Any
    ) -> None:
        """Copy to a temporary file, check the copy, and rename it. Encrypts if a passphrase is set."""
        if connection.vendor != "sqlite":
            reason = "This installation keeps its diary in PostgreSQL: use pg_dump, as docs/deploy.md says."
            raise CommandError(reason, returncode=REFUSED)
        goal = Path(file)
        if goal.exists():
            raise CommandError(f"{file} is there already, and a backup replaces no file.", returncode=REFUSED)
        passphrase = new_passphrase(passphrase_file, must=encrypt)
        try:
            accounts = _back_up(goal, passphrase)
        except (OSError, sqlite3.Error) as problem:
            raise CommandError(f"{file} was not written: {problem}", returncode=REFUSED) from None
        now = timezone.now()
        note_backup(now)
        is_rehearsal = last_backup().is_rehearsal_due(now)
        if is_rehearsal:
            rehearse_restore(file, accounts, passphrase)
            note_rehearsal(now)
        sealed = ", sealed with the passphrase" if passphrase else ""
        self.stdout.write(f"{file}: the whole database with {accounts} accounts, checked{sealed}.")
        if is_rehearsal:
            self.stdout.write("It was restored as a rehearsal, as every week.")


def _back_up(goal: Path, passphrase: str | None) -> int:
    """Write the backup and return its number of accounts.

    The unencrypted copy is written beside the database, never into the folder of the encrypted backup.
    """
    if passphrase is None:
        with draft_beside(goal) as draft:
            accounts = _copy(draft)
            put_in_place(draft, goal)
        return accounts
    with draft_beside(goal) as sealed, draft_beside(Path(connection.settings_dict["NAME"])) as draft:
        accounts = _copy(draft)
        with draft.open("rb") as source, sealed.open("wb") as target:
            encrypt(source, target, passphrase)
        put_in_place(sealed, goal)
    return accounts


def _copy(draft: Path) -> int:
    """Copy the database and return its number of accounts.

    Copy in one step; WAL readers do not block writers. Sessions and cached results are excluded.
    """
    connection.ensure_connection()
    with closing(sqlite3.connect(draft)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        delete_transient(copy)
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the copy is damaged")
        accounts: int = copy.execute("SELECT count(*) FROM tracker_user").fetchone()[0]
    return accounts
