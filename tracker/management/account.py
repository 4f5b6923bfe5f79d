"""What the commands share: the account that is named, and the exit codes."""

from __future__ import annotations

from django.core.management.base import CommandError

from tracker.models import User

REFUSED, WRONG_USE = 1, 2
"""Exit codes: a file or a value was refused; the command was called the wrong way."""


def account(name: str) -> User:
    """The account of that name. Raises CommandError (wrong use) where there is none."""
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist:
        raise CommandError(f"There is no user named {name}.", returncode=WRONG_USE) from None
