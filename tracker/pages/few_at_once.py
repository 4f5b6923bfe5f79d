"""Keep threads of a process free for short pages, however many long ones are asked for at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import BoundedSemaphore
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.pages.busy import WAIT_S

WAIT_FOR_PLACE_S = 1
REFRESH_S = 3

_running = BoundedSemaphore(2)
_inside = BoundedSemaphore(3)
"""Of four threads two may compute and a third may wait for them. The fourth is for everybody else."""


def few_at_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view that may take seconds. If too many run, its page asks again by itself."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _inside.acquire(blocking=False):
            return _one_moment(request)
        try:
            if not _running.acquire(timeout=WAIT_FOR_PLACE_S):
                return _one_moment(request)
            try:
                return view(request, *args, **kwargs)
            finally:
                _running.release()
        finally:
            _inside.release()

    return respond


def _one_moment(request: HttpRequest) -> HttpResponse:
    response = render(request, "503.html", {"is_long": True}, status=503)
    response["Retry-After"] = str(WAIT_S)
    response["Refresh"] = str(REFRESH_S)
    return response
