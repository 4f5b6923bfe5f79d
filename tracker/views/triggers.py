"""The page of triggers: what goes together with episodes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.insights import verdict_and_hours, whole_diary
from tracker.models import User
from tracker.pages.context import SignedIn, today_for
from tracker.pages.fragments import cached_fragment

MOST_SLIPS = 10


@require_safe
def triggers(request: SignedIn) -> HttpResponse:
    """The latest scheduled analysis in plain words, with its data and the date of the next one."""
    user, today = request.user, today_for(request.user)
    part = cached_fragment(user, f"triggers {today}", "tracker/_triggers.html", lambda: _triggers(user, today))
    return render(request, "tracker/triggers.html", {"part": part})


def _triggers(user: User, today: date) -> dict[str, Any]:
    from tracker.core.analysis.triggers.grid import align, day_table
    from tracker.core.analysis.triggers.winsorise import outliers
    from tracker.core.reports.triggers.hours import hour_cards
    from tracker.core.reports.triggers.outliers import implausible_values
    from tracker.core.reports.triggers.report import build_trigger_report
    from tracker.pages.charts import forest_picture

    whole = whole_diary(user, today)
    verdict, hours = verdict_and_hours(user, today)
    report = build_trigger_report(whole, verdict, _)
    return {
        "report": report,
        "hours": hour_cards(hours, {exposure.key: exposure for exposure in whole.exposures}, _),
        "slips": implausible_values(whole, outliers(align(day_table(whole)).latest()), _)[:MOST_SLIPS],
        "anchor": today,
        "today": today,
        "chart": forest_picture(report.spans, _) if report.spans else "",
    }
