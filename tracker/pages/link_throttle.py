"""Guesses at shared links: how many of them are looked up, from one address and in all.

Whoever holds a link is never held up by them: a secret that this installation made is always looked up.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR_S = 3600
FROM_ONE_ADDRESS = 20
FROM_ALL = 200
ALL = "all"


def are_spent(request: HttpRequest, now: datetime) -> bool:
    """Whether this address, or all together, have guessed as often as is looked up in an hour."""
    counts = _counts(now)
    return counts[ALL] >= FROM_ALL or counts[_address(request)] >= FROM_ONE_ADDRESS


def count(request: HttpRequest, now: datetime) -> None:
    """One more that found nothing. One entry of the cache holds them all, so that guesses cannot crowd it."""
    counts = _counts(now)
    if counts[ALL] < FROM_ALL:
        counts.update([ALL, _address(request)])
        cache.set(_name(now), dict(counts), HOUR_S)


def _counts(now: datetime) -> Counter[str]:
    return Counter(cache.get(_name(now), {}))


def _name(now: datetime) -> str:
    return f"guesses:{int(now.timestamp()) // HOUR_S}"


def _address(request: HttpRequest) -> str:
    """The visitor's address as a keyed hash: it is told from others, and not written down."""
    address = str(get_adapter().get_client_ip(request))
    return salted_hmac("levator.guesses", address, algorithm="sha256").hexdigest()[:16]
