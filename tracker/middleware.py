"""What holds for every request: how answers may be kept, how long a log-in lasts, how a link's reader is answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth import logout, user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tracker.core.reference.limits import FUTURE_SLACK, SESSION_IDLE, SESSION_LONGEST

SHARED = "shared/"
"""Where the one address begins that is open to strangers."""

POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)

GetResponse = Callable[[HttpRequest], HttpResponse]


def security_headers(get_response: GetResponse) -> GetResponse:
    """Keep pages out of every cache but the reader's memory, and out of other sites."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        response.headers["Permissions-Policy"] = POLICY
        return response

    return respond


def shared_link_isolation(get_response: GetResponse) -> GetResponse:
    """Answer a shared link without knowing or marking its reader, unseen by search engines and the next site.

    The cookie is dropped before anything reads it: somebody who also keeps a diary here is a stranger like any
    other, no session is looked up, and so none can be set or deleted.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(f"/{SHARED}"):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = get_response(request)
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return respond


BEGAN, SEEN = "began", "seen"
A_DAY_S = 86_400


def bounded_log_ins(get_response: GetResponse) -> GetResponse:
    """End a log-in that is too old, was not used for too long, or began when the clock was wrong."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if is_over(request.session, timezone.now()):
                logout(request)
            else:
                _note_visit(request.session, timezone.now())
        response = get_response(request)
        if getattr(request, "clears_browser", False):
            # Not the cookies: the one for the session is gone already, and a browser stays known to its owner.
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return respond


def clear_browser(request: HttpRequest) -> None:
    """Let the answer delete what this browser stored, because the person asked for it.

    A log-in that merely ends must not: entries that could not be sent yet wait in the browser's storage.
    """
    request.clears_browser = True  # type: ignore[attr-defined]


def is_over(session: SessionBase, now: datetime) -> bool:
    """Whether the log-in has reached one of its limits. One that began in the future is from a clock set back."""
    age_s: float = now.timestamp() - session.get(BEGAN, now.timestamp())
    idle_s: float = now.timestamp() - session.get(SEEN, now.timestamp())
    return (
        idle_s > SESSION_IDLE.total_seconds()
        or age_s > SESSION_LONGEST.total_seconds()
        or age_s < -FUTURE_SLACK.total_seconds()
    )


def _note_visit(session: SessionBase, now: datetime) -> None:
    """Once a day, so that a page that is only looked at writes nothing."""
    session.setdefault(BEGAN, int(now.timestamp()))
    if abs(now.timestamp() - session.get(SEEN, 0)) > A_DAY_S:
        session[SEEN] = int(now.timestamp())


@receiver(user_logged_in)
def _began(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    session = request.session
    session[BEGAN] = session[SEEN] = int(timezone.now().timestamp())
