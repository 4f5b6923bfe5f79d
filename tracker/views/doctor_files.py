"""What the doctor's page shows, as files for other programs."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker import diary
from tracker.core.formats import diary_tables
from tracker.forms import PeriodForm
from tracker.pages.context import SignedIn, today_for
from tracker.views.doctor import summarised


@require_safe
def fhir(request: SignedIn) -> HttpResponse:
    """The summary as a FHIR document, for a records system to take in."""
    form = _asked(request)
    if not form.is_valid():
        return _refused(request, form)
    from tracker.core.reports import to_fhir

    summary, period = summarised(request.user, form)
    content = to_fhir(summary, period, _, get_language(), settings.SNOMED)
    return _file(content, "application/fhir+json", "twitch-summary.fhir.json")


@require_safe
def summary_csv(request: SignedIn) -> HttpResponse:
    """The summary as one table: section, item, value."""
    form = _asked(request)
    if not form.is_valid():
        return _refused(request, form)
    from tracker.core.reports import to_csv

    summary, _period = summarised(request.user, form)
    return _file(to_csv(summary), "text/csv; charset=utf-8", "twitch-summary.csv")


@require_safe
def summary_json(request: SignedIn) -> HttpResponse:
    """The summary as JSON, for another program."""
    form = _asked(request)
    if not form.is_valid():
        return _refused(request, form)
    from tracker.core.reports import to_json

    summary, _period = summarised(request.user, form)
    return _file(to_json(summary), "application/json", "twitch-summary.json")


@require_safe
def tables(request: SignedIn) -> HttpResponse:
    """The entries of the period as tables for a spreadsheet."""
    form = _asked(request)
    if not form.is_valid():
        return _refused(request, form)
    period = diary.load(request.user, form.cleaned_data["first_day"], form.cleaned_data["last_day"])
    return _file(diary_tables.write(period), "application/zip", "twitch-tables.zip")


def _asked(request: SignedIn) -> PeriodForm:
    return PeriodForm.for_query(request.GET, today_for(request.user))


def _refused(request: SignedIn, form: PeriodForm) -> HttpResponse:
    return render(request, "tracker/doctor.html", {"form": form}, status=400)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
