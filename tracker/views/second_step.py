"""allauth's pages of passkeys, app and codes, with our templates and redirects."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.views import PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn import views as passkeys
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic.edit import FormView

from tracker import diary
from tracker.forms.second_step import NewPasswordForm, WayBackForm
from tracker.pages.confirmed import asked_again, confirmed_by_passkey
from tracker.pages.context import COOKIE_SAFE, SignedIn
from tracker.pages.passkeys import has_passkey
from tracker.pages.way_back import use_way_back, way_back_of

LIST = reverse_lazy("mfa_index")
ASKED_AGAIN = "account/asked_again.html"
STRANGERS_SESSION_S = 600
"""How long the session of somebody lives who began to log in with a passkey."""


class NotInDemo:
    """A demo account has no password, so nothing that asks for one, and no passkey."""

    def dispatch(self, request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send a demo to its settings."""
        if request.user.is_demo:
            return redirect("tracker:settings")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class AddPasskey(NotInDemo, passkeys.AddWebAuthnView):  # type: ignore[misc]
    """Add a passkey that can be used without a name."""

    template_name = "account/passkey_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser needs to make one."""
        context: dict[str, Any] = FormView.get_context_data(self, **kwargs)
        options = begin_registration(self.request.user, passwordless=True)
        return context | {"options": json.dumps({"creation_options": options})}

    def get_success_url(self) -> str:
        """Show the codes only if somebody will be asked for them."""
        return str(super().get_success_url()) if self.request.user.asks_second_step else reverse("mfa_index")


class RenamePasskey(passkeys.EditWebAuthnView):  # type: ignore[misc]
    """Give a passkey another name."""

    template_name, success_url = "account/passkey_rename.html", LIST


class RemovePasskey(passkeys.RemoveWebAuthnView):  # type: ignore[misc]
    """Remove a passkey."""

    template_name, success_url = "account/passkey_remove.html", LIST


class LogInByPasskey(passkeys.LoginWebAuthnView):  # type: ignore[misc]
    """Log in without a name. What the browser must sign is in a session that soon ends."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer the script with what to sign."""
        response: HttpResponse = super().get(request, *args, **kwargs)
        if response.status_code == 200:
            request.session.set_expiry(STRANGERS_SESSION_S)
        return response


class AddApp(NotInDemo, ActivateTOTPView):  # type: ignore[misc]
    """Add an authenticator app."""

    template_name = "account/app_add.html"


class RemoveApp(DeactivateTOTPView):  # type: ignore[misc]
    """Remove the authenticator app."""

    template_name = "account/app_remove.html"


class MakeCodes(NotInDemo, GenerateRecoveryCodesView):  # type: ignore[misc]
    """Make new recovery codes; the old ones end."""

    template_name = "account/codes_make.html"


class ShowCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """The sheet of recovery codes, shown once."""

    template_name = "account/codes.html"


class AskSecondStep(AuthenticateView):  # type: ignore[misc]
    """Ask for a passkey or a code after the password."""

    template_name = "account/second_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser must sign, if there is a passkey."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.stage.login.user
        if has_passkey(user):
            context["options"] = json.dumps(context["js_data"])
        return context


class AskPassword(NotInDemo, ReauthenticateView):  # type: ignore[misc]
    """Ask again, for the password."""

    template_name = ASKED_AGAIN


class AskCode(NotInDemo, CodeAgainView):  # type: ignore[misc]
    """Ask again, for a code."""

    template_name = ASKED_AGAIN


class AskPasskey(NotInDemo, passkeys.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Ask again, for the passkey."""

    template_name = ASKED_AGAIN

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser must sign, and the address that the question came from."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"options": json.dumps(context["js_data"])}

    def form_invalid(self, form: Any) -> HttpResponse:
        """Ask once more."""
        messages.error(self.request, _("This was not accepted. Please try again."), COOKIE_SAFE)
        return redirect(self.request.get_full_path())


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """Change the password. A passkey that was just used takes the place of the old one."""

    def get_form_class(self) -> Any:
        """The form without the old password, for somebody who lost it."""
        return NewPasswordForm if confirmed_by_passkey(self.request) else super().get_form_class()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether there is a passkey to use instead."""
        return {**super().get_context_data(**kwargs), "has_passkey": has_passkey(self.request.user)}


@require_POST
@asked_again
def choose_second_step(request: SignedIn) -> HttpResponse:
    """Choose whether a passkey is a quicker way in, or is asked for after the password too."""
    user = request.user
    user.asks_second_step = request.POST.get("ask") == "yes"
    user.save(update_fields=["asks_second_step"])
    if not user.asks_second_step:
        messages.success(request, _("Saved."), COOKIE_SAFE)
        return redirect("mfa_index")
    diary.end_log_ins(user, keep=request.session.session_key)
    has_codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).exists()
    return redirect("mfa_view_recovery_codes" if has_codes else "mfa_index")


@require_http_methods(["GET", "HEAD", "POST"])
def way_back(request: HttpRequest) -> HttpResponse:
    """Set a new password with the code that `manage.py let_in` printed."""
    form = WayBackForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"].strip()
        user = way_back_of(code)
        if user is None:
            form.add_error("code", _("This code opens nothing. It is good once, for a day."))
        elif form.check_password(user):
            use_way_back(user, code, form.cleaned_data["password1"])
            messages.success(request, _("Your new password is saved. Please log in with it."), COOKIE_SAFE)
            return redirect("account_login")
    return render(request, "account/way_back.html", {"form": form})
