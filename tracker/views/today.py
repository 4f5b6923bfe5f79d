"""The start page: log in one or two taps, the last seven days, and what is still missing today."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tracker import diary
from tracker.core.analysis import daily, usual_place
from tracker.core.analysis.describe.recent import newest_episode
from tracker.core.analysis.results import MIN_DAYS_SCHEDULED
from tracker.core.records import Diary
from tracker.core.records.diary import next_visit
from tracker.core.reference.limits import SCORE
from tracker.core.reports.calm_words import quiet_days_so_far
from tracker.forms import new_id
from tracker.insights import recent_from
from tracker.models import User
from tracker.pages.context import SignedIn, now_for, today_for
from tracker.pages.day_so_far import TwitchQuestion, day_so_far, twitch_question
from tracker.pages.experiment_today import open_experiment
from tracker.pages.often_opened import count_opening
from tracker.pages.one_tap import last_tap, tiles
from tracker.pages.shells import stamp_of
from tracker.pages.watched_signs import most_urgent, watched_sign_views

MONTH = timedelta(days=29)
"""The days whose entries decide what one tap offers."""

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=6)
SUNDAY = 7
LATE_NIGHT_ENDS = 3
"""Before this hour a check-in may be for the previous day."""

MAX_SIGNS = 3
"""More would frighten rather than help; the page of signs lists all."""

HINT_HIDDEN = "hint_hidden"
"""The session key that says that the line of the first days was dismissed."""


@login_not_required
@require_safe
def today(request: SignedIn) -> HttpResponse:
    """The start page, or a welcome page for a visitor."""
    if not request.user.is_authenticated:
        return render(request, "tracker/welcome.html", {"sign_up": settings.SIGN_UP, "demo": settings.DEMO})
    day = today_for(request.user)
    with diary.prefetched(
        request.user, beside=["background", "entries"], name=f"rules {day}", parts=["rules past", "trend"]
    ):
        return _page(request, day, now_for(request.user))


def _page(request: SignedIn, day: date, now: datetime) -> HttpResponse:
    user = request.user
    recent = _recent(user, day)
    month = recent.between(day - MONTH, day)
    context = {
        "day": day,
        "day_before": day - ONE_DAY,
        "stamp": stamp_of(user, recent.exposures) if settings.OFFLINE else "",
        "urgent": most_urgent(watched_sign_views(user, day, recent), MAX_SIGNS, user.calm_mode),
        "saved": newest_episode(month.episodes, now),
        "scores": range(SCORE[0], SCORE[1] + 1),
        "turn": open_experiment(user, day),
        "so_far": [] if user.calm_mode else day_so_far(month, day),
        "question": _question(month, day, now),
        **_one_tap(user, month, day, now),
        **_week(request, month, day),
        **({} if user.calm_mode else _next_visit(recent, day)),
    }
    if user.calm_mode:
        return render(request, "tracker/today.html", context)
    openings = count_opening(request, now)
    response = render(request, "tracker/today.html", context | {"is_often_opened": openings.is_often})
    openings.remember(response, now)
    return response


@require_POST
def hide_first_days(request: SignedIn) -> HttpResponse:
    """Hide the line of the first days, until the next log-in."""
    request.session[HINT_HIDDEN] = True
    return redirect("tracker:today")


def _recent(user: User, day: date) -> Diary:
    """The diary of thirty days, or as many as the rules need; with the doses only if a medicine is taken as needed."""
    background = diary.background(user)
    recent = diary.load_recent(user, min(day - MONTH, recent_from(day)), day, day, background=background)
    if not any(medicine.as_needed for medicine in recent.medicines):
        return recent
    return diary.with_doses(user, recent, background)


def _one_tap(user: User, month: Diary, day: date, now: datetime) -> dict[str, Any]:
    """The tiles with the answer after a tap, and the usual place."""
    in_sight, others = tiles(month, day, counts=not user.calm_mode)
    return {
        "tiles": in_sight,
        "other_tiles": others,
        "last_tap": last_tap(month, day, now, counts=not user.calm_mode),
        "usual_place": usual_place(month.episodes),
        "client_id": new_id(),
        "now_id": new_id(),
        "just_now_id": new_id(),
    }


def _question(month: Diary, day: date, now: datetime) -> TwitchQuestion:
    """The question about today; after midnight about the day before, as far as that one was not logged."""
    # The previous calendar day, even if the person's day begins some hours after midnight.
    yesterday = now.date() - ONE_DAY
    is_late = now.hour < LATE_NIGHT_ENDS
    return twitch_question(month, yesterday if is_late else day, is_today=not is_late)


def _week(request: SignedIn, month: Diary, day: date) -> dict[str, Any]:
    """The last seven days, what is still missing today, and the line of the first days."""
    week = daily(month.between(day - WEEK, day))
    is_first_week = _is_first_week(request.user, day)
    missing = [one for one in month.exposures if one.tracked and one.key not in week[-1].values]
    return {
        "week": week,
        "totals": week[-1],
        "missing": missing,
        "is_first_week": is_first_week,
        "quiet_days": quiet_days_so_far(week, day, _),
        "is_sunday": day.isoweekday() == SUNDAY,
        "has_hint": is_first_week and not request.user.calm_mode and HINT_HIDDEN not in request.session,
        "days_logged": len(month.logged_dates()),
        "first_answer": MIN_DAYS_SCHEDULED,
    }


def _next_visit(recent: Diary, day: date) -> dict[str, Any]:
    """The next visit within a week, with the number of its questions."""
    visit = next_visit(recent, day)
    if not visit or visit.day > day + WEEK + ONE_DAY:
        return {}
    if not visit.questions:
        questions = _("your questions")
    else:
        number = len(visit.questions)
        questions = ngettext("%(n)d question", "%(n)d questions", number) % {"n": number}
    if visit.day == day:
        line = _("Visit today: %(questions)s")
    elif visit.day - day > WEEK:
        line = _("Visit in a week: %(questions)s")
    else:
        line = _("Visit on %(weekday)s: %(questions)s")
    words = {"weekday": date_format(visit.day, "l"), "questions": questions}
    return {"visit": visit, "visit_line": line % words}


def _is_first_week(user: User, day: date) -> bool:
    """Whether the diary began in the last seven days. Queried only for a young account."""
    if user.date_joined.date() < day - WEEK - ONE_DAY:
        return False
    first = diary.background(user).began
    return first is None or first >= day - WEEK
