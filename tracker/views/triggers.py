"""The page of triggers: the answer in one sentence, then every exposure in one of three groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker import insights
from tracker.core.analysis.describe.dose_bands import dose_bands
from tracker.core.analysis.results import MIN_DAYS_SCHEDULED
from tracker.core.charts import style
from tracker.core.charts.dose_bars import progress_svg, small_bars_svg
from tracker.core.charts.ratio_scale import RatioRow, ratio_scale_svg
from tracker.core.reports.triggers.answers import TITLES, DiarySoFar, ExposureAnswer, Group, exposure_answers
from tracker.core.reports.triggers.band_words import ends_of
from tracker.core.reports.triggers.per_cent import more_or_fewer
from tracker.core.reports.triggers.sides import end_words
from tracker.models import User
from tracker.pages.context import SignedIn, today_for
from tracker.pages.fragments import cached_fragment
from tracker.pages.waiting import after_analysis

MOST_SLIPS = 10
FIRST_PICTURE_DAYS, PICTURE_DAYS = 8, 30
"""Before the first answer there are pictures from the second week on; afterwards an exposure needs 30 noted days."""


@dataclass(frozen=True)
class Row:
    """One exposure: its answer, where it leads, and a small picture or how far it is."""

    answer: ExposureAnswer
    href: str
    picture: SafeString
    is_progress: bool


@require_safe
@after_analysis
def triggers(request: SignedIn) -> HttpResponse:
    """The latest scheduled analysis in plain words. In calm mode it changes on Sundays only."""
    user, today = request.user, last_day_for(request.user)
    name, template = f"triggers {today}", "tracker/_triggers.html"
    part = cached_fragment(user, name, template, lambda: _triggers(user, today), parts=insights.PARTS)
    return render(request, "tracker/triggers.html", {"part": part})


def last_day_for(user: User) -> date:
    """Today, and in calm mode the last Sunday."""
    today = today_for(user)
    return today - timedelta(days=today.isoweekday() % 7) if user.calm_mode else today


def _triggers(user: User, today: date) -> dict[str, Any]:
    from tracker.core.analysis.triggers.grid import MAX_DAYS, align, table_of
    from tracker.core.analysis.triggers.winsorise import outliers
    from tracker.core.reports.triggers.outliers import implausible_values
    from tracker.core.reports.triggers.report import build_trigger_report

    found = insights.triggers_so_far(user, today, _)
    answers = exposure_answers(found.diary, _)
    logged, grid = found.diary.days_logged, align(table_of(found.diary.totals[-MAX_DAYS:]))
    is_shown = found.verdict is not None or logged >= FIRST_PICTURE_DAYS
    rows = [_row(one, found.diary) for one in answers] if is_shown else []
    return {
        "answer": found.sentence(_),
        "report": build_trigger_report(found.diary, found.verdict, _),
        "rows": rows,
        "groups": _groups(rows) if found.verdict else [],
        "all_of_them": _all_of_them(answers),
        "logged": logged,
        "first": MIN_DAYS_SCHEDULED,
        "progress": drawn(progress_svg(logged, MIN_DAYS_SCHEDULED)),
        "hours": found.hours,
        "slips": implausible_values(found.diary.exposures, user.units, outliers(grid), _)[:MOST_SLIPS],
        "anchor": today,
        "today": today,
    }


def drawn(svg: str) -> SafeString:
    """A drawing for a template; every text in it is escaped, which tests/core/charts check."""
    return mark_safe(svg)  # noqa: S308


def _groups(rows: Iterable[Row]) -> list[tuple[Group, str, list[Row]]]:
    """The groups that have an exposure, in their order."""
    members = {group: [row for row in rows if row.answer.group is group] for group in Group}
    return [(group, _(TITLES[group]), inside) for group, inside in members.items() if inside]


def _row(answer: ExposureAnswer, diary: DiarySoFar) -> Row:
    href = reverse("tracker:trigger", args=[diary.exposures[answer.key].id])
    bands = dose_bands(diary.totals, answer.key, is_yes_no=diary.exposures[answer.key].is_yes_no)
    least = PICTURE_DAYS if diary.triggers else FIRST_PICTURE_DAYS
    if not bands.bands or answer.days_noted < least:
        return Row(answer, href, drawn(progress_svg(answer.days_noted, MIN_DAYS_SCHEDULED)), is_progress=True)
    ends = ends_of(bands, end_words(answer.key, _), _)
    return Row(answer, href, drawn(small_bars_svg(bands, ends, answer.group)), is_progress=False)


def _all_of_them(answers: Iterable[ExposureAnswer]) -> dict[str, Any]:
    """Every estimate on one scale, as a picture and as rows of a table."""
    estimated = [(one, one.ratio) for one in answers if one.ratio]
    rows = [RatioRow(f"{one.name}: {one.step}", ratio, one.group is Group.LINKED) for one, ratio in estimated]
    if not rows:
        return {}
    table = [(row.words, more_or_fewer(row.ratio, _)) for row in rows]
    words = "; ".join(f"{name}: {ratio}" for name, ratio in table)
    svg = ratio_scale_svg(rows, _("More or fewer twitches"), words, "all-of-them", style.ACCENT, _)
    return {"picture": drawn(svg), "table": table}
