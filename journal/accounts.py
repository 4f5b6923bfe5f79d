"""Where the account pages lead."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """As it comes, but that a new password leads back to the settings it was changed from."""

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """The settings."""
        return reverse("tracker:settings")
