"""The self-experiment of the invented person."""

from __future__ import annotations

from datetime import date

from tracker.core.analysis.describe.daily import daily
from tracker.core.analysis.experiments.analysis import analyse
from tracker.core.analysis.experiments.result import Verdict
from tracker.core.demo import believable
from tracker.core.demo.experiment import tried
from tracker.core.formats import diary_json

LAST = date(2026, 5, 31)


def test_a_year_holds_a_finished_one_with_its_result() -> None:
    diary = believable(LAST, 365, 1)
    (experiment,) = diary.experiments
    episodes = {day.date: day.episodes for day in daily(diary) if day.episodes is not None}
    result = analyse(experiment, episodes, LAST)
    assert result is not None
    assert result.usable_pairs >= 10
    assert result.days_kept > 28
    assert diary_json.read(diary_json.write(diary)).experiments == diary.experiments


def test_its_breathing_changes_nothing_so_it_is_seldom_found() -> None:
    verdicts = []
    for seed in range(1, 13):
        diary = believable(LAST, 140, seed)
        episodes = {day.date: day.episodes for day in daily(diary) if day.episodes is not None}
        verdicts.append(analyse(diary.experiments[0], episodes, LAST).verdict)  # type: ignore[union-attr]
    assert verdicts.count(Verdict.FEWER) <= 3


def test_has_its_own_random_numbers() -> None:
    diary = believable(LAST, 140, 1)
    assert diary.experiments == tried(LAST, 140, 1)
    assert tried(LAST, 140, 2) != tried(LAST, 140, 1)


def test_a_short_diary_has_none() -> None:
    assert believable(LAST, 130, 1).experiments == ()
    assert believable(LAST, 131, 1).experiments != ()
