"""The person's own thresholds of the rules."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.core.red_flags.settings import numbers
from tracker.forms import ThresholdsForm
from tracker.pages.context import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def thresholds(request: SignedIn) -> HttpResponse:
    """Edit the thresholds, each with its source and bounds, or reset all. Emergency rules have none."""
    form = ThresholdsForm(request.POST or None, numbers=numbers(), chosen=request.user.thresholds)
    if "reset" in request.POST:
        return _keep(request, {}, _("All thresholds are as usual again."))
    if form.is_bound and form.is_valid():
        return _keep(request, form.chosen(), _("Saved."))
    return render(request, "tracker/thresholds.html", {"form": form})


def _keep(request: SignedIn, chosen: dict[str, float], says: str) -> HttpResponse:
    request.user.thresholds = chosen
    with transaction.atomic():
        request.user.lock_and_bump_revision()
        request.user.save(update_fields=["thresholds"])
    messages.success(request, says)
    return redirect("tracker:thresholds")
