"""How a person logs in, and on which devices they are logged in."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker import diary
from tracker.pages.context import COOKIE_SAFE, SignedIn, today_for


@require_safe
def logging_in(request: SignedIn) -> HttpResponse:
    """The ways to log in, and the devices."""
    today = today_for(request.user)
    open_sessions = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    context = {
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
    messages.success(request, _("That device is logged out."), COOKIE_SAFE)
    return redirect("mfa_index")


@require_POST
def end_others(request: SignedIn) -> HttpResponse:
    """Log out all devices but this one."""
    diary.end_log_ins(request.user, keep=request.session.session_key)
    messages.success(request, _("All other devices are logged out."), COOKIE_SAFE)
    return redirect("mfa_index")
