"""`/alive` and `/ready` for monitoring: answered on this machine only, and without a log-in."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

HERE = ("127.0.0.1", "::1", "")
"""Addresses of this machine; a socket has none."""


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer before anything else. What a proxy passes on is for visitors, and they get *not found*."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path_info not in ("/alive", "/ready") or not _is_from_here(request):
            return get_response(request)
        problem = _problem() if request.path_info == "/ready" else ""
        return HttpResponse(f"{problem or 'ok'}\n", status=503 if problem else 200, content_type="text/plain")

    return respond


def _is_from_here(request: HttpRequest) -> bool:
    return request.META.get("REMOTE_ADDR", "") in HERE and "HTTP_X_FORWARDED_FOR" not in request.META


def _problem() -> str:
    """Why pages cannot be served; empty if they can."""
    from tracker.database import missing_migrations

    try:
        return "tables are missing: run manage.py migrate" if missing_migrations() else ""
    except DatabaseError:
        connection.close()
        return "the database does not answer"
