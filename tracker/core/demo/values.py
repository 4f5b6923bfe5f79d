"""The readings of a day: coffee by tap, everything else in the evening check-in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from tracker.core.demo.dice import Dice
from tracker.core.demo.life import LivedDay
from tracker.core.records import Reading, resolve
from tracker.core.reference.exposures import INTAKES

TRACKED = {"sleep_h", "caffeine_mg", "stress", "water_ml", "screen_h", "tiredness", "alcohol_units"}
"""Exposures asked in this person's check-in."""

COFFEES = (("espresso", 45.0), ("filter_coffee", 55.0))

WORKDAY_CUPS, WEEKEND_CUPS = ((2, 20.0), (3, 45.0), (4, 35.0)), ((0, 8.0), (1, 42.0), (2, 40.0), (3, 10.0))
WORKDAY_FIRST_CUP_H, WEEKEND_FIRST_CUP_H = 7.2, 9.6

SAID = {"sleep_h": 0.97, "stress": 0.95, "water_ml": 0.9, "tiredness": 0.88, "screen_h": 0.85, "alcohol_units": 0.8}
"""Probability that each question of the check-in is answered."""


def coffees(dice: Dice, day: LivedDay, zone: str) -> list[Reading]:
    """One tap per cup, with its time: more and earlier on working days."""
    cups = dice.weighted(WEEKEND_CUPS if day.is_weekend else WORKDAY_CUPS)
    hour = dice.near(WEEKEND_FIRST_CUP_H if day.is_weekend else WORKDAY_FIRST_CUP_H, 0.4, 6.5, 11)
    found = []
    for _ in range(cups):
        found.append(_cup(dice, day, zone, hour))
        hour += dice.near(2.4, 0.6, 1, 4)
    return found


def _cup(dice: Dice, day: LivedDay, zone: str, hour: float) -> Reading:
    wall = datetime.combine(day.date, time()) + timedelta(minutes=round(hour * 60))
    intake = INTAKES[dice.weighted(COFFEES)]
    instant = resolve(wall, zone).instant
    return Reading(
        dice.id(), intake.exposure, day.date, intake.value, at=instant, zone=zone, item=intake.item, source="tap"
    )


def check_in(dice: Dice, day: LivedDay, cups: int) -> list[Reading]:
    """The answers of the evening, at most one per question."""
    answers = {key: value for key, value in _answers(dice, day) if dice.happens(SAID[key])}
    if not cups:
        answers["caffeine_mg"] = 0
    return [Reading(dice.id(), key, day.date, value) for key, value in answers.items()]


def chewing_gum(dice: Dice, day: LivedDay, key: str) -> list[Reading]:
    """Pieces of gum, the person's own exposure; rarely left out."""
    pieces = dice.weighted(((0, 30.0), (1, 30.0), (2, 25.0), (4, 15.0)))
    return [Reading(dice.id(), key, day.date, pieces)] if dice.happens(0.9) else []


def _answers(dice: Dice, day: LivedDay) -> Iterator[tuple[str, float]]:
    yield "sleep_h", day.sleep_h
    yield "stress", day.stress
    yield "water_ml", 250 * round(dice.near(1_500 if day.is_weekend else 1_700, 400, 500, 3_250) / 250)
    yield "screen_h", round(dice.near(3.5 if day.is_weekend else 8.5, 1.2, 0, 13) * 2) / 2
    yield "tiredness", round(dice.near(4 + 1.2 * (7 - day.sleep_h), 1.2, 0, 10))
    yield "alcohol_units", _alcohol_units(dice, day)


def _alcohol_units(dice: Dice, day: LivedDay) -> float:
    """A glass or two from Friday to Sunday, rarely on other days."""
    is_evening_out = day.date.weekday() >= 4
    return dice.one_of((1, 1.5, 2, 3, 4)) if dice.happens(0.6 if is_evening_out else 0.05) else 0
