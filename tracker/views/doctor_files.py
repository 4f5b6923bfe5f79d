"""The doctor's summary as files for other programs."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker import diary
from tracker.core.formats import diary_tables
from tracker.forms import PeriodForm
from tracker.insights.summary_file import write_summary
from tracker.pages.attachment import own_file
from tracker.pages.context import SignedIn, today_for
from tracker.pages.few_at_once import few_at_once
from tracker.views.doctor import summarised


@require_safe
@few_at_once
def fhir(request: SignedIn) -> HttpResponse:
    """The summary as a FHIR document, for the import into a records system."""
    return _summary(request, "fhir", "application/fhir+json", "twitch-summary.fhir.json")


@require_safe
@few_at_once
def summary_csv(request: SignedIn) -> HttpResponse:
    """The summary as one table: section, item, value."""
    return _summary(request, "csv", "text/csv; charset=utf-8", "twitch-summary.csv")


@require_safe
@few_at_once
def summary_json(request: SignedIn) -> HttpResponse:
    """The summary as JSON, for another program."""
    return _summary(request, "json", "application/json", "twitch-summary.json")


@require_safe
@few_at_once
def tables(request: SignedIn) -> HttpResponse:
    """The entries of the period as tables for a spreadsheet."""
    form = PeriodForm.for_query(request.GET, today_for(request.user))
    if not form.is_valid():
        return render(request, "tracker/doctor.html", {"form": form}, status=400)
    period = diary.load(request.user, form.cleaned_data["first_day"], form.cleaned_data["last_day"])
    return own_file(request, diary_tables.write(period), "application/zip", "twitch-tables.zip")


def _summary(request: SignedIn, format: str, content_type: str, name: str) -> HttpResponse:
    form = PeriodForm.for_query(request.GET, today_for(request.user))
    if not form.is_valid():
        return render(request, "tracker/doctor.html", {"form": form}, status=400)
    return own_file(request, write_summary(*summarised(request.user, form), format), content_type, name)
