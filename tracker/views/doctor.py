"""The page for the doctor, and the same page as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker import diary
from tracker.core.records import Diary
from tracker.core.reference.limits import FIRST_DATE
from tracker.forms import PdfForm, PeriodForm
from tracker.insights import (
    LONG_DAYS,
    SummaryPeriod,
    WatchedFlag,
    doctor_summary,
    shown_summary,
    summary_context,
)
from tracker.insights.summary_file import cached_file
from tracker.insights.totals import is_past_kept
from tracker.models import User
from tracker.pages.attachment import own_file
from tracker.pages.context import SignedIn, now_for, today_for
from tracker.pages.few_at_once import few_at_once
from tracker.pages.fragments import cached_fragment
from tracker.pages.jobs import PDF
from tracker.pages.waiting import analysis_page, job_page

if TYPE_CHECKING:
    from tracker.core.reports.summary import DoctorSummary


@dataclass(frozen=True)
class Period:
    """A period to choose with one tap."""

    name: str
    first_day: date
    last_day: date
    is_shown: bool

    @property
    def query(self) -> str:
        """The period as a query string."""
        return urlencode({"first_day": self.first_day, "last_day": self.last_day})


@require_safe
@few_at_once
def doctor(request: SignedIn) -> HttpResponse:
    """Show the summary of a chosen period, with its downloads and links."""
    user, today = request.user, today_for(request.user)
    form = PdfForm.for_query(request.GET, today)
    if not form.is_valid():
        return _refused(request, form)
    period = _period_of(user, form)
    with shown_summary(period, "summary") as (name, flags):
        if waiting := _long_analysis(request, today):
            return waiting
        part = cached_fragment(user, name, "tracker/_doctor_part.html", lambda: _drawn(period, flags))
        visits, usual = diary.background(user).visits, _usual_periods(user, form)
    context = {
        "form": form,
        "usual": usual,
        "part": part if part.strip() else "",
        "period": urlencode({"first_day": period.first_day, "last_day": period.last_day}),
        "visit": next((visit for visit in visits if visit.day >= today), None),
        "open_links": user.shared_links.alive(now_for(user)).count(),
        "is_usual": any(period.is_shown for period in usual),
    }
    return render(request, "tracker/doctor.html", context)


def _refused(request: SignedIn, form: PdfForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "usual": _usual_periods(request.user, form)}
    return render(request, "tracker/doctor.html", context, status=status)


def _long_analysis(request: SignedIn, today: date) -> HttpResponse | None:
    """The page that waits for the analysis of a long diary."""
    began = diary.background(request.user).began
    is_long = began is not None and began < today - timedelta(days=LONG_DAYS)
    return analysis_page(request) if is_long else None


def _usual_periods(user: User, form: PdfForm) -> list[Period]:
    """The last month, quarter and half year, and the time since the last visit."""
    today = today_for(user)
    lasts = [(_("30 days"), 29), (_("90 days"), 89), (_("180 days"), 179)]
    usual = [(name, today - timedelta(days=before)) for name, before in lasts]
    visits = [visit.day for visit in diary.background(user).visits if FIRST_DATE <= visit.day < today]
    if visits:
        usual.append((_("Since last visit"), max(visits)))
    shown = (form.cleaned_data["first_day"], form.cleaned_data["last_day"]) if form.is_valid() else None
    return [Period(name, first, today, (first, today) == shown) for name, first in usual]


def _period_of(user: User, form: PeriodForm) -> SummaryPeriod:
    return SummaryPeriod(user, form.cleaned_data["first_day"], form.cleaned_data["last_day"], today_for(user))


def _drawn(period: SummaryPeriod, flags: Sequence[WatchedFlag]) -> dict[str, Any]:
    """Context of the summary with its charts."""
    summary, shown = doctor_summary(period, flags)
    is_empty = not shown.logged_dates() and diary.background(period.user).began is None
    return {"is_empty": is_empty, **summary_context(summary)}


@require_safe
@few_at_once
def doctor_pdf(request: SignedIn) -> HttpResponse:
    """The summary as a PDF, with its annex on request."""
    user, today = request.user, today_for(request.user)
    form = PdfForm.for_query(request.GET, today)
    if not form.is_valid():
        return _refused(request, form, status=400)
    period, annex = _period_of(user, form), form.cleaned_data["annex"]
    if waiting := _large_pdf(request, period, annex=annex):
        return waiting
    with shown_summary(period, f"file pdf {annex}") as (name, flags):
        if waiting := _long_analysis(request, today):
            return waiting
        page = cached_file(name, period, flags, "pdf", annex=annex)
    return own_file(request, page, "application/pdf", "twitch-summary.pdf")


def _large_pdf(request: SignedIn, period: SummaryPeriod, *, annex: bool) -> HttpResponse | None:
    """The page that waits for the PDF of a large diary, unless what it is made from is kept."""
    if not diary.is_large(request.user) or is_past_kept(request.user):
        return None
    key = f"{period.first_day} {period.last_day} {annex} {period.today} {request.user.diary_revision}"
    return job_page(request, PDF, key)


def summarised(user: User, form: PeriodForm) -> tuple[DoctorSummary, Diary]:
    """The summary of the requested period, its signs marked as shown, and the period itself in stored units."""
    period = _period_of(user, form)
    with shown_summary(period, "summary") as (_name, flags):
        return doctor_summary(period, flags)
