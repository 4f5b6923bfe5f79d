"""Settings, and what the person tracks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import diary
from tracker.core.reference.exposures import BY_KEY
from tracker.forms import ExposureForm, PersonForm, TrackedForm, ZoneForm, new_id
from tracker.models import Exposure
from tracker.pages.context import SignedIn
from tracker.pages.entry_page import own_address, save_form, say_saved
from tracker.push.vapid import is_switched_on


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: SignedIn) -> HttpResponse:
    """Settings of the person and the journal, with what the check-in asks for: one form."""
    exposures = list(request.user.exposures.all())
    form = PersonForm(request.POST or None, instance=request.user, now=timezone.now())
    # A page from before both were one form does not send the list.
    sends_list = "tracked_sent" in request.POST
    tracked_form = _tracked_form(exposures, request.POST if sends_list else None)
    if form.is_bound and form.is_valid() and (not sends_list or tracked_form.is_valid()):
        with transaction.atomic():
            request.user.lock_and_bump_revision()
            form.save()
            if sends_list:
                diary.set_tracked(request.user, {*diary.ALWAYS_ASKED} | set(tracked_form.cleaned_data["tracked"]))
        messages.success(request, _("Saved."))
        return redirect("tracker:settings")
    context: dict[str, Any] = {
        "form": form,
        "tracked_form": tracked_form,
        "sends_reminders": is_switched_on(),
        "own": [exposure for exposure in exposures if exposure.key not in BY_KEY],
    }
    return render(request, "tracker/settings.html", context)


@require_POST
def zone(request: SignedIn) -> HttpResponse:
    """Use the time zone of the device from now on."""
    form = ZoneForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This time zone is not known here. Please choose one in the list."))
        return redirect("tracker:settings")
    request.user.time_zone = form.cleaned_data["time_zone"]
    with transaction.atomic():
        request.user.lock_and_bump_revision()
        request.user.save(update_fields=["time_zone"])
    name = request.user.time_zone.replace("_", " ")
    text = _("Times are now those of %(zone)s. Entries you already made stay on their day.")
    messages.success(request, text % {"zone": name})
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else "tracker:today")


def _tracked_form(exposures: list[Exposure], data: object = None) -> TrackedForm:
    optional = [e for e in exposures if e.key not in diary.ALWAYS_ASKED]
    choices = [(e.key, _(e.name) if e.key in BY_KEY else e.name) for e in optional]
    return TrackedForm(data, choices=choices, initial={"tracked": [e.key for e in optional if e.tracked]})


@require_http_methods(["GET", "HEAD", "POST"])
def exposure_create(request: SignedIn, client_id: UUID | None = None) -> HttpResponse:
    """Add an exposure of the person's own."""
    if client_id is None and request.method != "POST":
        return own_address(request, "exposure-draft")
    another = reverse("tracker:exposure-create")
    if client_id and request.user.exposures.filter(client_id=client_id).exists():
        return exposure_edit(request, client_id, another)
    form = ExposureForm(request.POST or None, initial={"client_id": client_id or new_id(), "version": 1})
    if form.is_bound and client_id:
        form.belongs_to(client_id)
    return _exposure(request, form, another=another)


@require_http_methods(["GET", "HEAD", "POST"])
def exposure_edit(request: SignedIn, client_id: UUID, another: str = "") -> HttpResponse:
    """Edit an exposure of the person's own. Built-in ones cannot be edited."""
    row = get_object_or_404(request.user.exposures, client_id=client_id)
    if row.key in BY_KEY:
        raise Http404
    record = row.record()
    form = ExposureForm(
        request.POST or None,
        initial=ExposureForm.initial_for(record, row.version),
        stored=record,
        values=row.readings.values_list("value", flat=True),
    )
    if form.is_bound:
        form.belongs_to(client_id)
    return _exposure(request, form, row, another)


def _exposure(request: SignedIn, form: ExposureForm, row: Exposure | None = None, another: str = "") -> HttpResponse:
    context: dict[str, Any] = {"form": form, "row": row, "another": another}
    result, conflict = save_form(
        form, lambda: diary.save_entry(request.user, form.record(), form.cleaned_data["version"])
    )
    if result:
        say_saved(request, result, bool(another))
        return redirect("tracker:settings")
    return render(request, "tracker/exposure_form.html", context | conflict)
