"""`manage.py invite`: print a link with which one person can sign up."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from tracker.pages.invites import FIELD, INVITE_DAYS, make_invite


class Command(BaseCommand):
    """For SIGN_UP=invite. The link is printed once and stored nowhere."""

    help = f"Print a link with which one person can sign up within {INVITE_DAYS} days (SIGN_UP=invite)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make an invitation and print its address."""
        host = next((name for name in settings.ALLOWED_HOSTS if name not in ("*", "127.0.0.1")), "localhost:8000")
        scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
        self.stdout.write(f"{scheme}://{host.lstrip('.')}{reverse('account_signup')}?{FIELD}={make_invite()}")
        if settings.SIGN_UP != "invite":
            self.stderr.write(f"SIGN_UP is {settings.SIGN_UP}: set it to invite, or the link is not needed.")
