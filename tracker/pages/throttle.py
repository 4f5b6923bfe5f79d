"""Limits on what visitors may ask for, per network address and in total.

Counts are shared by all processes through the cache. Each limit has one entry per window, so that attackers cannot
fill the cache. Concurrent requests may count one too few: these limits bound work, they guard no secret.
"""

from __future__ import annotations

import ipaddress
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from threading import BoundedSemaphore
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tracker.pages.unsent import typed_in

ALL = "all"
IPV6_NETWORK = 64
"""Prefix length of the network that one subscriber gets; they choose the rest of an address freely."""


@dataclass(frozen=True)
class Limit:
    """How often something may be done per window, from one network and in total."""

    name: str
    per_network: int
    in_total: int
    window_s: int

    def is_spent(self, request: HttpRequest, now: datetime) -> bool:
        """Whether this network, or all of them together, have used up this window."""
        counts = self._counts(now)
        return counts[ALL] >= self.in_total or counts[network_of(request)] >= self.per_network

    def count(self, request: HttpRequest, now: datetime) -> None:
        """Count one."""
        counts = self._counts(now)
        if counts[ALL] < self.in_total:
            counts.update([ALL, network_of(request)])
            cache.set(self._key(now), dict(counts), self.window_s)

    def allows(self, request: HttpRequest, now: datetime) -> bool:
        """Count one, unless the limit is reached."""
        if self.is_spent(request, now):
            return False
        self.count(request, now)
        return True

    def _counts(self, now: datetime) -> Counter[str]:
        return Counter(cache.get(self._key(now), {}))

    def _key(self, now: datetime) -> str:
        return f"{self.name}:{int(now.timestamp()) // self.window_s}"


GUESSES_AT_LINKS = Limit("guesses", per_network=20, in_total=200, window_s=3_600)
LOG_INS = Limit("log-ins", per_network=60, in_total=600, window_s=600)
SIGN_UPS = Limit("sign-ups", per_network=30, in_total=200, window_s=3_600)
DEMOS = Limit("demos", per_network=10, in_total=100, window_s=3_600)


_places = BoundedSemaphore(2)
"""Of four threads two always stay free for pages, whatever visitors ask for at once."""

PLACE_WAIT_S = 0.3


def limited(limit: Limit) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate an expensive view: a POST beyond the limit, or the third at once, is asked to wait."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            if not limit.allows(request, timezone.now()):
                return too_often(request, limit.window_s)
            if not _places.acquire(timeout=PLACE_WAIT_S):
                return too_often(request, 1)
            try:
                return view(request, *args, **kwargs)
            finally:
                _places.release()

        return respond

    return decorate


def too_often(request: HttpRequest, wait_s: int) -> HttpResponse:
    """The page that asks to wait. It keeps what was typed, except passwords."""
    response = render(request, "429.html", {"typed": typed_in(request)}, status=429)
    response["Retry-After"] = str(wait_s)
    return response


def network_of(request: HttpRequest) -> str:
    """The visitor's network as a keyed hash, so that no address is stored."""
    address = str(get_adapter().get_client_ip(request))
    return salted_hmac("levator.guesses", network(address), algorithm="sha256").hexdigest()[:16]


def network(address: str) -> str:
    """An IPv4 address, or the /64 network of an IPv6 address."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, IPV6_NETWORK), strict=False))
