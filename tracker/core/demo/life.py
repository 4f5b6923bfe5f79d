"""The true days of the invented person, before anything is logged.

Good and bad weeks alternate slowly. In addition, short sleep raises the rate on the same day and stress on the day
after; a tablet lowered it for good, and each injection lowers it for some weeks. Coffee has no effect, so that the
analysis should not find one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.core.demo.care import MINERAL, TABLET, injection_wave
from tracker.core.demo.dice import Dice

BAD, GOOD = 0.9, -0.3
"""Log rate per day at usual sleep and stress: about five in two days, and three in four."""

BEFORE_TABLET = 1.6
"""Log rate per day before the tablet was begun: about five a day."""

BAD_LASTS, GOOD_LASTS = (8, 16), (10, 24)
TURNS = 0.45
"""Smoothing factor: the share of the way from one level to the other per day."""

PER_HOUR_OF_SLEEP_MISSED = 0.45
PER_STRESS_YESTERDAY = 0.20
USUAL_SLEEP_H, USUAL_STRESS = 7.0, 4.0
MAX_PER_DAY = 8.0

FORGOTTEN = 0.06
DAYS_PER_HOLIDAY = 80
HOLIDAY_LASTS = (5, 7)


@dataclass(frozen=True)
class LivedDay:
    """One day. `rate` is the expected number of twitches; `kept` is whether the diary was kept."""

    date: date
    rate: float
    sleep_h: float
    stress: int
    kept: bool
    on_holiday: bool

    @property
    def is_weekend(self) -> bool:
        """Saturday or Sunday."""
        return self.date.weekday() >= 5


def live(dice: Dice, last_day: date, days: int) -> tuple[LivedDay, ...]:
    """Simulate `days` days up to the last one."""
    dates = [last_day - timedelta(days=days - 1 - n) for n in range(days)]
    sleep = [_sleep_h(dice, day) for day in dates]
    stress = _stress(dice, dates)
    moods = _moods(dice, dates, last_day)
    holidays = _holidays(dice, days)
    forgotten = set(dice.some_of(range(1, days - 1), round(days * FORGOTTEN)))
    return tuple(
        LivedDay(
            date=day,
            rate=_rate(moods[n] + injection_wave(last_day, day), sleep[n], stress[n - 1] if n else USUAL_STRESS),
            sleep_h=sleep[n],
            stress=stress[n],
            kept=n not in holidays and n not in forgotten,
            on_holiday=n in holidays,
        )
        for n, day in enumerate(dates)
    )


def _rate(mood: float, sleep_h: float, stress_yesterday: float) -> float:
    short_sleep = PER_HOUR_OF_SLEEP_MISSED * (USUAL_SLEEP_H - sleep_h)
    strain = PER_STRESS_YESTERDAY * (stress_yesterday - USUAL_STRESS)
    return min(MAX_PER_DAY, math.exp(mood + short_sleep + strain))


def _sleep_h(dice: Dice, day: date) -> float:
    """Hours of sleep, in quarters; longer before Saturday and Sunday."""
    usual = 7.9 if day.weekday() >= 5 else 6.6
    return round(dice.near(usual, 0.9, 3.5, 10.5) * 4) / 4


def _stress(dice: Dice, dates: Sequence[date]) -> list[int]:
    """Stress scores: higher on working days, with slow variation between weeks."""
    found, pressure = [], 0.0
    for day in dates:
        pressure = 0.85 * pressure + dice.near(0, 0.9, -3, 3)
        usual = 2.5 if day.weekday() >= 5 else 4.8
        found.append(round(dice.near(usual + pressure, 1.1, 0, 10)))
    return found


def _moods(dice: Dice, dates: Sequence[date], last_day: date) -> list[float]:
    """The slowly changing log rate: high, then good with the tablet, then in spells. The last spell is good."""
    spells = [GOOD] * GOOD_LASTS[1]
    mood = BAD
    while len(spells) < len(dates):
        lasts = dice.between(*(BAD_LASTS if mood == BAD else GOOD_LASTS))
        spells += [mood] * lasts
        mood = GOOD if mood == BAD else BAD
    moods = [spells[len(dates) - 1]]
    for target in reversed(spells[: len(dates) - 1]):
        moods.append(moods[-1] + TURNS * (target - moods[-1]))
    return [_treated(last_day, day, mood) for day, mood in zip(dates, moods, strict=True)]


def _treated(last_day: date, day: date, mood: float) -> float:
    if day < last_day + TABLET:
        return BEFORE_TABLET
    return GOOD if day < last_day + MINERAL else mood


def _holidays(dice: Dice, days: int) -> set[int]:
    """Days without entries: one stretch in each part of the time, never at its ends."""
    away: set[int] = set()
    for part in range(days // DAYS_PER_HOLIDAY):
        begins = part * DAYS_PER_HOLIDAY + dice.between(10, DAYS_PER_HOLIDAY - 20)
        away.update(range(begins, begins + dice.between(*HOLIDAY_LASTS)))
    return away
