"""Reminders as a file for the calendar of a phone."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Min
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.core.analysis.experiments.plan import last_day
from tracker.core.reports.calendar_file import Reminder, calendar_file
from tracker.forms import CalendarForm
from tracker.forms.calendar import CHECK_IN, INJECTION, PLAN, VISIT
from tracker.models import User
from tracker.pages.attachment import attachment
from tracker.pages.context import SignedIn, owner_of, today_for


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: SignedIn) -> HttpResponse:
    """Choose the reminders; the answer to the form is the file."""
    user, today = request.user, today_for(request.user)
    dates = _dates(user, today)
    form = CalendarForm(request.POST or None, available=dates)
    if not form.is_valid():
        return render(request, "tracker/calendar_file.html", {"form": form})
    reminders = [_reminder(kind, *dates[kind], today, form.cleaned_data) for kind in form.cleaned_data["kinds"]]
    content = calendar_file(reminders, owner_of(user), timezone.now())
    return attachment(content, "text/calendar; charset=utf-8", "levator.ics")


def _dates(user: User, today: date) -> dict[str, tuple[date, str]]:
    """The day of each reminder that there can be, the last one of the experiment, and what it is in words."""
    found = {CHECK_IN: (today, "")}
    if visit := user.visits.filter(day__gte=today).order_by("day").first():
        found[VISIT] = (visit.day, _("Visit: %(who)s") % {"who": visit.who} if visit.who else _("Visit"))
    if due := user.injections.filter(next_due__gte=today).aggregate(day=Min("next_due"))["day"]:
        found[INJECTION] = (due, _("Injection"))
    if experiment := user.experiments.filter(stopped=None).last():
        last = last_day(experiment.record())
        if last and last >= today:
            found[PLAN] = (last, "")
    return found


def _reminder(kind: str, day: date, words: str, today: date, typed: dict[str, Any]) -> Reminder:
    if kind == CHECK_IN:
        return Reminder(kind, typed["title"], today, typed["at"])
    if kind == PLAN:
        # What a day is for is shown on that day only.
        return Reminder(kind, _("Look at today’s plan"), today, typed["at"], last=day)
    return Reminder(f"{kind} {day}", words if typed["in_words"] else _("Appointment"), day)
