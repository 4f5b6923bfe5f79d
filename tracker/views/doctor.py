"""The page for the doctor, and the same page as a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.forms import PdfForm, PeriodForm
from tracker.insights import doctor_summary
from tracker.models import User
from tracker.records import Diary
from tracker.reference.limits import FIRST_DATE
from tracker.views.everywhere import SignedIn, today_for
from tracker.views.keeping import kept_part

if TYPE_CHECKING:
    from tracker.reports.doctor_summary import DoctorSummary


@dataclass(frozen=True)
class Period:
    """A period that can be chosen with one tap."""

    name: str
    first_day: date
    last_day: date


@require_safe
def doctor(request: SignedIn) -> HttpResponse:
    """Choose a period, read the summary, print it."""
    today = today_for(request.user)
    form = PdfForm.for_query(request.GET, today)
    context: dict[str, Any] = {
        "form": form,
        "visit": request.user.visits.filter(day__gte=today).first(),
        "usual": _usual_periods(request.user),
    }
    if form.is_valid():
        context["part"] = _part(request.user, form)
    return render(request, "tracker/doctor.html", context)


def _usual_periods(user: User) -> list[Period]:
    """The last month, quarter and half year, and the time since the last visit."""
    today = today_for(user)
    lasts = [
        Period(_("Last 30 days"), today - timedelta(days=29), today),
        Period(_("Last 90 days"), today - timedelta(days=89), today),
        Period(_("Last 180 days"), today - timedelta(days=179), today),
    ]
    visit = user.visits.filter(day__lt=today, day__gte=FIRST_DATE).order_by("-day").first()
    return [Period(_("Since my last visit"), visit.day, today), *lasts] if visit else lasts


def _part(user: User, form: PeriodForm) -> SafeString:
    name = "summary {first_day} {last_day} ".format_map(form.cleaned_data) + str(today_for(user))
    return kept_part(user, name, "tracker/_doctor_summary.html", lambda: _drawn(user, form))


def _drawn(user: User, form: PeriodForm) -> dict[str, Any]:
    """The summary with its pictures, for the page."""
    from tracker.views.pictures import drawn_sections

    summary, _period = summarised(user, form)
    return {"summary": summary, "drawn": drawn_sections(summary, _)}


@require_safe
def doctor_pdf(request: SignedIn) -> HttpResponse:
    """The summary as one A4 page to save or to send; with its annex where that was asked for."""
    form = PdfForm.for_query(request.GET, today_for(request.user))
    if not form.is_valid():
        return render(request, "tracker/doctor.html", {"form": form}, status=400)
    from tracker.reports import pdf

    summary, _period = summarised(request.user, form)
    page = pdf.render(summary, _, get_language(), annex=form.cleaned_data["annex"])
    answer = HttpResponse(page, "application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="twitch-summary.pdf"'
    return answer


def summarised(user: User, form: PeriodForm) -> tuple[DoctorSummary, Diary]:
    """The summary of the period that was asked for, and the period itself in stored units."""
    return doctor_summary(user, form.cleaned_data["first_day"], form.cleaned_data["last_day"], today_for(user))
