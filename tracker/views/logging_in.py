"""How a person logs in, and on which devices they are logged in."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker import diary
from tracker.models import AccountEvent, Session
from tracker.pages.context import COOKIE_SAFE, SignedIn, today_for


@require_safe
def logging_in(request: SignedIn) -> HttpResponse:
    """The ways to log in, and the devices."""
    today, now = today_for(request.user), timezone.now()
    found = list(Authenticator.objects.filter(user=request.user).order_by("pk"))
    codes = next((one for one in found if one.type == Authenticator.Type.RECOVERY_CODES), None)
    open_sessions = Session.objects.filter(expire_date__gt=now).values("session_key")
    context = {
        "passkeys": [one for one in found if one.type == Authenticator.Type.WEBAUTHN],
        "has_app": any(one.type == Authenticator.Type.TOTP for one in found),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "open_links": request.user.shared_links.alive(now).count(),
        "open_tokens": request.user.api_tokens.alive(now).count(),
        "devices": request.user.devices.filter(session_key__in=open_sessions),
        "this_key": request.session.session_key,
        "today": today,
        "yesterday": today - timedelta(days=1),
    }
    return render(request, "account/logging_in.html", context)


@require_POST
def end_device(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Log one device out."""
    device = get_object_or_404(request.user.devices, client_id=client_id)
    if device.session_key == request.session.session_key:
        return redirect("account_logout")
    Session.objects.filter(session_key=device.session_key).delete()
    device.delete()
    diary.record_event(request.user, AccountEvent.Kind.DEVICES_ENDED, timezone.now())
    messages.success(request, _("That device is logged out."), COOKIE_SAFE)
    return redirect("mfa_index")


@require_POST
def end_others(request: SignedIn) -> HttpResponse:
    """Log out all devices but this one."""
    diary.end_log_ins(request.user, keep=request.session.session_key)
    diary.record_event(request.user, AccountEvent.Kind.DEVICES_ENDED, timezone.now())
    messages.success(request, _("All other devices are logged out."), COOKIE_SAFE)
    return redirect("mfa_index")


@require_POST
def withdraw_all(request: SignedIn) -> HttpResponse:
    """Withdraw all links and tokens: offered after a new password, passkey or app."""
    now = timezone.now()
    for client_id in request.user.shared_links.alive(now).values_list("client_id", flat=True):
        diary.withdraw_link(request.user, client_id, now)
    diary.withdraw_all_tokens(request.user, now)
    messages.success(request, _("Withdrawn. None of them opens anything any more."), COOKIE_SAFE)
    return redirect("mfa_index")
