"""The medicines a person takes or took."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker import diary
from tracker.forms import MedicineForm, differences, medicine_initial, new_id
from tracker.models import Medicine
from tracker.views.everywhere import SignedIn


@require_safe
def medicines(request: SignedIn) -> HttpResponse:
    """All of them."""
    rows = list(request.user.medicines.all())
    context = {"taken": [row for row in rows if not row.stopped], "stopped": [row for row in rows if row.stopped]}
    return render(request, "tracker/medicines.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SignedIn) -> HttpResponse:
    """One more."""
    first = {"client_id": new_id(), "version": 1}
    return _answer(request, MedicineForm(request.POST or None, initial=first, now=timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Change what is known of one."""
    row = get_object_or_404(request.user.medicines, client_id=client_id)
    first = medicine_initial(row.record(), row.version)
    form = MedicineForm(request.POST or None, initial=first, now=timezone.now())
    if form.is_bound:
        form.belongs_to(client_id)
    return _answer(request, form, row)


def _answer(request: SignedIn, form: MedicineForm, row: Medicine | None = None) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "row": row}
    if form.is_bound and form.is_valid():
        put = diary.put(request.user, form.record(), form.cleaned_data["version"])
        if put.outcome is not diary.Outcome.STALE:
            messages.success(request, _("Saved."))
            return redirect("tracker:medicines")
        form.belongs_to(put.row.client_id, put.row.version)
        stored, typed = (medicine_initial(value, 1) for value in (put.row.record(), form.record()))
        context |= {"differences": differences(form, stored, typed), "row": put.row}
    return render(request, "tracker/medicine_form.html", context)
