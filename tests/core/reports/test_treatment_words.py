"""Treatments in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tracker.core.analysis.changes.effects import (
    ComparedChange,
    Counted,
    DayRange,
    EventKind,
    InjectionCycle,
    InjectionWave,
    Obstacle,
    TreatmentEvent,
    WaveShape,
    WaveVerdict,
)
from tracker.core.analysis.results import Interval
from tracker.core.reports.treatment_words import (
    as_many,
    change_says,
    dose_step,
    event_words,
    rates,
    verdict,
    wave_answer,
    wave_detail,
    wave_times,
)

DAY = date(2026, 5, 4)
BEGUN = TreatmentEvent(DAY, EventKind.BEGUN, "Magnesium", "", "300 mg")
CLEAR = ComparedChange((BEGUN,), Counted(50, 90), Counted(40, 24), None, Interval(0.33, 0.2, 0.6), True)
CYCLES = tuple(InjectionCycle(DAY + timedelta(days=84 * n), (), True) for n in range(3))
SHAPE = WaveShape(
    DayRange(13, 5, 20), DayRange(36, 21, 50), DayRange(58, 49, 80), DayRange(45, 33, 66), Interval(0.31, 0.21, 0.48)
)
WAVE = InjectionWave(WaveVerdict.WAVE, CYCLES, 3, (), SHAPE, 0.001)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("300 mg", "150 mg", "300 → 150 mg"),
        ("300 mg in the evening", "150 mg in the evening", "300 → 150 mg in the evening"),
        ("300 mg", "two tablets", "300 mg → two tablets"),
        ("much", "little", "much → little"),
        ("", "150 mg", "150 mg"),
        ("300 mg", "", "300 mg"),
        ("300 mg", "300 mg", "300 mg"),
    ],
)
def test_a_dose_step_names_the_unit_once(before: str, after: str, words: str) -> None:
    assert dose_step(before, after) == words


def test_a_change_of_dose_shows_its_step_and_a_start_does_not() -> None:
    assert event_words(BEGUN, str) == "Magnesium begun"
    lowered = TreatmentEvent(DAY, EventKind.LOWERED, "Magnesium", "300 mg", "150 mg")
    assert event_words(lowered, str) == "Magnesium lowered: 300 → 150 mg"
    assert event_words(replace(lowered, dose=""), str) == "Magnesium lowered"


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (Interval(0.5, 0.26, 0.99), "about half as many; could be anything from a quarter to no difference"),
        (Interval(0.95, 0.5, 2.0), "about as many; could be anything from half to twice as many"),
        (Interval(2.1, 1.3, 3.3), "about twice as many; could be anything from a quarter more to five times as many"),
        (
            Interval(0.02, 0.001, 12),
            "about a tenth as many; could be anything from almost none to more than ten times",
        ),
        (Interval(0.0, 0.0, 0.2), "about a tenth as many; could be anything from almost none to a fifth"),
    ],
)
def test_a_ratio_is_said_in_words_with_ends_rounded_outwards(ratio: Interval, words: str) -> None:
    assert as_many(ratio, str).startswith(words)


def test_the_word_follows_the_evidence() -> None:
    assert verdict(CLEAR) == "fewer"
    assert verdict(replace(CLEAR, ratio=Interval(2, 1.2, 3))) == "more"
    assert verdict(replace(CLEAR, claimed=False)) == "no clear change"
    assert verdict(replace(CLEAR, claimed=False, ratio=Interval(1, 0.1, 9))) == "cannot tell"
    assert verdict(replace(CLEAR, ratio=None, claimed=False, obstacle=Obstacle.INJECTION)) == "cannot tell"


def test_the_line_of_a_change_gives_the_ratio_or_the_reason() -> None:
    words = "about a third as many; could be anything from a fifth to two thirds"
    assert change_says(CLEAR, str) == f"fewer: {words}"
    both = replace(CLEAR, events=(BEGUN, replace(BEGUN, name="Zinc")))
    assert change_says(both, str) == f"fewer: {words}; made so close together that they cannot be told apart"
    early = replace(CLEAR, ratio=None, claimed=False, obstacle=Obstacle.INJECTION)
    assert change_says(early, str) == "cannot tell: an injection was working or wearing off at the same time"
    assert change_says(replace(CLEAR, claimed=False, ratio=Interval(1, 0.01, 90)), str) == "cannot tell"


def test_rates_stand_beside_a_clear_word_only() -> None:
    assert rates(CLEAR, str) == "1.8 → 0.6 a day"
    assert rates(replace(CLEAR, claimed=False), str) == ""


def test_a_wave_is_told_in_weeks_with_its_best() -> None:
    assert wave_answer(WAVE, str) == "Fewer twitches from week 2 to week 8 after an injection."
    assert wave_detail(WAVE, str) == "Fewest around week 5: about 70 % fewer (between 50 % and 80 % fewer)."
    times = {key: words for key, _label, words in wave_times(WAVE, str)}
    assert times == {
        "onset": "after 13 days (5 to 20)",
        "peak": "after 36 days (21 to 50)",
        "wear_off": "after 58 days (49 to 80)",
        "benefit": "45 (33 to 66)",
    }


def test_without_a_wave_it_says_why() -> None:
    one = InjectionWave(WaveVerdict.TOO_EARLY, CYCLES[:1], 1)
    assert wave_answer(one, str) == "One injection so far; the wave gets clearer with the next."
    assert wave_answer(replace(one, cycles=CYCLES[:2]), str).startswith("Too early")
    flat = InjectionWave(WaveVerdict.NO_CLEAR_WAVE, CYCLES, 3, (), None, 0.4)
    assert wave_answer(flat, str) == "No clear wave after your injections so far."
    assert (wave_detail(flat, str), wave_times(flat, str)) == ("", ())
