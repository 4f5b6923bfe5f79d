"""Tokens of the API: make, find, count and withdraw them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Q, Value, When

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
    return ApiToken.objects.alive(now).filter(digest=digest_of(text)).select_related("user").first()


def count_use(token: ApiToken, now: datetime) -> int:
    """Count a use in one statement. Return 0, or the seconds to wait if a limit is reached."""
    minute = int(now.timestamp()) // MINUTE_S
    first_of_day = minute - minute % DAY_MIN
    same_day = Q(minute__gte=first_of_day, minute__lt=first_of_day + DAY_MIN)
    spent = Q(minute=minute, minute_uses__gte=MAX_USES_A_MINUTE) | Q(same_day, day_uses__gte=MAX_USES_A_DAY)
    counted = ApiToken.objects.filter(~spent, pk=token.pk).update(
        minute_uses=Case(When(minute=minute, then=F("minute_uses") + 1), default=Value(1)),
        day_uses=Case(When(same_day, then=F("day_uses") + 1), default=Value(1)),
        day_values=Case(When(same_day, then=F("day_values")), default=Value(0)),
        minute=minute,
        used_on=now.astimezone(UTC).date(),
    )
    if counted:
        if token.used_on != now.astimezone(UTC).date():
            record_event(token.user, AccountEvent.Kind.TOKEN_USED, now, token.name)
        return 0
    left_min = first_of_day + DAY_MIN - minute if token.day_uses >= MAX_USES_A_DAY else 1
    return left_min * MINUTE_S - int(now.timestamp()) % MINUTE_S


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
