"""Delete an account with everything it holds."""

from __future__ import annotations

from pathlib import Path

from django.db import connection, transaction

from tracker.backups.before_migration import delete_copies
from tracker.diary.slices import delete_entries
from tracker.models import LoginAttempt, Upload, User

ENDED = "//ended-"
"""Prefix of the name of an account that is being deleted. Nobody can choose it."""


def delete_account(user: User) -> None:
    """Delete a user with their diary, their login attempts and their sessions on all devices.

    The account ends at once; the entries follow in slices, so that nobody waits for a long diary to go.
    """
    end_account(user)
    delete_entries(user)
    user.delete()
    if connection.vendor == "sqlite":
        delete_copies(Path(connection.settings_dict["NAME"]))
    transaction.on_commit(truncate_wal)


def finish_deletions() -> None:
    """Delete what is left of accounts whose deletion was interrupted."""
    for user in User.objects.filter(username__startswith=ENDED, is_active=False):
        delete_account(user)


@transaction.atomic
def end_account(user: User) -> None:
    """Log the user out everywhere, free the name, and delete the files of jobs and uploads."""
    end_log_ins(user)
    LoginAttempt.objects.forget(user.username)
    user.shared_links.all().delete()
    user.api_tokens.all().delete()
    user.jobs.all().delete()
    Upload.objects.filter(user=user).delete()
    user.username, user.is_active = f"{ENDED}{user.pk}", False
    user.set_unusable_password()
    user.save(update_fields=["username", "is_active", "password"])


def end_log_ins(user: User, keep: str | None = None) -> None:
    """Log the user out everywhere but in the session `keep`."""
    user.sessions.exclude(pk=keep or "").delete()
    user.devices.exclude(session_key=keep or "").delete()


def truncate_wal() -> None:
    """Empty SQLite's write-ahead log, which may hold pages from before a deletion."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
