"""Tokens of the API: make, find, count and withdraw them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from tracker.diary.account_events import record_event
from tracker.models import AccountEvent, ApiToken, User
from tracker.models.secret import digest_of, is_marked

MAX_TOKENS = 10
MAX_USES_A_MINUTE = 60
MAX_USES_A_DAY = 2_000
MAX_VALUES_A_DAY = 5_000
"""Values that one token may send a day."""

MAX_STOP_KEYS = 20
MINUTE_S, DAY_MIN = 60, 1_440
COUNTED = ["minute", "minute_uses", "day_uses"]
TOKEN = re.compile(r"levator_(?:log|read|all)_([A-Za-z0-9_-]{32})")


class TooManyTokensError(Exception):
    """The user has MAX_TOKENS tokens."""


@transaction.atomic
def add_token(user: User, token: ApiToken) -> ApiToken:
    """Save a new token of this user. Sending the form again returns the one it made. Raises TooManyTokensError."""
    User.objects.select_for_update().get(pk=user.pk)
    existing = user.api_tokens.filter(client_id=token.client_id).first()
    if existing:
        return existing
    user.api_tokens.filter(Q(ends_at__lte=token.made_at) | Q(digest=None)).delete()
    if user.api_tokens.count() >= MAX_TOKENS:
        raise TooManyTokensError
    token.user = user
    token.save(force_insert=True)
    record_event(user, AccountEvent.Kind.TOKEN_MADE, token.made_at, token.name)
    return token


def find_token(text: str, now: datetime) -> ApiToken | None:
    """Find a token that opens, with its user. What was not made here is refused without a query."""
    parts = TOKEN.fullmatch(text)
    if parts is None or not is_marked(parts[1]):
        return None
    # The person comes with the token, so whether it opens is checked here: a plain query takes half the time.
    found = next(iter(ApiToken.objects.filter(digest=digest_of(text)).select_related("user").order_by()), None)
    return found if found and found.is_alive(now) else None


def count_use(token: ApiToken, now: datetime) -> int:
    """Count a use. Return 0, or the seconds to wait if a limit is reached.

    One statement, by an optimistic lock: if the token was used since it was read, it is read and counted again.
    """
    second, today = int(now.timestamp()), now.astimezone(UTC).date()
    minute = second // MINUTE_S
    first_of_day = minute - minute % DAY_MIN
    while True:
        is_same_day = first_of_day <= token.minute < first_of_day + DAY_MIN
        minute_uses = token.minute_uses if token.minute == minute else 0
        day_uses = token.day_uses if is_same_day else 0
        if day_uses >= MAX_USES_A_DAY:
            return (first_of_day + DAY_MIN) * MINUTE_S - second
        if minute_uses >= MAX_USES_A_MINUTE:
            return MINUTE_S - second % MINUTE_S
        as_read = {name: getattr(token, name) for name in COUNTED}
        counted = ApiToken.objects.filter(pk=token.pk, **as_read).update(
            minute=minute,
            minute_uses=minute_uses + 1,
            day_uses=day_uses + 1,
            day_values=F("day_values") if is_same_day else 0,
            used_on=today,
        )
        if counted:
            break
        token.refresh_from_db(fields=[*COUNTED, "used_on"])
    if token.used_on != today:
        record_event(token.user, AccountEvent.Kind.TOKEN_USED, now, token.name)
    return 0


def count_values(token: ApiToken, number: int) -> bool:
    """Count values that are about to be saved. False if they are more than a token may send a day."""
    room = ApiToken.objects.filter(pk=token.pk, day_values__lte=MAX_VALUES_A_DAY - number)
    return bool(room.update(day_values=F("day_values") + number))


def remember_stop(token: ApiToken, key: str) -> None:
    """Remember the key of a stop, so that the same request again stops nothing else."""
    ApiToken.objects.filter(pk=token.pk).update(stop_keys=[*token.stop_keys, key][-MAX_STOP_KEYS:])


@transaction.atomic
def withdraw_token(user: User, client_id: UUID, now: datetime) -> bool:
    """Shut a token for good. Return False if it was shut already. Raises DoesNotExist."""
    token = user.api_tokens.get(client_id=client_id)
    if not user.api_tokens.filter(pk=token.pk, digest__isnull=False).update(digest=None):
        return False
    record_event(user, AccountEvent.Kind.TOKEN_WITHDRAWN, now, token.name)
    return True


def withdraw_all_tokens(user: User, now: datetime) -> None:
    """Shut every token of a user."""
    for client_id in user.api_tokens.alive(now).values_list("client_id", flat=True):
        withdraw_token(user, client_id, now)
