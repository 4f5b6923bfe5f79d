"""Database sessions that know their owner, and keep pages readable when the disk is full."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from tracker.models import Session, User
from tracker.pages.disk_full import is_full


class SessionStore(DatabaseSessions):
    """Database sessions whose updates may fail on a full disk.

    `owner` is the person of a session that was read from the table: both come in one query.
    """

    owner: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table of sessions; it reads them with their owners."""
        return Session

    def load(self) -> dict[str, Any]:
        """Read the session and its owner."""
        row: Session | None = self._get_session_from_db()  # type: ignore[attr-defined]
        self.owner = row.user if row else None
        return self.decode(row.session_data) if row else {}

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """A row with the owner that the data name."""
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(auth.SESSION_KEY)
        return row

    def save(self, must_create: bool = False) -> None:
        """Save. On a full disk an update is dropped; a new session still raises the error."""
        try:
            super().save(must_create)
        except (DatabaseError, UpdateError) as error:
            if must_create or not is_full(error):
                raise


class OwnerMiddleware(AuthenticationMiddleware):
    """Django's, without a query for the person: the session has brought its owner along."""

    def process_request(self, request: HttpRequest) -> None:
        """Set `request.user`."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _user_of(request))  # type: ignore[assignment]


def _user_of(request: Any) -> Any:
    if not hasattr(request, "_cached_user"):
        request._cached_user = _owner_of(request.session) or auth.get_user(request)
    return request._cached_user


def _owner_of(session: Any) -> User | None:
    """The owner of a valid log-in. Whatever else a session holds is left to Django to judge."""
    digest, backend = session.get(auth.HASH_SESSION_KEY), session.get(auth.BACKEND_SESSION_KEY)
    owner: User | None = session.owner
    if not owner or not owner.is_active or session.get(auth.SESSION_KEY) != str(owner.pk) or not digest:
        return None
    is_valid = backend in settings.AUTHENTICATION_BACKENDS and constant_time_compare(
        digest, owner.get_session_auth_hash()
    )
    return owner if is_valid else None
