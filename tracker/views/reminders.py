"""Reminders through the push service of a browser: what is asked, when, and on which devices."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import diary
from tracker.core.reference.limits import MAX_SESSION_AGE
from tracker.forms import ReminderForm, SubscriptionForm
from tracker.models import AccountEvent
from tracker.pages.context import COOKIE_SAFE, SignedIn, today_for
from tracker.pages.demo import not_in_demo
from tracker.pages.devices import BEGAN, note_device
from tracker.push.vapid import is_switched_on, public_key


@not_in_demo
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: SignedIn) -> HttpResponse:
    """Show what is asked and on which devices, or say that this installation sends nothing."""
    if not is_switched_on():
        return render(request, "tracker/reminders.html", {"is_on": False})
    chosen = diary.reminder_settings(request.user)
    form = ReminderForm(request.POST or None, instance=chosen)
    if form.is_bound and form.is_valid():
        diary.save_reminder_settings(request.user, **form.cleaned_data)
        messages.success(request, _("Saved."), COOKIE_SAFE)
        return redirect("tracker:reminders")
    alive = request.user.push_subscriptions.alive(timezone.now()).select_related("device")
    devices = [subscription.device for subscription in alive.order_by("pk")]
    here = request.session.session_key
    context: dict[str, Any] = {
        "is_on": True,
        "form": form,
        "stopped_on": chosen.stopped_on if devices else None,
        "here": next((device for device in devices if device.session_key == here), None),
        "others": [device for device in devices if device.session_key != here],
        "subscription_form": SubscriptionForm(),
        "public_key": public_key(),
    }
    return render(request, "tracker/reminders.html", context)


@not_in_demo
@require_POST
def switch_on(request: SignedIn) -> HttpResponse:
    """Remind on this device, as its browser has just agreed to."""
    form, now = SubscriptionForm(request.POST), timezone.now()
    if not is_switched_on() or not form.is_valid():
        messages.error(
            request, _("This browser’s messages cannot be used here. Nothing was switched on."), COOKIE_SAFE
        )
        return redirect("tracker:reminders")
    note_device(request, request.user, now)
    device = request.user.devices.get(session_key=request.session.session_key)
    began = datetime.fromtimestamp(request.session.get(BEGAN, now.timestamp()), UTC)
    origin = request.build_absolute_uri("/").rstrip("/")
    values = {**form.cleaned_data, "origin": origin}
    diary.add_subscription(request.user, device, today_for(request.user), began + MAX_SESSION_AGE, **values)
    diary.record_event(request.user, AccountEvent.Kind.REMINDERS_ON, now)
    messages.success(request, _("Switched on for this device."), COOKIE_SAFE)
    return redirect("tracker:reminders")


@require_POST
def switch_off(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Remind no longer on one device. Doing it twice is no error."""
    device = get_object_or_404(request.user.devices, client_id=client_id)
    if request.user.push_subscriptions.filter(device=device).delete()[0]:
        diary.record_event(request.user, AccountEvent.Kind.REMINDERS_OFF, timezone.now())
    messages.success(request, _("Switched off for that device."), COOKIE_SAFE)
    return redirect("tracker:reminders")


@require_POST
def resume(request: SignedIn) -> HttpResponse:
    """Send reminders again after they stopped by themselves."""
    diary.resume_reminders(request.user, today_for(request.user))
    messages.success(request, _("They come again."), COOKIE_SAFE)
    return redirect("tracker:reminders")
