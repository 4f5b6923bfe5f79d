"""The Triggers page as one value, from a diary that was made so that its answer is known."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from uuid import UUID

from tracker.core.analysis import diary_totals
from tracker.core.analysis.triggers.grid import align, day_table
from tracker.core.analysis.triggers.schedule import ScheduledAnalysis, scheduled_analyses
from tracker.core.records import Day, Diary, Episode, Exposure, Person, Reading, Summary
from tracker.core.reports.triggers.answers import DiarySoFar
from tracker.core.reports.triggers.beliefs import beliefs
from tracker.core.reports.triggers.report import build_trigger_report

FIRST = date(2026, 1, 1)
CAFFEINE = Exposure(UUID(int=1), "caffeine_mg", "Caffeine", "mg", Summary.SUM)
STRESS = Exposure(UUID(int=2), "stress", "Stress", "0–10", Summary.MEAN)


def test_before_the_first_scheduled_day_it_counts_down() -> None:
    report = build_trigger_report(so_far(lived(days=61)), None)
    assert (report.verdict_day, report.next_in) == (None, 2)


def test_the_next_scheduled_day_is_named() -> None:
    diary = lived(days=130)
    last = scheduled_analyses(align(day_table(diary)))[-1]

    report = build_trigger_report(so_far(diary, last), last)

    assert report.verdict_day == FIRST + timedelta(days=125)
    assert report.next_in == 3


def test_the_lean_is_shown_with_its_directions() -> None:
    diary = lived(days=130)
    last = scheduled_analyses(align(day_table(diary)))[-1]
    report = build_trigger_report(so_far(diary, last), last)
    assert report.more_expected == ("Caffeine", "Stress")
    assert report.fewer_expected == ()


def test_each_belief_has_the_answer_of_the_diary() -> None:
    diary = lived(days=130)
    last = scheduled_analyses(align(day_table(diary)))[-1]
    report = build_trigger_report(so_far(diary, last), last)
    says = {belief.what: (belief.episodes, belief.diary_says) for belief in report.beliefs}
    assert says["Caffeine"] == (len(diary.episodes), "agrees")
    assert says["the moon"] == (len(diary.episodes), "cannot tell: not tracked")


def so_far(diary: Diary, verdict: ScheduledAnalysis | None = None) -> DiarySoFar:
    totals, triggers = diary_totals(diary), verdict.triggers if verdict else None
    exposures = {exposure.key: exposure for exposure in diary.exposures}
    return DiarySoFar(triggers, totals.days, exposures, beliefs(totals.blamed, triggers, exposures, str), "metric")


def lived(days: int) -> Diary:
    """Three times the episodes on days with much caffeine; stress comes and goes on its own."""
    dice = Random(7)
    dates = [FIRST + timedelta(days=n) for n in range(days)]
    cups = {day: dice.choice([0, 100, 200, 300, 400]) for day in dates}
    readings = [Reading(UUID(int=100 + n), "caffeine_mg", day, float(cups[day])) for n, day in enumerate(dates)]
    readings += [
        Reading(UUID(int=5_000 + n), "stress", day, float(dice.randint(0, 10))) for n, day in enumerate(dates)
    ]
    episodes = [episode(day, n) for day in dates for n in range(dice.choice([0, 1, 2]) * (1 + cups[day] // 150))]
    return Diary(
        Person(),
        dates[0],
        dates[-1],
        days=tuple(Day(UUID(int=10_000 + n), day) for n, day in enumerate(dates)),
        episodes=tuple(episodes),
        exposures=(CAFFEINE, STRESS),
        readings=tuple(readings),
    )


def episode(day: date, n: int) -> Episode:
    from datetime import UTC, datetime, time

    onset = datetime.combine(day, time(9 + n), UTC)
    return Episode(UUID(int=day.toordinal() * 100 + n), onset, "UTC", day, blamed=("caffeine", "the moon"))
