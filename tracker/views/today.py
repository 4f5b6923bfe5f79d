"""The start page: log in two taps, the last seven days, and what is still missing today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker import diary
from tracker.core.analysis import daily
from tracker.core.analysis.describe.recent import newest_episode
from tracker.core.records import Diary
from tracker.core.reference.limits import SCORE
from tracker.forms import new_id
from tracker.models import User
from tracker.pages.context import SignedIn, now_for, today_for
from tracker.pages.one_tap import last_tap, tiles
from tracker.pages.watched_signs import most_urgent, watched_sign_views

MONTH = timedelta(days=29)
"""What was tapped most often in these days comes first."""

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=6)
LATE_NIGHT_ENDS = 3
"""Before this hour a check-in may be for the previous day."""

MAX_SIGNS = 3
"""More would frighten rather than help; the page of signs lists all."""


@login_not_required
@require_safe
def today(request: SignedIn) -> HttpResponse:
    """The start page, or a welcome page for a visitor."""
    if not request.user.is_authenticated:
        return render(request, "tracker/welcome.html")
    day = today_for(request.user)
    now = now_for(request.user)
    month = _month(request.user, day)
    last_days = month.between(day - WEEK, day)
    week = daily(last_days)
    in_sight, other_tiles = tiles(month, day, counts=not request.user.calm_mode)
    tracked = [exposure for exposure in month.exposures if exposure.tracked and exposure.key not in week[-1].values]
    context = {
        "visit": None if request.user.calm_mode else request.user.visits.filter(day=day + ONE_DAY).first(),
        "day": day,
        # The previous calendar day, even if the person's day begins some hours after midnight.
        "yesterday": now.date() - timedelta(days=1),
        "is_late": now.hour < LATE_NIGHT_ENDS,
        "urgent": most_urgent(watched_sign_views(request.user, day), MAX_SIGNS, request.user.calm_mode),
        "saved": newest_episode(last_days.episodes, now),
        "scores": range(SCORE[0], SCORE[1] + 1),
        "week": week,
        "totals": week[-1],
        "is_quiet": any(check_in.no_twitch for check_in in last_days.days if check_in.local_date == day),
        "missing": tracked,
        "tiles": in_sight,
        "other_tiles": other_tiles,
        "last_tap": last_tap(month, day, now, counts=not request.user.calm_mode),
        "client_id": new_id(),
    }
    return render(request, "tracker/today.html", context)


def _month(user: User, day: date) -> Diary:
    """The diary of thirty days, with the doses only if a medicine is taken as needed."""
    month = diary.load(user, day - MONTH, day, treatments=False)
    if not any(medicine.as_needed for medicine in month.medicines):
        return month
    return replace(month, doses=tuple(dose.record() for dose in user.doses.between(month).select_related("medicine")))
