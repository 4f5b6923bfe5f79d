"""`manage.py restore`: restore a backup into an empty installation."""

from __future__ import annotations

import shutil
import sqlite3
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tracker.backups.atomic_file import draft_beside, put_in_place
from tracker.backups.encryption import FIRST_LINE, DecryptionError, decrypt
from tracker.backups.excluded_tables import delete_transient
from tracker.management.account import REFUSED
from tracker.management.passphrase import add_passphrase_argument, known_passphrase

SQLITE = b"SQLite format 3\0"
LOCK_TIMEOUT_S = 20


class Command(BaseCommand):
    """Never overwrites data. Exit code 1, with nothing changed, if the backup or the installation is unsuitable."""

    help = "Put a backup into an installation that holds no account yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which backup, and its passphrase."""
        parser.add_argument("file", metavar="FILE", help="what manage.py backup wrote")
        add_passphrase_argument(parser)

    def handle(self, *args: Any, file: str, passphrase_file: str | None = None, **options: Any) -> None:
        """Check the installation, copy the backup beside its database, check the copy, and put it in place."""
        if connection.vendor != "sqlite":
            reason = "This installation keeps its diary in PostgreSQL: use pg_restore, as docs/deploy.md says."
            raise CommandError(reason, returncode=REFUSED)
        goal = Path(connection.settings_dict["NAME"])
        _refuse_installation_in_use(goal)
        try:
            with draft_beside(goal) as draft:
                _copy_backup(file, draft, lambda: known_passphrase(passphrase_file))
                accounts, is_older = _check_backup(file, draft)
                with closing(sqlite3.connect(draft)) as copy:
                    delete_transient(copy)
                _install(draft, goal)
        except (OSError, sqlite3.Error) as problem:
            raise CommandError(f"{file} was not restored: {problem}", returncode=REFUSED) from None
        self.stdout.write(f"{file}: restored, {accounts} accounts. Everybody logs in anew.")
        if is_older:
            self.stdout.write("It is from an older Levator: run manage.py migrate; scripts/serve does so by itself.")


def rehearse_restore(file: str, accounts: int, passphrase: str | None) -> None:
    """Restore a backup into a database that is deleted again, beside that of this installation.

    Raises CommandError if it cannot be restored, or holds another number of accounts.
    """
    try:
        with draft_beside(Path(connection.settings_dict["NAME"])) as draft:
            goal = draft.with_name("rehearsal.sqlite3")
            _copy_backup(file, draft, lambda: passphrase or "")
            found, _is_older = _check_backup(file, draft)
            _install(draft, goal)
            with closing(sqlite3.connect(goal)) as restored:
                restored_accounts = restored.execute("SELECT count(*) FROM tracker_user").fetchone()[0]
    except (OSError, sqlite3.Error) as problem:
        raise CommandError(f"{file} could not be restored as a rehearsal: {problem}", returncode=REFUSED) from None
    if {found, restored_accounts} != {accounts}:
        reason = f"{file} was restored as a rehearsal with {restored_accounts} of {accounts} accounts."
        raise CommandError(reason, returncode=REFUSED)


def _refuse_installation_in_use(goal: Path) -> None:
    """Raise CommandError if the installation has accounts. A started one without accounts counts as empty."""
    beside = Path(f"{goal}-wal")
    if not goal.exists():
        if beside.exists() and beside.stat().st_size:
            reason = f"{beside} lies there without its database; move it away, or entries in it would be mixed in."
            raise CommandError(reason, returncode=REFUSED)
        return
    try:
        with closing(sqlite3.connect(f"{goal.resolve().as_uri()}?mode=ro", uri=True)) as there:
            tables = {name for (name,) in there.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            accounts = there.execute("SELECT count(*) FROM tracker_user").fetchone()[0] if tables else 0
    except sqlite3.Error as problem:
        raise CommandError(f"{goal} is in the way: {problem}", returncode=REFUSED) from None
    if accounts:
        reason = f"This installation holds {accounts} accounts already: a backup is restored into an empty one."
        raise CommandError(reason, returncode=REFUSED)


def _copy_backup(file: str, draft: Path, passphrase: Callable[[], str]) -> None:
    """Copy the backup to `draft`, decrypted if it is encrypted."""
    beside = Path(f"{file}-wal")
    if beside.exists() and beside.stat().st_size:
        reason = f"{file} is no finished backup: the newest entries stand in {beside}."
        raise CommandError(reason, returncode=REFUSED)
    with Path(file).open("rb") as source, draft.open("wb") as target:
        begins_with = source.read(len(FIRST_LINE))
        source.seek(0)
        if begins_with != FIRST_LINE:
            shutil.copyfileobj(source, target)
            return
        try:
            decrypt(source, target, passphrase())
        except DecryptionError as problem:
            raise CommandError(f"{file} cannot be opened: {problem}.", returncode=REFUSED) from None


def _check_backup(file: str, draft: Path) -> tuple[int, bool]:
    """Return the number of accounts, and whether migrations are missing. Raises CommandError with the reason."""
    with draft.open("rb") as opened:
        if opened.read(len(SQLITE)) != SQLITE:
            raise CommandError(f"{file} is no backup of Levator.", returncode=REFUSED)
    try:
        # Immutable: an unchecked file is not written to, and no WAL file is created beside it.
        with closing(sqlite3.connect(f"{draft.as_uri()}?immutable=1", uri=True)) as copy:
            # integrity_check ignores free pages, so it does not notice that they are cut off.
            ((pages,), (page_size,)) = (
                copy.execute(f"PRAGMA {size}").fetchone() for size in ("page_count", "page_size")
            )
            if draft.stat().st_size != pages * page_size:
                raise sqlite3.DatabaseError("it ends too early")
            if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise sqlite3.DatabaseError("its parts do not fit together")
            if copy.execute("PRAGMA foreign_key_check").fetchone():
                raise sqlite3.DatabaseError("entries name what is not there")
            is_older = _refuse_other_tables(file, copy)
            return copy.execute("SELECT count(*) FROM tracker_user").fetchone()[0], is_older
    except sqlite3.DatabaseError as problem:
        raise CommandError(f"{file} is damaged: {problem}", returncode=REFUSED) from None


def _refuse_other_tables(file: str, copy: sqlite3.Connection) -> bool:
    """Whether migrations are missing in the copy. Raises CommandError for other programs and a newer Levator."""
    known = set(MigrationLoader(None).disk_migrations)
    schema = list(copy.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema"))
    # Triggers, views and virtual tables hold SQL that would run later; Levator creates none.
    active = [name for kind, name, sql in schema if kind in ("trigger", "view") or sql.startswith("CREATE VIRTUAL")]
    if active:
        raise CommandError(f"{file} is no backup of Levator: it holds more than tables.", returncode=REFUSED)
    tables = {name for kind, name, _sql in schema if kind == "table"}
    applied = set(copy.execute("SELECT app, name FROM django_migrations")) if "django_migrations" in tables else set()
    if ("tracker", "0001_initial") not in applied:
        raise CommandError(f"{file} is no backup of Levator.", returncode=REFUSED)
    if applied - known:
        reason = f"{file} is from a newer Levator than this one: update this one first."
        raise CommandError(reason, returncode=REFUSED)
    return bool(known - applied)


def _install(draft: Path, goal: Path) -> None:
    """Put the copy in place. An empty database that a running server may have open is replaced by SQLite."""
    if not goal.exists():
        put_in_place(draft, goal)
        return
    with closing(sqlite3.connect(draft)) as copy, closing(sqlite3.connect(goal, timeout=LOCK_TIMEOUT_S)) as there:
        copy.backup(there)
