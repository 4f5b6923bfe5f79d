"""Account pages of allauth: redirects, login throttling and recovery of a form whose session expired."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.second_factor import SECOND_STEP
from tracker import diary
from tracker.middleware import clear_browser, is_fresh
from tracker.models import AccountEvent, ApiToken, LoginAttempt, SharedLink, User
from tracker.models.login_attempt import digest
from tracker.pages import invites
from tracker.pages.context import COOKIE_SAFE
from tracker.pages.devices import note_device
from tracker.pages.passkeys import passkeys_work_at
from tracker.pages.unsent import SEALED, Unsent, ask_to_log_in, offer

DEVICE_COOKIE_AGE_S = 365 * 24 * 3600
MAX_USERS_PER_DEVICE = 5
log = logging.getLogger("levator.auth")
TOO_MANY_CODES = _("Too many wrong codes. Please wait an hour; until then no code is accepted, not even a right one.")


METHODS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use your passkey"),
}
"""Ways to show who somebody is, by allauth's names."""


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Throttle logins with device cookies (OWASP), so that an attacker cannot lock out the owner.

    Attempts are counted per account and source. The source is the browser, if its signed cookie shows that the owner
    has logged in with it before, and the IP address otherwise.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The name or the password is not right."),
        "username_taken": _("Somebody has this name already. Please choose another."),
        "enter_current_password": _("This is not your password."),
        "incorrect_password": _("This is not your password."),
        "too_many_passwords": _(
            "Too many wrong passwords. Please wait a little, or use a device on which you have logged in before."
        ),
        # allauth says these after ten wrong codes.
        "too_many_login_attempts": TOO_MANY_CODES,
        "rate_limited": TOO_MANY_CODES,
    }

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Offer to withdraw what is still shared; otherwise return to the settings page."""
        still_open = [
            rows.objects.alive(timezone.now()).filter(user=request.user.pk).exists() for rows in (SharedLink, ApiToken)
        ]
        return reverse("mfa_index" if any(still_open) else "tracker:settings")

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Normalise a new name and check that it is free."""
        name: str = super().clean_username(User.normalize_username(username), shallow)
        return name

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this visitor may sign up: everybody, nobody, or who was invited."""
        if settings.SIGN_UP == "invite":
            return invites.is_open(_invite(request))
        return bool(settings.SIGN_UP == "open")

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Save a new account, and let nobody else use its invitation."""
        saved: User = super().save_user(request, user, form, commit)
        if settings.SIGN_UP == "invite":
            invites.use(_invite(request))
        return saved

    def logout(self, request: HttpRequest) -> None:
        """Log out and clear the browser's stored data."""
        super().logout(request)
        clear_browser(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt before the password is checked. Raises ValidationError when there were too many."""
        name = credentials.get("username", "")
        browser = _device_cookie(request).get(digest(name), "")
        source = f"browser {browser}" if browser else f"address {self.get_client_ip(request)}"
        self.guess = LoginAttempt.objects.record(name, source, bool(browser), timezone.now())
        if self.guess is None:
            log.warning("log-in throttled: too many attempts, account %s", digest(name)[:12])
            _record_refusal(name)
            raise self.validation_error("too_many_passwords")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Check the password. A correct one clears the failed attempts of its source."""
        named = User.objects.named(credentials.get("username", ""))
        if named:
            credentials["username"] = named.username
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user and self.guess:
            self.guess.clear()
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        """Check the password of somebody who is logged in. Attempts are counted as for deleting the account."""
        guess = LoginAttempt.objects.record(user.username, f"person {user.pk}", is_known=True, now=timezone.now())
        if guess is None:
            raise self.validation_error("too_many_passwords")
        if not user.check_password(password):
            return False
        guess.clear()
        return True

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again who somebody is, but not within some minutes after the log-in."""
        return not is_fresh(self.request.session, timezone.now())

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The ways to be asked again, in our words. A passkey is offered only where it works."""
        methods = super().get_reauthentication_methods(user)
        left_out = set() if passkeys_work_at(self.request) else {"mfa_reauthenticate:webauthn"}
        if not is_mfa_enabled(user, SECOND_STEP):
            # Nobody has seen the codes of a passkey that is not asked for after the password.
            left_out.add("mfa_reauthenticate")
        return [one | {"description": METHODS[one["id"]]} for one in methods if one["id"] not in left_out]

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log the refusal without name or password."""
        log.warning("log-in refused: account %s", digest(credentials.get("username", ""))[:12])
        _record_refusal(credentials.get("username", ""))

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Keep an unsent form while a second step is asked for."""
        if request.POST.get(SEALED):
            request.session[SEALED] = request.POST[SEALED]
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Log the login, offer an unsent form again or a new person a passkey, and set the device cookie."""
        log.info("logged in: person %s", user.pk)
        diary.record_event(user, AccountEvent.Kind.LOGGED_IN, timezone.now())
        response: HttpResponse = super().post_login(request, user, **kwargs)
        unsent = Unsent.opened(request.session.pop(SEALED, ""))
        if unsent and unsent.is_of(user):
            response = offer(request, unsent)
        if kwargs.get("signup") and passkeys_work_at(request):
            text = _("Your diary is ready. With a passkey you log in without a name and a password.")
            messages.success(request, text, f"{COOKIE_SAFE} passkey")
        device = (digest(user.username), secrets.token_urlsafe(16))
        devices = dict([*_device_cookie(request).items(), device][-MAX_USERS_PER_DEVICE:])
        response.set_cookie(
            settings.DEVICE_COOKIE_NAME,
            signing.dumps(devices, salt="levator.device"),
            max_age=DEVICE_COOKIE_AGE_S,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response


class KeepUnsentForms(LoginRequiredMiddleware):
    """Require a login. A form posted after the session expired is carried over the login page."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        """Show the login page, which carries the fields of a posted form."""
        unsent = Unsent.of(request) if request.method == "POST" else None
        if unsent and unsent.owner:
            return ask_to_log_in(request, unsent)
        response: HttpResponse = super().handle_no_permission(request, view_func)
        return response


def _record_refusal(name: str) -> None:
    """Record a refused log-in for the owner of the account, in the same steps if nobody has this name."""
    user = User.objects.named(name)
    kind = AccountEvent.Kind.LOGIN_REFUSED
    diary.record_event(user, kind, timezone.now(), "" if user else digest(name)[:32])


@receiver(password_changed)
def _new_password(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Log out all other devices. The session has a new key, so this device gets its row again."""
    diary.end_log_ins(user, keep=request.session.session_key)
    note_device(request, user, timezone.now())
    diary.record_event(user, AccountEvent.Kind.PASSWORD_CHANGED, timezone.now())


def _invite(request: HttpRequest) -> str:
    return request.POST.get(invites.FIELD) or request.GET.get(invites.FIELD, "")


def _device_cookie(request: HttpRequest) -> dict[str, str]:
    """Device id per digest of a username that has logged in with this browser."""
    cookie = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        devices: dict[str, str] = signing.loads(cookie, salt="levator.device", max_age=DEVICE_COOKIE_AGE_S)
    except signing.BadSignature:
        return {}
    return devices
