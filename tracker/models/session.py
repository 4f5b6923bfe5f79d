"""The log-ins: sessions in the database that know whose they are."""

from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models


class SessionManager(BaseSessionManager):  # type: ignore[type-arg]
    """Reads a session with its owner."""

    def get_queryset(self) -> models.QuerySet[Session]:
        """Sessions, joined with their owners where rows are read."""
        return super().get_queryset().select_related("user")


class Session(AbstractBaseSession):
    """A session with its owner; None before a log-in.

    Django's own table has no such column: to log somebody out everywhere, each session would have to be decoded.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions")

    objects: ClassVar[SessionManager] = SessionManager()

    @classmethod
    def get_session_store_class(cls) -> Any:
        """The class that reads and writes sessions."""
        return import_module(settings.SESSION_ENGINE).SessionStore
