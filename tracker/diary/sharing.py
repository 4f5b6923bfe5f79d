"""Shared links: each shows the snapshot of a summary until it ends or is withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.db import DatabaseError, transaction
from django.db.models import F

from tracker.diary.account import truncate_wal
from tracker.diary.account_events import record_event
from tracker.models import AccountEvent, SharedLink, User
from tracker.models.shared_link import SHUT

MAX_LINKS = 20
"""Open links per user."""

MAX_TIMES = 50
"""Times stored per link, the latest ones. All openings are counted."""


class TooManyLinksError(Exception):
    """The user has MAX_LINKS open links."""


@transaction.atomic
def add_link(user: User, link: SharedLink) -> SharedLink:
    """Save a new link of this user. Raises TooManyLinksError.

    Sending the form again returns the link it made, even if that was withdrawn since.
    """
    User.objects.select_for_update().get(pk=user.pk)
    existing = user.shared_links.filter(client_id=link.client_id).first()
    if existing:
        return existing
    if user.shared_links.alive(link.made_at).count() >= MAX_LINKS:
        raise TooManyLinksError
    link.user = user
    link.save(force_insert=True)
    record_event(user, AccountEvent.Kind.LINK_MADE, link.made_at)
    return link


def find_link(digest: str, now: datetime) -> SharedLink | None:
    """Find an open link. One query, whether the link never existed, ended or was withdrawn."""
    return SharedLink.objects.alive(now).filter(digest=digest).defer("frozen", "pdf").first()


def check_code(link: SharedLink, code: str, now: datetime) -> bool:
    """Whether this is the link's pass code.

    An attempt counts as wrong before it is checked, so that parallel attempts cannot exceed the limit.
    """
    if not SharedLink.objects.alive(now).filter(pk=link.pk).update(wrong_codes=F("wrong_codes") + 1):
        return False
    if not check_password(code, link.code):
        return False
    SharedLink.objects.filter(pk=link.pk).update(wrong_codes=F("wrong_codes") - 1)
    return True


@transaction.atomic
def open_link(link: SharedLink, now: datetime) -> Any:
    """Count an opening and return what the link shows, or None if it was shut since it was found."""
    locked = SharedLink.objects.select_for_update(of=("self",)).select_related("user")
    row = locked.alive(now).filter(pk=link.pk).defer("pdf").first()
    if row is None:
        return None
    row.opened += 1
    row.opened_at = [*row.opened_at, now.isoformat()][-MAX_TIMES:]
    row.save(update_fields=["opened", "opened_at"])
    record_event(row.user, AccountEvent.Kind.LINK_OPENED, now)
    return row.frozen


def link_pdf(link: SharedLink, make: Callable[[], bytes]) -> bytes:
    """The PDF of a link. Each link makes one, so that opening it often costs nothing."""
    row = SharedLink.objects.filter(pk=link.pk).values_list("pdf", flat=True).first()
    if row is not None:
        return bytes(row)
    pdf = make()
    with suppress(DatabaseError), transaction.atomic():
        SharedLink.objects.filter(pk=link.pk, digest__isnull=False).update(pdf=pdf)
    return pdf


@transaction.atomic
def withdraw_link(user: User, client_id: UUID, now: datetime) -> bool:
    """Shut a link for good and delete its snapshot. Return False if it was shut already."""
    rows = user.shared_links.filter(client_id=client_id, digest__isnull=False)
    transaction.on_commit(truncate_wal)
    if not rows.update(withdrawn_at=now, **SHUT):
        return False
    record_event(user, AccountEvent.Kind.LINK_WITHDRAWN, now)
    return True


def delete_ended_links(now: datetime) -> None:
    """Delete the snapshots of ended links, of all users."""
    if SharedLink.objects.overdue(now).update(**SHUT):
        transaction.on_commit(truncate_wal)
