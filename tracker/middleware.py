"""Middleware: security headers, session limits, and isolation of shared links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib.auth import logout, user_logged_in, user_logged_out
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tracker import diary
from tracker.core.reference.limits import ASKED_AGAIN_AFTER_S, FUTURE_SLACK, MAX_SESSION_AGE, MAX_SESSION_IDLE
from tracker.models import Session, User
from tracker.pages.devices import BEGAN, forget_device, note_log_in, note_visit

SHARED = "shared/"
"""Prefix of the only URL that is open to strangers."""

POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)

MAX_CLEARED = 100
"""Expired sessions that one log-in deletes."""

GetResponse = Callable[[HttpRequest], HttpResponse]


def security_headers(get_response: GetResponse) -> GetResponse:
    """Forbid caching, embedding by other sites, and unused browser features."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        response.headers["Permissions-Policy"] = POLICY
        return response

    return respond


def shared_link_isolation(get_response: GetResponse) -> GetResponse:
    """Serve shared links without cookies, search engine indexing or referrer.

    The cookie header is dropped before anything reads it, so no session is looked up, set or deleted, even if the
    reader has an account here.
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


def page_for_wrong_method(get_response: GetResponse) -> GetResponse:
    """Show a page instead of nothing when an address that only takes forms is opened. Shared links stay bare."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_bare = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content
        if not is_bare or request.path_info.startswith(f"/{SHARED}"):
            return response
        page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return respond


SEEN = "seen"
KEEPS_STORAGE = "keeps_storage"
A_DAY_S = 86_400


def bounded_log_ins(get_response: GetResponse) -> GetResponse:
    """Log out sessions that are too old, were idle for too long, or began when the clock was wrong."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if is_over(request.session, timezone.now()):
                logout(request)
            else:
                _note_visit(request, timezone.now())
        response = get_response(request)
        if clears := getattr(request, "clears_browser", ""):
            # Without "cookies": logout has deleted the session's, and the device cookie stays.
            response.headers["Clear-Site-Data"] = clears
        return response

    return respond


def clear_browser(request: HttpRequest) -> None:
    """Make the response clear the browser's storage, because the person logged out.

    An expired session must not do this: queued entries that could not be sent wait in the storage. If some of them
    are of another person, the page's script has removed the rest and asks to leave the storage.
    """
    keeps = KEEPS_STORAGE in request.POST
    request.clears_browser = '"cache"' if keeps else '"cache", "storage"'  # type: ignore[attr-defined]


def is_over(session: SessionBase, now: datetime) -> bool:
    """Whether the session has reached a limit. A start in the future means that the clock was set back."""
    age_s: float = now.timestamp() - session.get(BEGAN, now.timestamp())
    idle_s: float = now.timestamp() - session.get(SEEN, now.timestamp())
    return (
        idle_s > MAX_SESSION_IDLE.total_seconds()
        or age_s > MAX_SESSION_AGE.total_seconds()
        or age_s < -FUTURE_SLACK.total_seconds()
    )


def is_fresh(session: SessionBase, now: datetime) -> bool:
    """Whether the person logged in within the last minutes."""
    age_s: float = now.timestamp() - session.get(BEGAN, 0)
    return 0 <= age_s < ASKED_AGAIN_AFTER_S


def _note_visit(request: HttpRequest, now: datetime) -> None:
    """Update the time of the last visit once a day, so that reading a page does not write."""
    session = request.session
    session.setdefault(BEGAN, int(now.timestamp()))
    if abs(now.timestamp() - session.get(SEEN, 0)) > A_DAY_S:
        session[SEEN] = int(now.timestamp())
        if isinstance(request.user, User):
            note_visit(request, request.user, now)


@receiver(user_logged_in)
def _began(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    session, now = request.session, timezone.now()
    session[BEGAN] = session[SEEN] = int(now.timestamp())
    # A session that began with a passkey was made to last some minutes only.
    session.set_expiry(None)
    over = Session.objects.filter(expire_date__lt=now).values_list("pk", flat=True)[:MAX_CLEARED]
    Session.objects.filter(pk__in=list(over)).delete()
    diary.clear_deleted(now)
    note_log_in(request, user, now)


@receiver(user_logged_out)
def _ended(sender: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    # An account that was just deleted has no rows any more.
    if user and user.pk:
        forget_device(request, user)
