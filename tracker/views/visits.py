"""Visits to a doctor, planned and past."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tracker import diary
from tracker.core.reference.scales import SCALES
from tracker.forms import VisitForm
from tracker.pages.context import SignedIn, today_for
from tracker.pages.entry_page import EntryPage, own_address


@require_safe
def visits(request: SignedIn) -> HttpResponse:
    """List planned visits, the next one first, and past visits, the latest first."""
    today = today_for(request.user)
    rows = list(request.user.visits.all())
    context = {
        "planned": [row for row in rows if row.day >= today],
        "past": [row for row in reversed(rows) if row.day < today],
    }
    return render(request, "tracker/visits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SignedIn, client_id: UUID | None = None) -> HttpResponse:
    """Add a visit."""
    if client_id is None and request.method != "POST":
        return own_address(request, "visit-draft")
    page = _page(request, reverse("tracker:visit-create"))
    return _with_questions(request, page.of_draft(request, client_id, request.user.visits, {}))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Edit a visit: questions before it, findings after it."""
    row = get_object_or_404(request.user.visits, client_id=client_id)
    return _with_questions(request, _page(request).of_row(request, row))


def _with_questions(request: SignedIn, response: HttpResponse) -> HttpResponse:
    """After a visit is saved, move the waiting questions to the next visit."""
    if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
        diary.move_questions_to_next_visit(request.user, today_for(request.user))
    return response


def _page(request: SignedIn, another: str = "") -> EntryPage:
    options = {"now": timezone.now()}
    shown = {"scales": SCALES, "today": today_for(request.user), "waiting": request.user.doctor_questions}
    return EntryPage("tracker/visit_form.html", "tracker:visits", VisitForm, options, shown, another=another)
