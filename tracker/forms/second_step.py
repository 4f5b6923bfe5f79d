"""Forms of passkeys, the authenticator app and codes, in our own words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as app_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.forms.accounts import PASSWORD_HELP
from tracker.models import User

MAX_NAME_CHARS = 60
CODE_LIFE_S = 120


def code_field(label: Any) -> forms.CharField:
    """A code of digits, with or without spaces."""
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off"}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attributes))


class PasswordForm(account_forms.ReauthenticateForm):
    """The password once more."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class EachCodeOnce:
    """A code of the app is accepted once. allauth forgets it after 30 s, but it would be right for 90 s."""

    def clean_code(self) -> str:
        """The code, if it is right and new."""
        code: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(f"used-code:{self.user.pk}:{''.join(code.split())}", 1, CODE_LIFE_S):  # type: ignore[attr-defined]
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(EachCodeOnce, code_forms.AuthenticateForm):
    """A code of the app, or one of the sheet."""

    code = code_field(_("Code"))


class CodeAgainForm(EachCodeOnce, code_forms.ReauthenticateForm):
    """A code once more."""

    code = code_field(_("Code"))


class AddAppForm(app_forms.ActivateTOTPForm):
    """The first code of the app, which proves that it has the secret."""

    code = code_field(_("The code that the app shows"))


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):
    """A new passkey. The script fills in the credential; every passkey can be used to log in without a name."""

    name = forms.CharField(label=_("Name of the passkey"), max_length=MAX_NAME_CHARS, required=False)
    passwordless = None


class NameForm(passkey_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label=_("Name of the passkey"), max_length=MAX_NAME_CHARS)


class NewPasswordForm(account_forms.SetPasswordForm):
    """A new password for somebody who has just used their passkey."""

    password1 = account_forms.SetPasswordField(label=_("New password"), help_text=PASSWORD_HELP)
    password2 = account_forms.PasswordField(label=_("New password, again"), autocomplete="new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class WayBackForm(forms.Form):
    """The code that `manage.py let_in` printed, and a new password."""

    code = forms.CharField(
        label=_("The code that you were given"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    password1 = forms.CharField(
        label=_("New password"),
        help_text=PASSWORD_HELP,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def check_password(self, user: User) -> bool:
        """Whether this password may be that of the user; if not, the reasons are added to the field."""
        from django.contrib.auth.password_validation import validate_password

        try:
            validate_password(self.cleaned_data["password1"], user)
        except ValidationError as refused:
            self.add_error("password1", refused)
        return self.is_valid()
