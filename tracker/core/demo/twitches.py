"""The episodes of a day: beside the nose on the left, mostly short and mild."""

from __future__ import annotations

import math
from datetime import datetime, time, timedelta

from tracker.core.demo.dice import Dice
from tracker.core.demo.life import LivedDay
from tracker.core.records import Episode, Feel, Place, Relief, Side, resolve

NOSE, NOSTRIL = Place("nose_side", Side.LEFT), Place("nostril", Side.LEFT)
EYELID = Place("lower_eyelid", Side.LEFT)

WHERE: tuple[tuple[tuple[Place, ...], float], ...] = (
    ((NOSE,), 64),
    ((NOSE, NOSTRIL), 15),
    ((EYELID,), 11),
    ((NOSE, EYELID), 5),
    ((), 5),
)

WHEN: tuple[tuple[tuple[float, float], float], ...] = (((10.8, 1.2), 45), ((20.2, 1.5), 40), ((15.0, 3.5), 15))
"""(mean, standard deviation) of the hour, with weights: late morning, evening, any time."""

EARLIEST_H, LATEST_H = 6.5, 23.25

FEELS: tuple[tuple[Feel | None, float], ...] = (
    (Feel.FLUTTER, 60),
    (Feel.JERK, 14),
    (Feel.PULL_AND_HOLD, 4),
    (None, 22),
)

NOTES = (
    "During a video call.",
    "On the train home.",
    "Reading on the phone.",
    "Hardly to be seen in the mirror.",
    "Stopped when I lay down.",
    "Between two meetings.",
    "Felt it more than anybody could see it.",
    "Cooking, not thinking of anything.",
    "Came and went a few times.",
)
LONG_NOTES = (
    "It went on through the whole film.",
    "Would not stop on the long drive. Gone after a nap.",
    "All evening, after two short nights.",
)
LONG_S = 1_800
"""From half an hour on an episode is long, and the note tells the story."""


def twitches(dice: Dice, day: LivedDay, zone: str) -> list[Episode]:
    """The episodes of that day, by onset."""
    onsets = sorted(_onset(dice, day, zone) for _ in range(dice.count(day.rate)))
    return sorted(
        (_episode(dice, day, zone, onset) for onset in onsets), key=lambda episode: (episode.onset, episode.id)
    )


def _onset(dice: Dice, day: LivedDay, zone: str) -> datetime:
    usual, spread = dice.weighted(WHEN)
    minutes = round(dice.near(usual, spread, EARLIEST_H, LATEST_H) * 60)
    wall = datetime.combine(day.date, time()) + timedelta(minutes=minutes)
    return resolve(wall, zone).instant


def _episode(dice: Dice, day: LivedDay, zone: str, onset: datetime) -> Episode:
    places, duration_s = dice.weighted(WHERE), _duration_s(dice)
    is_long = duration_s is not None and duration_s >= LONG_S
    return Episode(
        id=dice.id(),
        onset=onset,
        zone=zone,
        local_date=day.date,
        duration_s=duration_s,
        places=places,
        strength=_strength(dice, day),
        feel=dice.weighted(FEELS),
        count=dice.between(2, 6) if dice.happens(0.2) else None,
        can_hold_back=dice.happens(0.15) if dice.happens(0.3) else None,
        eye_closes=False if EYELID in places and dice.happens(0.6) else None,
        pain=0 if dice.happens(0.3) else None,
        no_other_signs=dice.happens(0.65),
        blamed=_blamed(dice, day),
        reliefs=_reliefs(dice),
        note=dice.one_of(LONG_NOTES if is_long else NOTES) if is_long or dice.happens(0.08) else "",
    )


def _duration_s(dice: Dice) -> int | None:
    """Log-normal around four minutes (1 to 20), rarely most of an hour, sometimes unknown."""
    if dice.happens(0.12):
        return None
    if dice.happens(0.02):
        return 60 * dice.between(30, 50)
    return 30 * round(60 * math.exp(dice.near(math.log(4), 0.8, 0, math.log(20))) / 30)


def _strength(dice: Dice, day: LivedDay) -> int | None:
    """Slightly stronger on days with a higher rate."""
    if dice.happens(0.05):
        return None
    return round(dice.near(2.6 + 0.45 * min(day.rate, 4), 1.3, 1, 7))


def _blamed(dice: Dice, day: LivedDay) -> tuple[str, ...]:
    """Obvious suspects, true or not."""
    suspects = (
        ("little_sleep", 0.55 if day.sleep_h < 6.5 else 0.05),
        ("stress", 0.5 if day.stress >= 6 else 0.1),
        ("caffeine", 0.1 if day.is_weekend else 0.25),
    )
    return tuple(name for name, share in suspects if dice.happens(share))


def _reliefs(dice: Dice) -> tuple[Relief, ...]:
    if not dice.happens(0.3):
        return ()
    what = dice.one_of(("massage", "rest"))
    helped = dice.happens(0.6)
    return (Relief(what, helped, dice.between(2, 20) if helped else None),)
