"""Signs to watch: what the rules found, what to do, and how recently each place twitched."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tracker import diary
from tracker.core.analysis import DiaryDates, PlaceDays, recency
from tracker.core.red_flags import answers_to
from tracker.core.reference.rules.levels import WORSE_YES, Level
from tracker.core.reference.rules.mention import RULES
from tracker.core.reports.sections.places import first_noted
from tracker.insights import places_since
from tracker.pages.context import SignedIn, today_for
from tracker.pages.watched_signs import past_sign_views, watched_sign_views


@require_safe
def signs(request: SignedIn) -> HttpResponse:
    """The flags of today, the most urgent first, those of the past, and the face map."""
    today = today_for(request.user)
    found = watched_sign_views(request.user, today)
    context = {
        "open": [one for one in found if one.flag.level is not Level.REASSURE],
        "reassuring": [one for one in found if one.flag.level is Level.REASSURE],
        "past": past_sign_views(request.user),
        "heat": diary.cached(
            request.user,
            f"places by week {today}",
            lambda: _by_week(places_since(request.user, today), today),
            diary.json_of(list[tuple[str, int, str]]),
        ),
    }
    return render(request, "tracker/signs.html", context)


@require_POST
def answer(request: SignedIn, rule: str) -> HttpResponse:
    """Save the person's answer to a sign. Emergencies take none; *worse* only where the page asks it."""
    said = request.POST.get("answer", "")
    if rule not in RULES or said not in answers_to(rule):
        raise Http404
    sign = get_object_or_404(request.user.watched_signs.open(), rule=rule)
    if sign.level == Level.EMERGENCY:
        raise Http404
    diary.answer_watched_sign(request.user, rule, said, today_for(request.user))
    is_worse = said == WORSE_YES
    messages.success(request, _("Noted.") if is_worse else _("Noted. It stays quiet until something changes."))
    return redirect("tracker:signs")


def _by_week(dates: DiaryDates, today: date) -> list[tuple[str, int, str]]:
    """Places in the order in which they appeared, shaded by how new they are."""
    shades = recency(dates.places, today)
    return [(str(one.place), shade, _since(one, dates)) for one, shade in zip(dates.places, shades, strict=True)]


def _since(place: PlaceDays, dates: DiaryDates) -> str:
    since = first_noted(place.first, dates, _)
    return ngettext("%(since)s, on %(n)d day", "%(since)s, on %(n)d days", place.days) % {
        "since": since,
        "n": place.days,
    }
