"""Throttle for guesses at shared links, per IP address and in total.

It never blocks a valid link: a secret with this installation's mark is always looked up.
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
    """Whether this address, or all addresses together, have used up the guesses of this hour."""
    counts = _counts(now)
    return counts[ALL] >= FROM_ALL or counts[_address(request)] >= FROM_ONE_ADDRESS


def count(request: HttpRequest, now: datetime) -> None:
    """Count a failed guess. One cache entry holds all counts, so that guesses cannot fill the cache."""
    counts = _counts(now)
    if counts[ALL] < FROM_ALL:
        counts.update([ALL, _address(request)])
        cache.set(_name(now), dict(counts), HOUR_S)


def _counts(now: datetime) -> Counter[str]:
    return Counter(cache.get(_name(now), {}))


def _name(now: datetime) -> str:
    return f"guesses:{int(now.timestamp()) // HOUR_S}"


def _address(request: HttpRequest) -> str:
    """The visitor's IP address as a keyed hash, so that it is not stored."""
    address = str(get_adapter().get_client_ip(request))
    return salted_hmac("levator.guesses", address, algorithm="sha256").hexdigest()[:16]
