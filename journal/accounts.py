"""Where the account pages lead, and how tries at a password are counted."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.middleware import clear_browser
from tracker.models import Guess, User
from tracker.models.login_attempt import digest
from tracker.pages.unsent import Unsent, ask_to_log_in, offer

KNOWN_FOR_S = 365 * 24 * 3600
MOST_KNOWN = 5
log = logging.getLogger("levator.auth")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """As it comes, but for where a new password leads, and for the throttle.

    Nobody waits for what somebody else got wrong: tries are counted for one account from one browser that has been
    its owner's before (a signed cookie says so), or from one address.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many wrong passwords. Please wait a little, or use a device on which you have logged in before."
        )
    }

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """The settings."""
        return reverse("tracker:settings")

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """A new name, in the form it is stored in, that nobody has."""
        name: str = super().clean_username(User.normalize_username(username), shallow)
        return name

    def logout(self, request: HttpRequest) -> None:
        """The person pressed *Log out*: nothing of theirs stays in this browser."""
        super().logout(request)
        clear_browser(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the password is looked at, or refuse to look."""
        name = credentials.get("username", "")
        browser = known_browser(request, name)
        source = f"browser {browser}" if browser else f"address {self.get_client_ip(request)}"
        self.guess = Guess.objects.try_once(name, source, bool(browser), timezone.now())
        if self.guess is None:
            log.warning("log-in not looked at: too many tries, account %s", digest(name)[:12])
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The person, if the password is right; then its source is forgiven what it got wrong."""
        named = User.objects.named(credentials.get("username", ""))
        if named:
            credentials["username"] = named.username
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user and self.guess:
            self.guess.was_right()
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave a line in the log: no name, no password."""
        log.warning("log-in refused: account %s", digest(credentials.get("username", ""))[:12])

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Leave a line in the log, and a cookie by which this browser is known to be its owner's."""
        log.info("logged in: person %s", user.pk)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        unsent = Unsent.of(request)
        if unsent and unsent.is_of(user):
            response = offer(request, unsent)
        known = dict([*_known(request).items(), (digest(user.username), secrets.token_urlsafe(16))][-MOST_KNOWN:])
        response.set_cookie(
            settings.DEVICE_COOKIE_NAME,
            signing.dumps(known, salt="levator.device"),
            max_age=KNOWN_FOR_S,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response


class LogInFirst(LoginRequiredMiddleware):
    """As it comes, but a form whose log-in had ended loses nothing that was typed."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        """The log-in page; for a form, with what it holds."""
        unsent = Unsent.of(request) if request.method == "POST" else None
        if unsent and unsent.owner:
            return ask_to_log_in(request, unsent)
        response: HttpResponse = super().handle_no_permission(request, view_func)
        return response


def known_browser(request: HttpRequest, name: str) -> str:
    """What this browser was called when this person last logged in with it; empty where they never did."""
    return _known(request).get(digest(name), "")


def _known(request: HttpRequest) -> dict[str, str]:
    try:
        known: dict[str, str] = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt="levator.device", max_age=KNOWN_FOR_S
        )
    except signing.BadSignature:
        return {}
    return known
