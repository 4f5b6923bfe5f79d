"""One day: its episodes on a line of 24 hours with what was taken, the check-in, the note."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker import diary
from tracker.core.analysis import DailyTotals, JournalDay, by_day, in_persons_units
from tracker.core.analysis.describe.comparison import compare_value, usual_by_exposure
from tracker.core.charts.day_line import DayEpisode, Lane, Mark, day_svg
from tracker.core.records import Diary, Episode, Exposure, Reading
from tracker.core.reference.exposures import CAFFEINE, CIGARETTE, WATER
from tracker.core.reference.limits import FIRST_DATE
from tracker.core.reports.day_words import MARKS, day_answer, day_compared
from tracker.core.reports.source_words import sources_of_a_day
from tracker.models import User
from tracker.pages.context import SignedIn, today_for
from tracker.pages.entry_words import began, item_name, lasted, places_in_words
from tracker.pages.fragments import cached_fragment

ONE_DAY = timedelta(days=1)
USUAL_DAYS = timedelta(days=90)

LETTERS = dict.fromkeys((intake.item for intake in CAFFEINE), "C") | {WATER.item: "W", CIGARETTE.item: "N"}
OTHER = "+"


@require_safe
def day(request: SignedIn, day: date) -> HttpResponse:
    """A day of the diary; a day to come, or before any diary, does not exist."""
    today = today_for(request.user)
    if not FIRST_DATE + timedelta(days=366) <= day <= today:
        raise Http404
    name = f"day {day} {today}"
    part = cached_fragment(
        request.user,
        name,
        "tracker/_day.html",
        lambda: _day(request.user, day, today),
        parts=["background", "entries"],
    )
    return render(request, "tracker/day.html", {"part": part})


def _day(user: User, day: date, today: date) -> dict[str, Any]:
    longer = in_persons_units(_with_doses(user, day, today))
    shown, *others = by_day(longer)
    before = [one.totals for one in others]
    sources = sources_of_a_day((one for one in longer.readings if one.local_date == day), _)
    return {
        "day": shown,
        "date": day,
        "answer": day_answer(shown.totals, [episode.duration_s for episode in shown.episodes], _),
        "compared": day_compared(shown.totals, before, _, is_over=day < today),
        "chart": _chart(shown, longer),
        "values": [
            (exposure, value, *_beside_usual(shown.totals, exposure, before, today), sources.get(exposure.key, ""))
            for exposure, value in shown.values
        ],
        "before": day - ONE_DAY,
        "after": day + ONE_DAY if day < today else None,
        "today": today,
        "back": reverse("tracker:day", args=[day]),
    }


def _with_doses(user: User, day: date, today: date) -> Diary:
    """The days before, and the doses of the day."""
    background = diary.background(user)
    longer = diary.load_recent(user, day - USUAL_DAYS, day, today, background=background)
    return replace(longer, doses=diary.with_doses(user, Diary(longer.person, day, day), background).doses)


def _chart(shown: JournalDay, longer: Diary) -> str:
    lanes = _lanes(shown.tapped)
    names = {medicine.id: medicine.name for medicine in longer.medicines}
    lanes.append(Lane(tuple(Mark(dose.at, dose.zone, "", names[dose.medicine]) for dose in longer.doses)))
    if not shown.episodes and not any(lane.marks for lane in lanes):
        return ""
    episodes = [_episode(episode) for episode in shown.episodes]
    words = "; ".join([one.words for one in episodes] + [mark.name for lane in lanes for mark in lane.marks])
    # The drawing escapes every text in it; tests/core/charts check that.
    return mark_safe(day_svg(episodes, lanes, _("The day, hour by hour"), words, _))  # noqa: S308


def _episode(episode: Episode) -> DayEpisode:
    parts = [began(episode), places_in_words(episode), lasted(episode)]
    if episode.strength is not None:
        parts.append(_("strength %(n)d") % {"n": episode.strength})
    words = ", ".join(filter(None, parts))
    return DayEpisode(episode, reverse("tracker:episode-edit", args=[episode.id]), words)


def _lanes(tapped: tuple[tuple[Exposure, Reading], ...]) -> list[Lane]:
    """What was taken with a clock time, one row for each kind."""
    rows: dict[str, list[Mark]] = {}
    for exposure, reading in tapped:
        if reading.at:
            letter = LETTERS.get(reading.item, OTHER)
            mark = Mark(reading.at, reading.zone, letter, item_name(reading.item) or exposure.name)
            rows.setdefault(letter, []).append(mark)
    return [Lane(tuple(marks), is_filled=letter != "W") for letter, marks in sorted(rows.items())]


def _beside_usual(totals: DailyTotals, exposure: Exposure, before: list[DailyTotals], today: date) -> tuple[str, str]:
    """The sign and the words that compare a value with the person's own; both empty without a usual."""
    compared = compare_value(totals, exposure, usual_by_exposure(before, [exposure]), today)
    if compared and compared.is_so_far:
        return "", _("so far")
    if compared is None or compared.mark is None:
        return "", ""
    sign, words = MARKS[compared.mark]
    return sign, _(words)
