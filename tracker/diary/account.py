"""Delete an account with everything it holds."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from tracker.models import LoginAttempt, User


@transaction.atomic
def delete_account(user: User) -> None:
    """Delete a user with their diary, their login attempts and their sessions on all devices.

    Decodes every session, because the table has no column for the user.
    """
    own = [row.pk for row in Session.objects.iterator() if row.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=own).delete()
    LoginAttempt.objects.forget(user.username)
    user.delete()
    transaction.on_commit(truncate_wal)


def truncate_wal() -> None:
    """Empty SQLite's write-ahead log, which may hold pages from before a deletion."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
