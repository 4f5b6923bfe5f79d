"""The case-crossover of the hours after an intake: its comparisons, its power and its false positives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from benchmarks.calibration.hour_worlds import HOUR_WORLDS, simulate_hours
from tracker.core.analysis.hourly.case_crossover import (
    analyse_hours,
    comparison_rows,
    in_windows,
    onsets_before,
    satterthwaite_degrees,
)
from tracker.core.analysis.hourly.timeline import A_DAY, Timeline

MONDAY = date(2026, 6, 22).toordinal()
WORLD = HOUR_WORLDS["restless days"]


def minute(day: int, hour: float) -> int:
    return (MONDAY + day) * A_DAY + round(hour * 60)


def small(onsets: list[int], intakes: list[int], days: int = 28, starts: int = 0) -> Timeline:
    logged = np.arange(MONDAY, MONDAY + days)
    return Timeline(logged, np.array(onsets), {"caffeine_mg": np.array(intakes)}, {"caffeine_mg": logged}, starts)


def test_windows_begin_with_the_intake_and_never_look_ahead() -> None:
    hours_later = [-0.1, 0, 0.1, 2, 2.1, 4, 4.1, 8, 8.1]
    found = in_windows(np.array([minute(0, 9 + later) for later in hours_later]), np.array([minute(0, 9)]))
    assert found.argmax(axis=1).tolist() == [0, 0, 0, 0, 1, 1, 2, 2, 0]
    assert found.sum(axis=1).tolist() == [0, 0, 1, 1, 1, 1, 1, 1, 0]


def test_an_onset_is_compared_with_the_same_weekday_and_minute_of_its_four_weeks() -> None:
    found = comparison_rows(small([minute(7, 15.5)], [minute(7, 14), minute(14, 15.75)]), "caffeine_mg")
    assert found is not None
    rows, hour = found
    assert rows.counts.sum() == 1
    # The onset's own Monday has a coffee within two hours; the one after has its coffee later than that minute.
    assert sorted(zip(rows.exposed[:, 0].tolist(), rows.counts.tolist(), strict=True)) == [(0, 0)] * 3 + [(1, 1)]
    assert np.unique(hour).size == 1


def test_onsets_before_are_counted_in_spans_and_never_the_onset_itself() -> None:
    onsets = np.array([minute(0, 6.5), minute(0, 14.5), minute(0, 14.75), minute(0, 15)])
    found = onsets_before(np.array([minute(0, 15)]), onsets)
    assert np.expm1(found).round(9).tolist() == [[2, 0, 0, 0, 1]]


def test_intake_after_an_onset_is_not_named() -> None:
    """Without adjusting for earlier onsets, half of such diaries of a year get a false name (docs/calibration.md)."""
    world = HOUR_WORLDS["taken after an onset"]
    named = [any(one.named for one in analyse_hours(simulate_hours(world, 365, 1, seed))) for seed in range(12)]
    assert sum(named) <= 2


def test_unknown_days_are_not_compared() -> None:
    made = small([minute(7, 15.5), minute(8, 15.5)], [minute(7, 14)])
    unknown = replace(made, known={"caffeine_mg": np.delete(made.logged, [8, 14])})
    found = comparison_rows(unknown, "caffeine_mg")
    assert found is not None
    assert (found[0].counts.size, found[0].counts.sum()) == (3, 1)


def test_onsets_within_one_hour_count_once() -> None:
    found = comparison_rows(small([minute(7, 15.1), minute(7, 15.2), minute(7, 15.9)], [minute(7, 14)]), "caffeine_mg")
    assert found is not None
    assert found[0].counts.sum() == 1


def test_small_hours_follow_the_start_of_the_day() -> None:
    # Half past one on Tuesday is Monday's night when days begin at four: only Mondays are known.
    made = small([minute(8, 1.5)], [minute(8, 0.5)], starts=4)
    mondays = replace(made, known={"caffeine_mg": MONDAY + np.arange(0, 28, 7)})
    found = comparison_rows(mondays, "caffeine_mg")
    assert found is not None
    assert found[0].counts.size == 4
    assert comparison_rows(replace(mondays, day_starts_at=0), "caffeine_mg") is None


def test_without_enough_days_or_onsets_it_is_too_early() -> None:
    short = simulate_hours(WORLD, 59, 3, seed=1)
    assert all(one.too_early and not one.windows for one in analyse_hours(short))
    silent = replace(simulate_hours(WORLD, 200, 3, seed=1), onsets=np.array([], dtype=np.int64))
    assert [(one.onsets, one.too_early) for one in analyse_hours(silent)] == [(0, True)] * 3


def test_a_planted_effect_is_found_with_its_hours_and_bystanders_are_not() -> None:
    found = {one.exposure: one for one in analyse_hours(simulate_hours(WORLD, 365, 2, seed=1))}
    named = found["caffeine_mg"].named
    assert named is not None
    assert (named.first, named.last) == (0, 2)
    assert named.ratio.low <= 2 <= named.ratio.high
    assert named.ratio.confidence == pytest.approx(1 - 0.05 / 3 / 3)
    assert {key for key, one in found.items() if one.named} == {"caffeine_mg"}


def test_quiet_diaries_stay_quiet() -> None:
    """A small fixed run of the calibration in docs/calibration.md: 5 in 100 at most, 3 of 40 by chance."""
    answers = [
        analyse_hours(simulate_hours(world, 120, 1, seed)) for world in HOUR_WORLDS.values() for seed in range(13)
    ]
    assert sum(any(one.named for one in found) for found in answers) <= 3
    covers = [w.ratio.low <= 1 <= w.ratio.high for found in answers for one in found for w in one.windows]
    assert np.mean(covers) > 0.92


def test_an_intake_at_the_same_hour_every_day_gives_no_result() -> None:
    rng = np.random.default_rng(2)
    onsets = sorted(minute(day, 6 + 16 * rng.random()) for day in range(120) for _ in range(2))
    found = analyse_hours(small(onsets, [minute(day, 9) for day in range(120)], days=120))
    assert [(one.onsets, one.too_early) for one in found] == [(0, True)]


def test_one_onset_a_day_can_be_analysed() -> None:
    made = simulate_hours(WORLD, 180, 1, seed=3)
    firsts = made.onsets[np.unique(made.onsets // A_DAY, return_index=True)[1]]
    assert all(one.windows for one in analyse_hours(replace(made, onsets=firsts)))


def test_another_exposure_changes_no_estimate() -> None:
    made = simulate_hours(WORLD, 120, 2, seed=5)
    alone = replace(made, intakes={"caffeine_mg": made.intakes["caffeine_mg"]})
    one, three = analyse_hours(alone), analyse_hours(made)
    assert [w.ratio for w in one[0].windows] == [w.ratio for w in three[0].windows]
    assert one[0].p == three[0].p


def test_equal_clusters_have_their_number_less_one_degrees() -> None:
    assert satterthwaite_degrees(np.full(12, 0.3)) == pytest.approx(11)
    assert satterthwaite_degrees(np.array([100.0, *[0.01] * 50])) == 1
