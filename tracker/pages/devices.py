"""The list of devices: one row for each log-in, named by its session."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import DatabaseError
from django.http import HttpRequest

from tracker.core.reference.browsers import browser_and_system
from tracker.models import Session, User
from tracker.pages.disk_full import is_full

BEGAN = "began"
"""The time of the log-in, in its session."""


def note_log_in(request: HttpRequest, user: User, now: datetime) -> None:
    """Add this device, and delete the rows of sessions that are gone."""
    user.devices.exclude(session_key__in=Session.objects.values("session_key")).delete()
    if request.session.session_key is None:
        request.session.create()
    note_device(request, user, now)


def note_visit(request: HttpRequest, user: User, now: datetime) -> None:
    """Store the day of this visit. Log-ins that are older than this list get their row here; a full disk loses it."""
    try:
        note_device(request, user, now)
    except DatabaseError as error:
        if not is_full(error):
            raise


def note_device(request: HttpRequest, user: User, now: datetime) -> None:
    """Write the row of the present session."""
    browser, system = browser_and_system(request.headers.get("User-Agent", ""))
    day = now.astimezone(ZoneInfo(user.time_zone)).date()
    row = {"seen_on": day, "browser": browser, "system": system}
    user.devices.update_or_create(session_key=request.session.session_key, defaults=row)


def forget_device(request: HttpRequest, user: User) -> None:
    """Delete the row of a session that ends."""
    user.devices.filter(session_key=request.session.session_key or "").delete()
