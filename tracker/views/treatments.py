"""The page of treatments: the wave of injections, medicines, before and after each change, and what helped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker import diary, insights
from tracker.core.analysis import daily, weekly
from tracker.core.analysis.changes.effects import InjectionWave, TreatmentEffects
from tracker.core.charts.courses import changed_in, courses_svg, earliest_day, treatment_courses
from tracker.core.charts.wave import FIRST_WEEK, LAST_WEEK, wave_svg
from tracker.core.records import Diary, Injection
from tracker.core.reference.injections import PUBLISHED_WAVE, PUBLISHED_WAVE_SOURCE, USUAL_INTERVAL
from tracker.core.reports.sections.circumstances import relief_table
from tracker.core.reports.treatment_words import (
    CANNOT_TELL,
    TOGETHER,
    dose_step,
    events_words,
    rates,
    reason,
    unclear_words,
    verdict,
    wave_answer,
    wave_detail,
    wave_times,
)
from tracker.core.reports.wording import day_text, period_text
from tracker.forms import new_id
from tracker.models import Dose, Medicine, User
from tracker.pages.context import SignedIn, today_for
from tracker.pages.fragments import cached_fragment
from tracker.views.medicines import usual_amount

LOOKS_BACK = timedelta(days=730)
"""Two years: what helped before may not help now, and loading ten years is slow."""

A_WEEK = 7


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

    @property
    def steps(self) -> list[str]:
        """Each change of the dose with its day: "300 → 150 mg on 4 May 2026"."""
        found, before = [], str(self.row.dose)
        for change in self.row.record().changes:
            if change.dose:
                step = {"step": dose_step(before, change.dose), "day": day_text(change.day, _)}
                found.append(_("%(step)s on %(day)s") % step)
                before = change.dose
        return found


@dataclass(frozen=True)
class NextInjection:
    """When the next injection is due, and why then."""

    day: date
    label: str
    is_over: bool


@require_safe
def treatments(request: SignedIn) -> HttpResponse:
    """The page. The parts that take time to compute are cached per diary revision."""
    user, today = request.user, today_for(request.user)
    last = {dose.medicine_id: dose for dose in user.doses.latest_of_each()}
    courses = [Course(row, last.get(row.pk)) for row in user.medicines.all()]
    injections = [row.record() for row in user.injections.order_by("-day", "client_id")]
    given = [one for one in injections if one.day <= today]
    context = {
        "taken": [course for course in courses if not course.row.stopped or course.row.stopped > today],
        "stopped": [course for course in courses if course.row.stopped and course.row.stopped <= today],
        "injections": injections,
        "next": _next_injection(given[0], today) if given else None,
        "client_id": new_id(),
        "today": today,
    }
    if given:
        context["wave"] = cached_fragment(user, f"wave {today}", "tracker/_wave.html", lambda: _wave(user, today))
    if courses:
        context["before_and_after"] = cached_fragment(
            user,
            f"before and after {today}",
            "tracker/_before_and_after.html",
            lambda: _changes(insights.treatments_so_far(user, today)),
        )
    two_years = cache(lambda: _two_years(user, today))
    beside = {"helped": "tracker/_helped.html", "over_time": "tracker/_treatments_over_time.html"}
    contents = {"helped": lambda: _helped(two_years()), "over_time": lambda: _timeline(two_years())}
    for name, template in beside.items():
        context[name] = cached_fragment(user, f"{name} {today}", template, contents[name])
    return render(request, "tracker/treatments.html", context)


def _next_injection(last: Injection, today: date) -> NextInjection:
    day = last.next_due or last.day + USUAL_INTERVAL
    weeks = {"n": round((day - last.day).days / A_WEEK)}
    return NextInjection(day, _("Next injection, %(n)d weeks after the last") % weeks, day < today)


def _wave(user: User, today: date) -> dict[str, Any]:
    """The wave in words, drawn, and as a table."""
    wave = insights.treatments_so_far(user, today).wave
    if wave is None:
        return {}
    last = wave.cycles[-1].day
    answer, detail = wave_answer(wave, _), wave_detail(wave, _)
    words = _("Episodes a day by weeks since the injection.")
    here = ((today - last).days / A_WEEK, _("you are here"))
    svg = wave_svg(wave, _("The wave after an injection"), f"{answer} {detail}", _("weeks since the injection"), here)
    return {
        "answer": answer,
        "detail": f"{words} {detail}",
        "times": wave_times(wave, _),
        "chart": mark_safe(svg),  # noqa: S308 - the drawing escapes its texts, which tests/core/charts check.
        "cycles": wave.cycles,
        "weeks": list(_wave_rows(wave)),
        "has_curve": bool(wave.curve),
        "published": _(PUBLISHED_WAVE),
        "published_source": PUBLISHED_WAVE_SOURCE,
    }


def _wave_rows(wave: InjectionWave) -> Iterator[tuple[int, list[float | None], object]]:
    """Each week with the rate of each cycle and that of the common wave."""
    together = {point.week: point for point in wave.curve}
    for number, week in enumerate(range(FIRST_WEEK, LAST_WEEK)):
        yield week, [cycle.weeks[number] for cycle in wave.cycles], together.get(week)


def _changes(effects: TreatmentEffects) -> dict[str, Any]:
    """A line for each change with an answer, and one sentence for all others."""
    answered = [change for change in effects.changes if verdict(change) != CANNOT_TELL]
    lines = [
        {
            "what": events_words(change.events, _),
            "days": period_text(change.first_day, change.last_day, _),
            "word": _(verdict(change)),
            "says": reason(change, _),
            "rates": rates(change, _),
            "before": change.before.days,
            "after": change.after.days,
            "together": _(TOGETHER).capitalize() + "." if len(change.events) > 1 else "",
        }
        for change in answered
    ]
    unclear = [change for change in effects.changes if verdict(change) == CANNOT_TELL]
    return {"changes": lines, "unclear": unclear_words(unclear, _)}


def _two_years(user: User, today: date) -> Diary:
    value = diary.load(user, today - LOOKS_BACK, today, readings_from=today, treatments=False)
    return replace(value, injections=tuple(row.record() for row in user.injections.all()))


def _helped(value: Diary) -> dict[str, Any]:
    return {"reliefs": relief_table(value.episodes, _)}


def _timeline(value: Diary) -> dict[str, Any]:
    """Chart and table from the earliest treatment or logged day on; empty without treatments or logged days."""
    first = earliest_day(value)
    if first is None or not value.logged_dates() or not (value.medicines or value.injections):
        return {}
    shown = value.between(max(value.first_day, first), value.last_day)
    weeks, spans = weekly(daily(shown)), treatment_courses(shown)
    lines = [(week, changed_in(week, spans)) for week in weeks]
    svg = courses_svg(weeks, spans, _)
    return {"chart": mark_safe(svg), "weeks": lines} if spans else {}  # noqa: S308 - as above.
