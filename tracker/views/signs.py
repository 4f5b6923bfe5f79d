"""Signs to watch: what the rules found, what to do about it, and where it was seen week by week."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tracker import diary
from tracker.analysis import PlaceCount, by_place, monday, newness
from tracker.insights import rules_window
from tracker.records import Diary
from tracker.reference.rules import ANSWERS, Level
from tracker.reference.rules_quiet import RULES
from tracker.views.everywhere import SignedIn, today_for
from tracker.views.watching import past, watch


@require_safe
def signs(request: SignedIn) -> HttpResponse:
    """Everything that matches today, the most urgent first; what matched before; and the face."""
    today = today_for(request.user)
    found = watch(request.user, today)
    context = {
        "open": [one for one in found if one.flag.level is not Level.REASSURE],
        "reassuring": [one for one in found if one.flag.level is Level.REASSURE],
        "past": past(request.user),
        "heat": diary.kept(
            request.user,
            f"places by week {today}",
            lambda: _by_week(rules_window(request.user, today), today),
            diary.json_of(list[tuple[str, int, str]]),
        ),
    }
    return render(request, "tracker/signs.html", context)


@require_POST
def answer(request: SignedIn, rule: str) -> HttpResponse:
    """*I have booked an appointment*, or *I have been seen*: quiet until something changes. Not for an emergency."""
    said = request.POST.get("answer", "")
    if rule not in RULES or said not in ANSWERS:
        raise Http404
    sign = get_object_or_404(request.user.watched_signs.open(), rule=rule)
    if sign.level == Level.EMERGENCY:
        raise Http404
    diary.answer_watched(request.user, rule, said, today_for(request.user))
    messages.success(request, _("Noted. It stays quiet until something changes."))
    return redirect("tracker:signs")


def _by_week(value: Diary, today: date) -> list[tuple[str, int, str]]:
    """Places, the newest first, each with the week it first appeared in."""
    places = sorted(by_place(value), key=lambda place: (place.first_date, str(place.place)), reverse=True)
    shades = newness(places, today)
    return [(str(one.place), shade, _since(one)) for one, shade in zip(places, shades, strict=True)]


def _since(place: PlaceCount) -> str:
    text = ngettext("week of %(week)s, %(n)d episode since", "week of %(week)s, %(n)d episodes since", place.episodes)
    return text % {"week": date_format(monday(place.first_date), "j F Y"), "n": place.episodes}
