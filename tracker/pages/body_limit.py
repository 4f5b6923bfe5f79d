"""Refuse a request body by its announced length, before anything reads it.

A larger body is allowed at one address by `@allow_body(MAX_UPLOAD_BYTES)` on its view, and then for people who are
logged in only. Demo accounts read no files in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from tracker.core.reference.limits import MAX_BODY_BYTES, MAX_FORM_BYTES

View = Callable[..., Any]


def allow_body(most: int, *, anonymous: bool = False) -> Callable[[View], View]:
    """Decorate a view that takes a larger body: from people who are logged in, or from anybody if `anonymous`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(*args: Any, **kwargs: Any) -> Any:
            return view(*args, **kwargs)

        limited.max_body = (most, anonymous)  # type: ignore[attr-defined]
        return limited

    return decorate


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 411 to a body without a length, and 413 to one that is too long. Both close the connection unread.

    Runs before CsrfViewMiddleware reads the form: its check is a view middleware, which follows all of these.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return render(request, "413.html", status=411)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > _most(request, int(length)):
            return render(request, "413.html", status=413)
        return get_response(request)

    return respond


def _most(request: HttpRequest, length: int) -> int:
    """The longest body that this person may send to this address. Most requests are shorter than any limit."""
    if length <= MAX_BODY_BYTES:
        return MAX_BODY_BYTES
    most, anonymous = _allowed_at(request.path_info)
    if anonymous:
        return most
    if not request.user.is_authenticated:
        return MAX_BODY_BYTES
    return MAX_FORM_BYTES if request.user.is_visitor else max(most, MAX_FORM_BYTES)


def _allowed_at(path: str) -> tuple[int, bool]:
    try:
        allowed: tuple[int, bool] = getattr(resolve(path).func, "max_body", (0, False))
    except Resolver404:
        return 0, False
    return allowed
