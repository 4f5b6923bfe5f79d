"""Keep threads of a process free for short pages, however many long ones are asked for at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import wraps
from threading import BoundedSemaphore
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render

from tracker.pages.busy import WAIT_S

WAIT_FOR_PLACE_S = 1
REFRESH_S = 3

_running = BoundedSemaphore(2)
_inside = BoundedSemaphore(3)
"""Of four threads two may compute and a third may wait for them. The fourth is for everybody else."""


def few_at_once(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorate a view that may take seconds. If too many run, its page asks again by itself."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with ExitStack() as places:
            if not _inside.acquire(blocking=False):
                return _one_moment(request)
            places.callback(_inside.release)
            if not _running.acquire(timeout=WAIT_FOR_PLACE_S):
                return _one_moment(request)
            places.callback(_running.release)
            response = view(request, *args, **kwargs)
            if isinstance(response, StreamingHttpResponse):
                # It is computed while it is sent.
                response.streaming_content = _Held(response.streaming_content, places.pop_all())
            return response

    return respond


class _Held:
    """The pieces of a response that keeps its place until it is closed, or forgotten."""

    def __init__(self, pieces: Any, places: ExitStack) -> None:
        self._pieces, self._places = pieces, places

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)

    def close(self) -> None:
        """Give up the place."""
        self._places.close()

    __del__ = close


def _one_moment(request: HttpRequest) -> HttpResponse:
    response = render(request, "503.html", {"is_long": True}, status=503)
    response["Retry-After"] = str(WAIT_S)
    response["Refresh"] = str(REFRESH_S)
    return response
