"""Botulinum toxin injections, one entry per day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tracker.core.reference.injections import PRODUCTS, USUAL_INTERVAL_SOURCE
from tracker.forms import InjectionForm, spots_initial
from tracker.pages.context import SignedIn, today_for
from tracker.pages.entry_page import EntryPage, own_address

AS_LAST_TIME = "as-last-time"


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SignedIn, client_id: UUID | None = None) -> HttpResponse:
    """Add an entry. `?as-last-time` fills in the values of the last one."""
    if client_id is None and request.method != "POST":
        return own_address(request, "injection-draft")
    first: dict[str, Any] = {"day": today_for(request.user), "usual_interval": True}
    last = request.user.injections.last() if AS_LAST_TIME in request.GET else None
    if last:
        first |= {"product": last.product, **spots_initial(last.record())}
    return _page(reverse("tracker:injection-create")).of_draft(request, client_id, request.user.injections, first)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Edit an entry."""
    return _page().of_row(request, get_object_or_404(request.user.injections, client_id=client_id))


def _page(another: str = "") -> EntryPage:
    shown = {"products": PRODUCTS, "interval_source": USUAL_INTERVAL_SOURCE}
    options = {"now": timezone.now()}
    return EntryPage(
        "tracker/injection_form.html", "tracker:treatments", InjectionForm, options, shown, another=another
    )
