"""A finished self-experiment of the invented person. It does nothing to the twitch, and the answer may say so."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.core.demo.dice import Dice
from tracker.core.records import Expected, Experiment, Kept, KeptDay

BEGAN = timedelta(days=-130)
PAIRS, PERIOD_DAYS = 14, 2
OWN_STREAM = 1_000_003
"""Added to the seed of the diary: the experiment has its own random numbers and changes no other entry."""

ANSWERS = ((Kept.YES, 70.0), (Kept.PARTLY, 14.0), (Kept.NO, 8.0), (None, 8.0))


def tried(last_day: date, days: int, seed: int) -> tuple[Experiment, ...]:
    """Slow breathing at noon, on days drawn by lot; nothing in a diary that is too short for it."""
    if days <= -BEGAN.days:
        return ()
    dice = Dice(seed + OWN_STREAM)
    began = last_day + BEGAN
    answers = ((began + timedelta(days=n), dice.weighted(ANSWERS)) for n in range(2 * PAIRS * PERIOD_DAYS))
    return (
        Experiment(
            dice.id(), began, "ten minutes of slow breathing at noon", "as usual", Expected.FEWER, dice.id().hex,
            PAIRS, PERIOD_DAYS, kept=tuple(KeptDay(day, kept) for day, kept in answers if kept),
        ),
    )  # fmt: skip
