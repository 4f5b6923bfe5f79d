"""The page for the doctor, and the same page as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker import diary
from tracker.analysis import in_persons_units
from tracker.forms import PeriodForm
from tracker.models import User
from tracker.records import Diary
from tracker.views.everywhere import SignedIn, today_for
from tracker.views.watching import since, watch

if TYPE_CHECKING:
    from tracker.reports.doctor_summary import DoctorSummary


@require_safe
def doctor(request: SignedIn) -> HttpResponse:
    """Choose a period, read the summary, print it."""
    form = PeriodForm.for_query(request.GET, today_for(request.user))
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        from tracker.views.pictures import drawn_sections

        summary, _period = summarised(request.user, form)
        context |= {"summary": summary, "drawn": drawn_sections(summary, _)}
    return render(request, "tracker/doctor.html", context)


@require_safe
def doctor_pdf(request: SignedIn) -> HttpResponse:
    """The summary as one A4 page to save or to send."""
    form = PeriodForm.for_query(request.GET, today_for(request.user))
    if not form.is_valid():
        return render(request, "tracker/doctor.html", {"form": form}, status=400)
    from tracker.reports import pdf

    summary, _period = summarised(request.user, form)
    answer = HttpResponse(pdf.render(summary, _, get_language()), "application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="twitch-summary.pdf"'
    return answer


def summarised(user: User, form: PeriodForm) -> tuple[DoctorSummary, Diary]:
    """The summary of the period that was asked for, and the period itself in stored units."""
    from tracker.reports import doctor_summary

    today, first, last = today_for(user), form.cleaned_data["first_day"], form.cleaned_data["last_day"]
    longer = diary.load(user, min(first, since(today)), max(last, today))
    found = watch(user, longer.between(since(today), today), today)
    period = longer.between(first, last)
    summary = doctor_summary.build(
        in_persons_units(period),
        today,
        _,
        [one.flag for one in found],
        {one.flag.rule: one.sign.first_shown for one in found},
    )
    return summary, period
