"""Medicines and their doses."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import diary
from tracker.forms import AgainForm, DoseForm, MedicineForm, wall_clock
from tracker.models import Dose, Medicine
from tracker.pages.context import SignedIn
from tracker.pages.entry_page import EntryPage, own_address

BACK = "tracker:treatments"


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SignedIn, client_id: UUID | None = None) -> HttpResponse:
    """Add a medicine."""
    if client_id is None and request.method != "POST":
        return own_address(request, "medicine-draft")
    return _page(reverse("tracker:medicine-create")).of_draft(request, client_id, request.user.medicines, {})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Edit a medicine."""
    return _page().of_row(request, get_object_or_404(request.user.medicines, client_id=client_id))


@require_POST
def again(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Log the last dose again with one tap, at the current time. A tap sent twice logs one dose."""
    medicine = get_object_or_404(request.user.medicines, client_id=client_id)
    form = AgainForm(request.POST)
    if not form.is_valid():
        raise Http404
    user = request.user
    amount = usual_amount(medicine.doses.last(), medicine)
    dose = form.dose(medicine.client_id, amount, timezone.now(), user.time_zone, user.day_starts_at)
    row = diary.add_once(user, dose, medicine.doses.all(), medicine=medicine).row
    if request.POST.get("back") == "today":
        return redirect(f"{reverse('tracker:today')}#tapped")
    said = " ".join(part for part in (medicine.name, row.amount) if part)
    messages.success(request, _("Noted: %(what)s.") % {"what": said}, extra_tags=f"dose {row.client_id}")
    return redirect(BACK)


def usual_amount(last: Dose | None, medicine: Medicine) -> str:
    """The amount of the last dose, or that of the medicine before the first dose."""
    if last:
        return str(last.amount)
    said = [change.dose for change in medicine.record().changes if change.dose]
    return said[-1] if said else str(medicine.dose)


@require_http_methods(["GET", "HEAD", "POST"])
def dose_create(request: SignedIn, client_id: UUID, dose_id: UUID | None = None) -> HttpResponse:
    """Add a dose of this medicine at another time."""
    medicine = get_object_or_404(request.user.medicines, client_id=client_id)
    if dose_id is None and request.method != "POST":
        return own_address(request, "medicine-dose-draft", "dose_id", client_id=client_id)
    row = medicine.doses.filter(client_id=dose_id).first() if dose_id else None
    page = _dose_page(request, medicine, row, reverse("tracker:medicine-dose", args=[client_id]))
    if row:
        return page.of_row(request, row)
    now = wall_clock(timezone.now(), request.user.time_zone)
    amount = usual_amount(medicine.doses.last(), medicine)
    return page.of_new(request, dose_id, {"date": now.date(), "time": now.time(), "amount": amount})


@require_http_methods(["GET", "HEAD", "POST"])
def dose_edit(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Edit a dose."""
    row = get_object_or_404(request.user.doses.select_related("medicine"), client_id=client_id)
    return _dose_page(request, row.medicine, row).of_row(request, row)


def _page(another: str = "") -> EntryPage:
    options = {"now": timezone.now()}
    return EntryPage("tracker/medicine_form.html", BACK, MedicineForm, options, another=another)


def _dose_page(request: SignedIn, medicine: Medicine, row: Dose | None, another: str = "") -> EntryPage:
    zone = row.zone if row else request.user.time_zone
    options = {
        "medicine": medicine.client_id,
        "zone": zone,
        "day_starts_at": request.user.day_starts_at,
        "now": timezone.now(),
        "stored": row.record(medicine.client_id) if row else None,
    }
    shown = {"medicine": medicine, "zone": zone}
    return EntryPage("tracker/dose_form.html", BACK, DoseForm, options, shown, {"medicine": medicine}, another)
