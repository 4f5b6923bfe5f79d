"""A person with a long diary: ten episodes a day and eight exposures, checked in every day.

Believable where a page looks (hours, places, strengths, signs now and then), and the same for the same seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from tracker.models import Day, Episode, Exposure, Reading, User

EPISODES_A_DAY = 10
PLACES = ("nose_side:left", "nostril:left", "upper_cheek:left", "lower_eyelid:left", "mouth_corner:left", "calf:right")
TYPICAL = {
    "sleep_h": (7, 1),
    "caffeine_mg": (180, 80),
    "stress": (5, 2),
    "water_ml": (1500, 400),
    "tiredness": (5, 2),
    "screen_h": (5, 2),
    "exercise_min": (25, 20),
    "alcohol_units": (1, 1),
}
"""Usual value and spread per exposure. Sleep and stress are associated with episodes."""
BATCH = 2_000


def keeper_of(years: int, last_day: date, seed: int = 1, name: str = "") -> User:
    """Create a user with a diary of `years` years of 365 days."""
    user = User.objects.create_user(username=name or f"years-{years}", password="a long enough password")  # noqa: S106
    user.exposures.exclude(key__in=TYPICAL).update(tracked=False)
    user.exposures.filter(key__in=TYPICAL).update(tracked=True)
    dates = [last_day - timedelta(days=n) for n in range(365 * years)]
    dice = Random(seed)  # noqa: S311
    Day.objects.bulk_create((_check_in(user, day, dice) for day in dates), batch_size=BATCH)
    Episode.objects.bulk_create((episode for day in dates for episode in _episodes(user, day, dice)), batch_size=BATCH)
    Reading.objects.bulk_create(_readings(user, dates, dice), batch_size=BATCH)
    return user


def _check_in(user: User, day: date, dice: Random) -> Day:
    return Day(user=user, client_id=_id(dice), local_date=day, no_other_signs=True, impact=dice.randrange(5))


def _episodes(user: User, day: date, dice: Random) -> Iterator[Episode]:
    for _ in range(EPISODES_A_DAY):
        yield Episode(
            user=user,
            client_id=_id(dice),
            onset=_at(day, dice),
            zone="UTC",
            local_date=day,
            duration_s=dice.choice((30, 120, 300, 900)),
            places=[dice.choice(PLACES)],
            strength=dice.randrange(1, 8),
            feel=dice.choice(("flutter", "jerk", "")),
            blamed=["stress"] if dice.random() < 0.2 else [],
        )


def _readings(user: User, dates: list[date], dice: Random) -> Iterator[Reading]:
    exposures: dict[str, Exposure] = {row.key: row for row in user.exposures.all()}
    for key, (usual, spread) in TYPICAL.items():
        for day in dates:
            value = round(max(0, dice.gauss(usual, spread)), 1)
            yield Reading(
                user=user, client_id=_id(dice), exposure=exposures[key], local_date=day, value=min(value, 10_000)
            )


def _at(day: date, dice: Random) -> datetime:
    return datetime.combine(day, time(7), UTC) + timedelta(minutes=dice.randrange(15 * 60))


def _id(dice: Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)
