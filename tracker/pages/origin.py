"""Where a person came from: after saving, an edit leads back there."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

NEXT, DAY = "next", "day"


def origin(request: HttpRequest, default: str) -> str:
    """Return the path named by `next`, if it is a page of this site; otherwise that of the URL name `default`."""
    path = request.GET.get(NEXT, "")
    if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        with suppress(Resolver404):
            resolve(path.partition("?")[0])
            return path
    return reverse(default)


def asked_day(request: HttpRequest, today: date) -> date:
    """Return the day named by `day`, if it is a date up to today; otherwise today."""
    with suppress(ValueError):
        return min(date.fromisoformat(request.GET.get(DAY, "")), today)
    return today
