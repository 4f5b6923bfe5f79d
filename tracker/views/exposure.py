"""The page of one exposure: what the diary says about it, how sure that is, and the days behind it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker import diary, insights
from tracker.core.analysis import DailyTotals, median_by_exposure
from tracker.core.analysis.describe.dose_bands import DoseBands, dose_bands
from tracker.core.analysis.results import MIN_DAYS_SCHEDULED
from tracker.core.charts.dose_bars import INKS, dose_bars_svg, progress_svg
from tracker.core.charts.eight_weeks import eight_weeks_svg, last_weeks
from tracker.core.charts.ratio_scale import RatioRow, ratio_scale_svg
from tracker.core.charts.words import period
from tracker.core.records import Exposure
from tracker.core.reference.exposures import scale_top
from tracker.core.reports.source_words import source_sentence
from tracker.core.reports.triggers.answers import ExposureAnswer, Group, exposure_answer
from tracker.core.reports.triggers.band_words import band_rows, bands_described, picture_labels
from tracker.core.reports.triggers.cards import amount
from tracker.core.reports.triggers.exposure_page import exposure_page
from tracker.core.reports.triggers.per_cent import about, between
from tracker.core.reports.triggers.sides import plain_name
from tracker.insights.import_sources import exposure_sources
from tracker.models import User
from tracker.pages.context import SignedIn
from tracker.pages.fragments import cached_fragment
from tracker.pages.waiting import after_analysis
from tracker.views.triggers import FIRST_PICTURE_DAYS, drawn, last_day_for

SIX_DAYS = timedelta(days=6)


@require_safe
@after_analysis
def exposure(request: SignedIn, client_id: UUID) -> HttpResponse:
    """One exposure that the person tracks, or has tracked; any other does not exist."""
    user, today = request.user, last_day_for(request.user)
    name = f"trigger {client_id} {today}"
    with diary.prefetched(user, beside=["background"], name=name, parts=insights.PARTS):
        shown = next((one for one in diary.background(user).exposures if one.id == client_id), None)
        if not shown or not (shown.tracked or user.readings.filter(exposure__key=shown.key).exists()):
            raise Http404
        key = shown.key
        part = cached_fragment(user, name, "tracker/_trigger.html", lambda: _exposure(user, key, today))
    return render(request, "tracker/trigger.html", {"part": part, "client_id": client_id})


def _exposure(user: User, key: str, today: date) -> dict[str, Any]:
    found = insights.triggers_so_far(user, today, _)
    so_far = found.diary
    shown, answer = so_far.exposures[key], exposure_answer(key, so_far, _)
    is_drawn = answer.days_noted >= FIRST_PICTURE_DAYS
    bands = dose_bands(so_far.totals, key, is_yes_no=shown.is_yes_no) if is_drawn else DoseBands()
    return {
        "answer": answer,
        "bars_title": _bars_title(answer, shown),
        "sources": source_sentence(exposure_sources(user, key, so_far.totals), _),
        "words": exposure_page(answer, so_far, _),
        "is_linked": answer.group is Group.LINKED,
        "cannot_tell": answer.group is Group.CANNOT_TELL,
        "bars": _bars(bands, answer),
        "rows": band_rows(bands, shown, _),
        "scale": _scale(answer),
        "progress": drawn(progress_svg(answer.days_noted, MIN_DAYS_SCHEDULED)),
        "first": MIN_DAYS_SCHEDULED,
        **_strip(list(so_far.totals), shown),
        **_hours(found, key),
        "basis": so_far.triggers.basis if so_far.triggers else None,
    }


def _bars_title(answer: ExposureAnswer, shown: Exposure) -> str:
    words = _("Episodes a day, by %(name)s in %(unit)s") if shown.unit else _("Episodes a day, by %(name)s")
    unit = _("points") if scale_top(shown.unit) else shown.unit and _(shown.unit)
    return words % {"name": plain_name(answer.key, {shown.key: shown}, _), "unit": unit}


def _bars(bands: DoseBands, answer: ExposureAnswer) -> Any:
    if not bands.bands:
        return ""
    later = answer.link is not None and answer.link.lag_days > 0
    svg = dose_bars_svg(
        bands, picture_labels(bands, _), _("Episodes a day"), bands_described(bands, _), answer.group,
        day_after=answer.group is Group.LINKED, after_first=later,
    )  # fmt: skip
    return drawn(svg)


def _scale(answer: ExposureAnswer) -> Any:
    if answer.ratio is None:
        return ""
    is_linked = answer.group is Group.LINKED
    rows = [RatioRow(about(answer.ratio.ratio, _) if is_linked else "", answer.ratio, is_linked)]
    svg = ratio_scale_svg(
        rows, _("How sure?"), between(answer.ratio, _), "how-sure", INKS[answer.group], _,
        ruled_out=answer.group is Group.NO_LINK,
    )  # fmt: skip
    return drawn(svg)


def _strip(totals: list[DailyTotals], shown: Exposure) -> dict[str, Any]:
    """The last eight weeks, with the usual value over all days; nothing without a value in them."""
    days = last_weeks(totals)
    if not any(shown.key in day.values for day in days):
        return {}
    usual = None if shown.is_yes_no else median_by_exposure(totals).get(shown.key)
    title, words = _("The last eight weeks"), _("A dot for each day; below it, the episodes of that day.")
    svg = eight_weeks_svg(days, shown, usual, title, words, _week_link, _)
    return {
        "strip": drawn(svg),
        "usual": None if usual is None else amount(usual, {shown.key: shown}, shown.key, _),
        "day_rows": [
            (day.date, amount(day.values[shown.key], {shown.key: shown}, shown.key, _), day.episodes)
            for day in reversed(days)
            if shown.key in day.values
        ],
    }


def _week_link(last: DailyTotals) -> tuple[str, str]:
    first = last.date - SIX_DAYS
    return reverse("tracker:week-ending", args=[last.date]), _("Week %(period)s") % {
        "period": period(first, last.date, _)
    }


def _hours(found: insights.TriggersSoFar, key: str) -> dict[str, Any]:
    """The hours after, for what was noted with clock times and could be compared."""
    from tracker.core.reports.triggers.hours import hour_cards

    result = next((one for one in found.hours if one.exposure == key and not one.too_early), None)
    if result is None:
        return {}
    rows = [
        RatioRow(
            _("%(first)d to %(last)d hours after") % {"first": window.first, "last": window.last},
            window.ratio,
            window == result.named,
        )
        for window in result.windows
    ]
    words = "; ".join(f"{row.words}: {about(row.ratio.ratio, _)}" for row in rows)
    ink = INKS[Group.LINKED if result.named else Group.NO_LINK]
    (card,) = hour_cards([result], dict(found.diary.exposures), _)
    svg = ratio_scale_svg(rows, _("In the hours after"), words, "hours-after", ink, _)
    return {"hours": drawn(svg), "hours_card": card, "hours_rows": [(row.words, row.ratio) for row in rows]}
