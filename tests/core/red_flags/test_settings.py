"""The thresholds and their bounds are those of the rule table."""

from __future__ import annotations

from dataclasses import Field, fields
from typing import Any

import pytest

from tracker.core.red_flags.settings import DEFAULTS, Settings, numbers
from tracker.core.reference.sources import SOURCES

# Written out again on purpose: who changes a number changes it here too, and thinks twice.
PINNED = """
recent_days 14 7 28 | signs_days 30 7 90 | run_gap_days 3 1 7 | going_days 7 1 7
persistent_days 15 8 29 | eyelid_days 90 30 180 | more_places 2 2 5 | more_places_days 3 1 7
more_places_window 28 14 56 | medicine_days 30 7 90 | hold_back_episodes 3 1 20 | hold_back_days 3 1 20
constant_minutes 360 60 1440 | constant_count 30 5 500 | constant_days 3 2 14
worse_week_logged 5 1 7 | worse_before_logged 10 1 14 | worse_week_days 4 1 7 | worse_times 1.5 1.1 5
worse_minutes 10 1 240 | worse_number 2 1 50 | worse_month 1 0.5 50 | worse_half 1.3 1 5
kind_days 2 1 7 | kind_before 28 14 90 | worse_strength 2 1 5 | worse_strengths 3 1 20
spread_quiet_days 90 30 365 | spread_log_days 14 7 90 | spread_before_days 60 14 180 | spread_from_days 2 1 10
spread_steps 2 1 4 | spread_days 2 2 10
half_face_places 3 2 6 | half_face_days 2 1 7 | half_face_other 0.1 0 0.5
eye_shut_days 2 1 7 | strong_pain 7 4 10 | pain 4 1 10 | pain_days 3 1 14 | other_movements_days 2 1 14
tongue_days 3 2 14 | heart_days 3 2 14 | young_run_days 7 3 14 | palsy_days 21 14 60
on_and_off_days 10 5 21 | on_and_off_window 21 21 42 | coming_days 6 4 14
sleep_days 90 30 365 | linked_days 150 90 365
urge_episodes 3 1 20 | strong_impact 7 4 10 | impact 5 1 10 | impact_days 3 1 14 | worry 7 1 10 | worry_days 7 1 14
caffeine_mg 400 100 1000 | caffeine_pregnant_mg 200 50 400 | caffeine_days 3 1 7 | alcohol_units 14 1 50
coverage 0.7 0.5 1 | less_times 0.5 0.1 0.9 | quiet_days 14 7 60 | booked_days 28 7 90
"""


def pinned() -> list[tuple[str, float, float, float]]:
    rows = [row.split() for line in PINNED.strip().splitlines() for row in line.split("|")]
    return [(name, *map(float, values)) for name, *values in rows]  # type: ignore[misc]


@pytest.mark.parametrize(("name", "default", "low", "high"), pinned())
def test_each_number_holds_its_default_and_its_bounds(name: str, default: float, low: float, high: float) -> None:
    assert getattr(DEFAULTS, name) == default
    assert getattr(Settings(**{name: low}), name) == low
    assert getattr(Settings(**{name: high}), name) == high
    step = 0.01 if name in ("worse_times", "half_face_other", "coverage", "less_times") else 1
    for outside in (low - step, high + step):
        with pytest.raises(ValueError, match=f"^{name} must lie from {low:g} to {high:g}, not at {outside:g}$"):
            Settings(**{name: outside})


def test_every_number_is_pinned_named_and_has_a_source() -> None:
    assert [number.name for number in numbers()] == [name for name, *_ in pinned()]
    assert {field.name for field in fields(Settings)} == {"pattern_flags", *(name for name, *_ in pinned())}
    assert DEFAULTS.pattern_flags is True
    for number in numbers():
        assert number.metadata["source"] in SOURCES
        assert number.metadata["says"][0].islower()


def test_integer_thresholds_refuse_fractions() -> None:
    with pytest.raises(ValueError, match=r"^recent_days must be a whole number, not 14.5$"):
        Settings(recent_days=14.5)  # type: ignore[arg-type]
    assert Settings(worse_times=1.75).worse_times == 1.75


@pytest.mark.parametrize("number", numbers(), ids=lambda number: number.name)
def test_stored_numbers_outside_their_bounds_are_ignored(number: Field[Any]) -> None:
    low, high = number.metadata["low"], number.metadata["high"]
    taken = [getattr(Settings.chosen({number.name: value}), number.name) for value in (low, high)]
    assert taken == [low, high]
    for value in (low - 1, high + 1):
        assert Settings.chosen({number.name: value}) == Settings()


def test_stored_fractions_of_integers_are_ignored() -> None:
    assert Settings.chosen({"persistent_days": 15.5, "unknown": 3}) == Settings()
    chosen = Settings.chosen({"persistent_days": 16.0, "worse_times": 2.5}, pattern_flags=False)
    assert (chosen.persistent_days, chosen.worse_times, chosen.pattern_flags) == (16, 2.5, False)
    assert type(chosen.persistent_days) is int
