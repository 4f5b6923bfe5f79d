"""The page of treatments: medicines, injections, and what helped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker import diary
from tracker.core.analysis import daily, weekly
from tracker.core.records import Diary
from tracker.core.reports.sections.circumstances import relief_table
from tracker.core.reports.sections.medicines import medicines_section
from tracker.forms import new_id
from tracker.models import Dose, Medicine, User
from tracker.pages.context import SignedIn, today_for
from tracker.pages.fragments import cached_fragment
from tracker.views.medicines import usual_amount

LOOKS_BACK = timedelta(days=730)
"""Two years: what helped before may not help now, and loading ten years is slow."""

BESIDE = "tracker/_treatments_beside.html"
CHARTED = timedelta(days=181)
"""On a phone, a chart has space for the bars of twenty-six weeks."""


@dataclass(frozen=True)
class Course:
    """A medicine with its last logged dose."""

    row: Medicine
    last: Dose | None

    @property
    def dose(self) -> str:
        """The current dose, as last changed."""
        said = [change.dose for change in self.row.record().changes if change.dose]
        return said[-1] if said else str(self.row.dose)

    @property
    def again(self) -> str:
        """The amount that one tap logs."""
        return usual_amount(self.last, self.row)


@require_safe
def treatments(request: SignedIn) -> HttpResponse:
    """List medicines and injections, and what helped how often."""
    today = today_for(request.user)
    user = request.user
    last = {dose.medicine_id: dose for dose in user.doses.latest_of_each()}
    courses = [Course(row, last.get(row.pk)) for row in user.medicines.all()]
    context = {
        "taken": [course for course in courses if not course.row.stopped or course.row.stopped > today],
        "stopped": [course for course in courses if course.row.stopped and course.row.stopped <= today],
        "injections": [row.record() for row in user.injections.order_by("-day", "client_id")],
        "part": cached_fragment(user, f"treatments {today}", BESIDE, lambda: _beside(user, today)),
        "client_id": new_id(),
        "today": today,
    }
    return render(request, "tracker/treatments.html", context)


def _beside(user: User, today: date) -> dict[str, Any]:
    """The chart of half a year, the rates before and after each change, and what helped."""
    value = diary.load(user, today - LOOKS_BACK, today, readings_from=today, treatments=False)
    value = replace(value, injections=tuple(row.record() for row in user.injections.all()))
    about = medicines_section(value, value, _)
    changes = [table for table in about.tables if table.key == "changes"]
    return {"reliefs": relief_table(value.episodes, _), "changes": changes, **_timeline(value)}


def _timeline(value: Diary) -> dict[str, Any]:
    """Chart and table of the last half year; empty without treatments or logged days."""
    if not (value.medicines or value.injections) or not value.logged_dates():
        return {}
    from tracker.core.charts.courses import changed_in, treatment_courses
    from tracker.pages.charts import courses_picture

    shown = value.between(max(value.last_day - CHARTED, min(value.logged_dates())), value.last_day)
    weeks, spans = weekly(daily(shown)), treatment_courses(shown)
    lines = [(week, changed_in(week, spans)) for week in weeks]
    return {"chart": courses_picture(weeks, spans, _), "weeks": lines} if spans else {}
