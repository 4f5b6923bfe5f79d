"""Links to a frozen summary: made once, opened while they last, withdrawn at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import F

from tracker.diary.account import truncate_wal
from tracker.models import SharedLink, User
from tracker.models.shared_link import SHUT

MOST_LINKS = 20
"""So many links of one person can be open at once."""

MOST_TIMES = 50
"""Of so many openings the time is kept, the last ones; all are counted."""


class TooManyLinksError(Exception):
    """The person has as many open links as one may have."""


@transaction.atomic
def add_link(user: User, link: SharedLink) -> SharedLink:
    """Keep a new link, with the person it belongs to. Raises TooManyLinksError.

    The same form sent again finds the link that it made, whatever became of it since: a link that was withdrawn
    is not made again.
    """
    User.objects.select_for_update().get(pk=user.pk)
    made = user.shared_links.filter(client_id=link.client_id).first()
    if made:
        return made
    if user.shared_links.alive(link.made_at).count() >= MOST_LINKS:
        raise TooManyLinksError
    link.user = user
    link.save(force_insert=True)
    return link


def find_link(digest: str, now: datetime) -> SharedLink | None:
    """The link with this digest. One that never was, ended or was withdrawn is not found by the same one query."""
    return SharedLink.objects.alive(now).filter(digest=digest).defer("frozen").first()


def check_code(link: SharedLink, code: str, now: datetime) -> bool:
    """Whether this is the link's pass code. A try is taken before it is known to be right, and given back then.

    So even a hundred tries at once are no more than the few that a link allows.
    """
    if not SharedLink.objects.alive(now).filter(pk=link.pk).update(wrong_codes=F("wrong_codes") + 1):
        return False
    if not check_password(code, link.code):
        return False
    SharedLink.objects.filter(pk=link.pk).update(wrong_codes=F("wrong_codes") - 1)
    return True


@transaction.atomic
def open_link(link: SharedLink, now: datetime) -> Any:
    """What the link shows, counted as one opening; None when it has been shut since it was found."""
    row = SharedLink.objects.select_for_update().alive(now).filter(pk=link.pk).first()
    if row is None:
        return None
    row.opened += 1
    row.opened_at = [*row.opened_at, now.isoformat()][-MOST_TIMES:]
    row.save(update_fields=["opened", "opened_at"])
    return row.frozen


@transaction.atomic
def withdraw_link(user: User, client_id: UUID, now: datetime) -> bool:
    """Shut a link for good and delete what it showed; False when it was shut already."""
    held = user.shared_links.filter(client_id=client_id, digest__isnull=False)
    transaction.on_commit(truncate_wal)
    return bool(held.update(withdrawn_at=now, **SHUT))


def delete_ended_links(now: datetime) -> None:
    """Delete what links showed that have ended, of everybody. They opened nothing since."""
    if SharedLink.objects.overdue(now).update(**SHUT):
        transaction.on_commit(truncate_wal)
