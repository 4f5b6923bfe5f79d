"""Passkeys, authenticator app and recovery codes: when they are asked for, and what a change of them does."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from allauth.core import context
from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker import diary
from tracker.core.reference.browsers import browser_and_system
from tracker.models import AccountEvent, User

Kind, Type = AccountEvent.Kind, Authenticator.Type
ADDED = {Type.WEBAUTHN: Kind.PASSKEY_ADDED, Type.TOTP: Kind.APP_ADDED}
REMOVED = {Type.WEBAUTHN: Kind.PASSKEY_REMOVED, Type.TOTP: Kind.APP_REMOVED}
SECOND_STEP = [Type.TOTP, Type.WEBAUTHN]
"""What allauth looks for to decide whether a second step follows the password."""

log = logging.getLogger("levator.auth")


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """A passkey is asked for after the password only if its owner chose that; an app always is.

    Secrets of apps are stored as they are, not encrypted with the secret key: a backup has no key, and a restored
    installation must still accept them.
    """

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This was not accepted. Please try again."),
        "cannot_generate_recovery_codes": _("Codes are for a passkey or an app. Please add one first."),
    }

    def is_mfa_enabled(self, user: User, types: Iterable[str] | None = None) -> bool:
        """Whether the user has one of these. The question after the password names both passkey and app."""
        if types and set(types) == set(SECOND_STEP) and not user.asks_second_step:
            types = [Type.TOTP]
        return bool(super().is_mfa_enabled(user, types))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The host and the name that the browser shows."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Levator"}

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """Suggest the name of the device."""
        browser, system = browser_and_system(context.request.headers.get("User-Agent", ""))
        return system or browser or gettext("My passkey")

    def build_totp_svg(self, url: str) -> SafeString:
        """The QR code that an app reads."""
        from tracker.core.charts.qr import qr_svg

        # The SVG escapes all text; tests/core/charts check that.
        return mark_safe(qr_svg(url, gettext("QR code for the app")))  # noqa: S308


@receiver(signals.authenticator_added)
def _added(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Log out all other devices: they were logged in without the new factor."""
    if kind := ADDED.get(authenticator.type):
        log.info("factor added: person %s, %s", user.pk, authenticator.type)
        diary.end_log_ins(user, keep=request.session.session_key)
        diary.record_event(user, kind, timezone.now())


@receiver(signals.authenticator_removed)
def _removed(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Log out all other devices: a lost one may be logged in still. A later passkey must not be asked for because an
    earlier one was.
    """
    if kind := REMOVED.get(authenticator.type):
        log.info("factor removed: person %s, %s", user.pk, authenticator.type)
        diary.end_log_ins(user, keep=request.session.session_key)
        diary.record_event(user, kind, timezone.now())
    if user.asks_second_step and not Authenticator.objects.filter(user=user, type=Type.WEBAUTHN).exists():
        user.asks_second_step = False
        user.save(update_fields=["asks_second_step"])


@receiver(signals.authenticator_reset)
def _reset(sender: Any, user: User, **kwargs: Any) -> None:
    diary.record_event(user, Kind.CODES_MADE, timezone.now())


@receiver(signals.authentication_failed)
def _refused(sender: Any, user: User, **kwargs: Any) -> None:
    log.warning("code refused: person %s", user.pk)
    diary.record_event(user, Kind.CODE_REFUSED, timezone.now())
