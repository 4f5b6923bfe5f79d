"""What the doctor's page shows, in which order, and the questions on it, as the person wants them."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.forms import DoctorPageForm
from tracker.views.everywhere import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def doctor_page(request: SignedIn) -> HttpResponse:
    """Number the sections, leave some out, write down questions; kept for the next time."""
    user = request.user
    form = DoctorPageForm(request.POST or None, sections=user.doctor_sections, questions=user.doctor_questions)
    if "reset" in request.POST:
        return _keep(request, {"questions": list(user.doctor_questions)})
    if form.is_bound and form.is_valid():
        return _keep(request, form.chosen())
    return render(request, "tracker/doctor_page.html", {"form": form})


def _keep(request: SignedIn, chosen: dict[str, list[str]]) -> HttpResponse:
    request.user.doctor_page = chosen
    with transaction.atomic():
        request.user.begin_change()
        request.user.save(update_fields=["doctor_page"])
    messages.success(request, _("Saved."))
    return redirect("tracker:doctor")
