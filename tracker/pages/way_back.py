"""The way back into an account whose password and passkeys are lost: `manage.py let_in` makes a code, good once."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import transaction

from tracker import diary
from tracker.models import LoginAttempt, User
from tracker.models.secret import digest_of, is_marked, new_token

WAY_BACK_HOURS = 24


def make_way_back(user: User) -> str:
    """A code for this user. Only its digest is stored; nothing of the account changes before it is used."""
    code = new_token()
    cache.set(_key(code), user.pk, WAY_BACK_HOURS * 3600)
    return code


def way_back_of(code: str) -> User | None:
    """The user whom the code lets in."""
    pk = cache.get(_key(code)) if is_marked(code) else None
    return User.objects.filter(pk=pk, is_active=True).first() if pk else None


@transaction.atomic
def use_way_back(user: User, code: str, password: str) -> None:
    """Set the new password, remove all passkeys, apps and codes, and log the user out everywhere."""
    cache.delete(_key(code))
    user.set_password(password)
    user.asks_second_step = False
    user.save(update_fields=["password", "asks_second_step"])
    Authenticator.objects.filter(user=user).delete()
    LoginAttempt.objects.forget(user.username)
    diary.end_log_ins(user)


def _key(code: str) -> str:
    return f"let-in:{digest_of(code)}"
