"""What the doctor's page shows, as files for other programs."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.forms import PeriodForm
from tracker.views.doctor import summarised
from tracker.views.everywhere import SignedIn, today_for


@require_safe
def fhir(request: SignedIn) -> HttpResponse:
    """The summary as a FHIR document, for a records system to take in."""
    form = PeriodForm.for_query(request.GET, today_for(request.user))
    if not form.is_valid():
        return render(request, "tracker/doctor.html", {"form": form}, status=400)
    from tracker.reports import to_fhir

    summary, period = summarised(request.user, form)
    content = to_fhir(summary, period, _, get_language(), settings.SNOMED)
    answer = HttpResponse(content, "application/fhir+json")
    answer["Content-Disposition"] = 'attachment; filename="twitch-summary.fhir.json"'
    return answer
