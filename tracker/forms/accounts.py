"""Sign up, log in, change the password: a user name and a password, nothing else."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from tracker.core.reference.countries import COUNTRIES
from tracker.models import User

PASSWORD_HELP = _("At least 8 characters. A short sentence works well.")


def countries() -> list[tuple[str, Any]]:
    """Choices of country, with *rather not say* first."""
    return [("", _("Rather not say")), *((code, _(name)) for code, (name, _number) in COUNTRIES.items())]


class LoginForm(allauth_forms.LoginForm):
    """Username and password, without placeholders.

    `unsent` is an encrypted form that was sent after the session had ended.
    """

    unsent = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)


class SignupForm(allauth_forms.SignupForm):
    """A new account. A script fills in the time zone; without it, the user sets it on the settings page."""

    country = forms.ChoiceField(
        label=_("Country"),
        choices=countries,
        required=False,
        help_text=_("Only used to show the right emergency number."),
    )
    time_zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-zone": ""}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = _("Any name you like. No e-mail address needed.")
        self.fields["password1"].help_text = PASSWORD_HELP
        self.order_fields(["username", "password1", "country"])
        for name in ("username", "password1"):
            self.fields[name].widget.attrs.pop("placeholder", None)

    def clean_time_zone(self) -> str:
        """A zone that exists, or UTC: an unknown zone must not prevent a sign-up."""
        zone = self.cleaned_data["time_zone"]
        return zone if zone in available_timezones() else "UTC"

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Create one account for a form sent twice at once: the second request with the same password logs in."""
        try:
            return self.save(request), None
        except IntegrityError:
            existing = User.objects.get(username=self.cleaned_data["username"])
            if existing.check_password(self.cleaned_data["password1"]):
                return existing, None
            messages.error(request, _("Somebody has just taken this name. Please choose another."))
            return None, redirect("account_signup")

    def save(self, request: HttpRequest) -> User:
        """Create the account with its country and time zone."""
        user: User = super().save(request)
        user.country = self.cleaned_data["country"]
        user.time_zone = self.cleaned_data["time_zone"]
        user.save()
        return user


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """The old password once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Current password"), "password1": _("New password"), "password2": _("New password, again")
        }  # fmt: skip
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = labels[name]
        self.fields["password1"].help_text = PASSWORD_HELP
