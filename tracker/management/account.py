"""What the commands share: the account that is named, and the exit codes."""

from __future__ import annotations

from django.core.management.base import CommandError

from tracker.database import refuse_newer_tables
from tracker.models import User

REFUSED, WRONG_USE = 1, 2
"""Exit codes: a file or a value was refused; the command was called the wrong way."""


def account(name: str) -> User:
    """The account of that name. Raises CommandError (wrong use) where there is none, or where the tables are newer."""
    refuse_newer_tables()
    user = User.objects.named(name)
    if user is None:
        raise CommandError(f"There is no user named {name}.", returncode=WRONG_USE)
    return user
