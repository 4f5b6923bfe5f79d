"""Invitations to sign up, each for one person: `manage.py invite` prints one."""

from __future__ import annotations

from django.core.cache import cache

from tracker.models.secret import digest_of, new_token

INVITE_DAYS = 14
FIELD = "invite"
"""The name of the secret in the address and in the form."""


def make_invite() -> str:
    """A new secret. Only its digest is stored."""
    token = new_token()
    cache.set(_key(token), 1, INVITE_DAYS * 24 * 3600)
    return token


def is_open(token: str) -> bool:
    """Whether somebody may still sign up with it."""
    return cache.get(_key(token)) is not None


def use(token: str) -> None:
    """Nobody else may sign up with it."""
    cache.delete(_key(token))


def _key(token: str) -> str:
    return f"invite:{digest_of(token)}"
