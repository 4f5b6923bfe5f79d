"""Record what happened to an account, for its owner to read: see AccountEvent."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F, Q

from tracker.models import AccountEvent, User

MAX_AGE = timedelta(days=400)
MAX_AGE_OF_NOBODYS = timedelta(days=1)
MAX_ROWS = 2_000
"""Rows kept per user, the newest. A day has few: events of one kind and name share a row."""


def record_event(user: User | None, kind: AccountEvent.Kind, now: datetime, name: str = "") -> None:
    """Count an event of this day. Call it after what happened: a full disk loses the event and nothing else.

    `user` is None for a refused log-in under a name that nobody has.
    """
    day = now.astimezone(ZoneInfo(user.time_zone) if user else UTC).date()
    same = AccountEvent.objects.filter(user=user, kind=kind, name=name, day=day)
    with suppress(DatabaseError), transaction.atomic():
        if same.update(count=F("count") + 1, last_at=now):
            return
        try:
            with transaction.atomic():
                AccountEvent.objects.create(user=user, kind=kind, name=name, day=day, first_at=now, last_at=now)
        except IntegrityError:
            same.update(count=F("count") + 1, last_at=now)
        _delete_old(user, now)


def _delete_old(user: User | None, now: datetime) -> None:
    rows = AccountEvent.objects.filter(user=user)
    oldest = now - (MAX_AGE if user else MAX_AGE_OF_NOBODYS)
    surplus = rows.order_by("-last_at", "-pk").values("pk")[MAX_ROWS:]
    rows.filter(Q(last_at__lt=oldest) | Q(pk__in=surplus)).delete()
