"""Injections of one day."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tracker.forms import InjectionForm, injection_initial, new_id, spots_initial
from tracker.reference.injections import PRODUCTS, USUAL_INTERVAL_SOURCE
from tracker.views.entry_page import EntryPage
from tracker.views.everywhere import SignedIn, today_for

AS_LAST_TIME = "as-last-time"


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SignedIn) -> HttpResponse:
    """One more; with `?as-last-time` filled in as the last one was."""
    first: dict[str, Any] = {"client_id": new_id(), "version": 1, "day": today_for(request.user)}
    first["usual_interval"] = True
    last = request.user.injections.last() if AS_LAST_TIME in request.GET else None
    if last:
        first |= {"product": last.product, **spots_initial(last.record())}
    return _page().of_new(request, first)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Change what is known of one."""
    return _page().of_row(request, get_object_or_404(request.user.injections, client_id=client_id))


def _page() -> EntryPage:
    make = partial(InjectionForm, now=timezone.now())
    shown = {"products": PRODUCTS, "interval_source": USUAL_INTERVAL_SOURCE}
    return EntryPage("tracker/injection_form.html", "tracker:treatments", make, injection_initial, shown)
