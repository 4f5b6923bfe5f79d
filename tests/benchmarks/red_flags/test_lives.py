"""Properties of the simulated years."""

from __future__ import annotations

from datetime import timedelta

import pytest

from benchmarks.red_flags.lives import CHANGES, RAMP_DAYS, YEAR, Life, life
from tracker.core.records import Episode


def from_day(lived: Life, first: int, after: int = YEAR) -> list[Episode]:
    """Episodes from one day of the year until before another."""
    start = lived.diary.first_day
    return [e for e in lived.diary.episodes if first <= (e.local_date - start) / timedelta(days=1) < after]


@pytest.mark.parametrize("kind", ["steady", *CHANGES])
def test_the_same_seed_gives_the_same_year(kind: str) -> None:
    assert life(kind, 7) == life(kind, 7) != life(kind, 8)


def test_about_one_day_in_seven_is_not_logged() -> None:
    logged = sum(len(life("steady", seed).diary.logged_dates()) for seed in range(12))
    assert 0.83 < logged / (12 * YEAR) < 0.87


def times_as_often_after(kind: str) -> float:
    """Episodes a day after the change, as a multiple of those before it, over many people."""
    before = after = 0.0
    for seed in range(24):
        lived = life(kind, seed)
        before += len(from_day(lived, 0, lived.on)) / lived.on
        after += len(from_day(lived, lived.on + RAMP_DAYS)) / (YEAR - lived.on - RAMP_DAYS)
    return after / before


def test_nothing_changes_in_a_steady_year() -> None:
    assert times_as_often_after("steady") == pytest.approx(1, abs=0.15)


def test_worsening_doubles() -> None:
    assert times_as_often_after("worsening") == pytest.approx(2, abs=0.3)


def test_spreading_brings_a_place_of_the_same_side_that_was_not_there_before() -> None:
    for seed in range(20):
        lived = life("spreading", seed)
        before = {place for e in from_day(lived, 0, lived.on) for place in e.places}
        new = {place for e in from_day(lived, lived.on) for place in e.places} - before
        sides = {e.places[0].side for e in lived.diary.episodes if e.places[0].region != "calf"}
        assert len(new - {place for place in new if place.region == "calf"}) >= 1, seed
        assert {place.side for place in new if place.region != "calf"} <= sides | {"midline"}, seed


def test_persistent_run_has_an_episode_on_every_logged_day() -> None:
    lived = life("persistent", 3)
    began = lived.diary.first_day + timedelta(days=lived.on)
    assert not [day for day in lived.diary.days if day.no_twitch and day.local_date >= began]
    assert [day for day in lived.diary.days if day.no_twitch and day.local_date < began]
