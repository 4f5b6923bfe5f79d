"""The page for the doctor, and the same page as a PDF."""

from __future__ import annotations

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
from tracker.insights import doctor_summary, summary_context, watched_flags, watched_signs_key
from tracker.insights.summary_file import summary_file
from tracker.models import User
from tracker.pages.attachment import own_file
from tracker.pages.context import SignedIn, now_for, today_for
from tracker.pages.fragments import cached_fragment
from tracker.pages.waiting import after_analysis

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
@after_analysis
def doctor(request: SignedIn) -> HttpResponse:
    """Show the summary of a chosen period, with its downloads and links."""
    user, today = request.user, today_for(request.user)
    form = PdfForm.for_query(request.GET, today)
    context: dict[str, Any] = {"form": form, "usual": _usual_periods(user, form)}
    if not form.is_valid():
        return render(request, "tracker/doctor.html", context)
    first, last = form.cleaned_data["first_day"], form.cleaned_data["last_day"]
    # Marked as shown first: the summary says since when, and the answers to signs change it.
    watched_flags(user, today)
    name = f"summary {first} {last} {today} {watched_signs_key(user)}"
    part = cached_fragment(user, name, "tracker/_doctor_part.html", lambda: _drawn(user, form))
    context |= {
        "part": part if part.strip() else "",
        "period": urlencode({"first_day": first, "last_day": last}),
        "visit": user.visits.filter(day__gte=today).first(),
        "open_links": user.shared_links.alive(now_for(user)).count(),
        "is_usual": any(period.is_shown for period in context["usual"]),
    }
    return render(request, "tracker/doctor.html", context)


def _usual_periods(user: User, form: PdfForm) -> list[Period]:
    """The last month, quarter and half year, and the time since the last visit."""
    today = today_for(user)
    lasts = [(_("30 days"), 29), (_("90 days"), 89), (_("180 days"), 179)]
    usual = [(name, today - timedelta(days=before)) for name, before in lasts]
    visit = user.visits.filter(day__lt=today, day__gte=FIRST_DATE).order_by("-day").first()
    if visit:
        usual.append((_("Since last visit"), visit.day))
    shown = (form.cleaned_data["first_day"], form.cleaned_data["last_day"]) if form.is_valid() else None
    return [Period(name, first, today, (first, today) == shown) for name, first in usual]


def _drawn(user: User, form: PeriodForm) -> dict[str, Any]:
    """Context of the summary with its charts."""
    summary, period = summarised(user, form)
    is_empty = not period.logged_dates() and diary.span(user) == (None, None)
    return {"is_empty": is_empty, **summary_context(summary)}


@require_safe
@after_analysis
def doctor_pdf(request: SignedIn) -> HttpResponse:
    """The summary as a PDF, with its annex on request."""
    form = PdfForm.for_query(request.GET, today_for(request.user))
    if not form.is_valid():
        usual = _usual_periods(request.user, form)
        return render(request, "tracker/doctor.html", {"form": form, "usual": usual}, status=400)
    user, today, chosen = request.user, today_for(request.user), form.cleaned_data
    watched_flags(user, today)
    page = summary_file(user, chosen["first_day"], chosen["last_day"], today, "pdf", annex=chosen["annex"])
    return own_file(request, page, "application/pdf", "twitch-summary.pdf")


def summarised(user: User, form: PeriodForm) -> tuple[DoctorSummary, Diary]:
    """The summary of the requested period, and the period itself in stored units."""
    return doctor_summary(user, form.cleaned_data["first_day"], form.cleaned_data["last_day"], today_for(user))
