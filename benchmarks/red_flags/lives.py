"""Simulate years of people with a harmless twitch: steady, or with one change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import exp, sqrt
from random import Random
from uuid import UUID

from tracker.core.records import Day, Diary, Episode, Person, Place, Side
from tracker.core.reference.places import ADJACENCY, FACE

BEGINS, YEAR, NOT_LOGGED = date(2025, 1, 1), 365, 0.15
FROM_WEEK_TO_WEEK, SPREAD_OF_WEEKS = 0.5, 0.5
RAMP_DAYS = 21
CHANGES_FROM, CHANGES_UP_TO = 91, 273
"""Changes begin in months 4 to 9."""

HABITS = {"rare": 0.15, "frequent": 0.7, "long-standing": 3.0}
"""Mean episodes a day."""

HOMES = ("lower_eyelid", "lower_eyelid", "upper_eyelid", "nose_side", "upper_cheek", "mouth_corner", "brow")
CHANGES = ("worsening", "spreading", "persistent")


@dataclass(frozen=True)
class PlannedChange:
    """A change that begins on a day of the year."""

    kind: str
    on: int


@dataclass(frozen=True)
class Twitch:
    """A person's twitch: places, episodes a day, duration, strength and logging habits."""

    habit: str
    home: Place
    episodes_a_day: float
    minutes: float
    strength: int
    neighbour: Place | None
    spreads_to: Place
    calf_share: float
    answers: float


@dataclass(frozen=True)
class Life:
    """A year of one person. `on` is the day of the change; steady years draw a day in the same way."""

    diary: Diary
    habit: str
    on: int


def life(kind: str, seed: int) -> Life:
    """Simulate a year, reproducible by seed. `kind` is "steady" or one of CHANGES."""
    dice = Random(f"{kind} {seed}")  # noqa: S311
    on = dice.randrange(CHANGES_FROM, CHANGES_UP_TO)
    # Frequent twitching is an unbroken run already.
    habit = "rare" if kind == "persistent" else dice.choice(tuple(HABITS))
    twitch = _twitch(habit, dice)
    change = None if kind == "steady" else PlannedChange(kind, on)
    return Life(_diary(twitch, change, dice), habit, on)


def _twitch(habit: str, dice: Random) -> Twitch:
    home = Place(dice.choice(HOMES), dice.choice((Side.LEFT, Side.RIGHT)))
    neighbours = [Place(region.id, home.side) for region in FACE if _is_neighbour(region.id, region.sides, home)]
    neighbour, spreads_to = dice.sample(neighbours, 2)
    return Twitch(
        habit=habit,
        home=home,
        episodes_a_day=HABITS[habit] * dice.lognormvariate(0, 0.3),
        minutes=dice.lognormvariate(1.0, 0.8),
        strength=dice.randint(2, 5),
        neighbour=neighbour if dice.random() < 0.5 else None,
        spreads_to=spreads_to,
        calf_share=0.05 if dice.random() < 0.1 else 0.0,
        answers=0.2 if dice.random() < 0.2 else 0.0,
    )


def _is_neighbour(region: str, sides: tuple[Side, ...], home: Place) -> bool:
    return region in ADJACENCY[home.region] and home.side in sides


def weeks(dice: Random) -> list[float]:
    """Weekly factors of the episode rate: autocorrelated (AR(1)), log-normal, with mean 1 and no trend."""
    level, levels = dice.gauss(0, 1), []
    for _ in range(YEAR // 7 + 1):
        levels.append(exp(SPREAD_OF_WEEKS * level - SPREAD_OF_WEEKS**2 / 2))
        level = FROM_WEEK_TO_WEEK * level + sqrt(1 - FROM_WEEK_TO_WEEK**2) * dice.gauss(0, 1)
    return levels


def _diary(twitch: Twitch, change: PlannedChange | None, dice: Random) -> Diary:
    first_day = BEGINS + timedelta(days=dice.randrange(7))
    levels = weeks(dice)
    days: list[Day] = []
    episodes: list[Episode] = []
    for n in range(YEAR):
        count = _episode_count(twitch, levels[n // 7], _since(change, n), dice)
        if dice.random() < NOT_LOGGED:
            continue
        on = first_day + timedelta(days=n)
        episodes += sorted((_episode(twitch, on, _since(change, n), dice) for _ in range(count)), key=_order)
        days.append(Day(_id(dice), on, no_twitch=not count))
    last_day = first_day + timedelta(days=YEAR - 1)
    return Diary(Person(), first_day, last_day, tuple(days), tuple(episodes))


def _since(change: PlannedChange | None, n: int) -> tuple[str, int]:
    """Return the change that has begun, and how many days ago."""
    return (change.kind, n - change.on) if change and n >= change.on else ("", 0)


def _episode_count(twitch: Twitch, level: float, since: tuple[str, int], dice: Random) -> int:
    kind, ago = since
    times = 1 + min(ago / RAMP_DAYS, 1) if kind == "worsening" else 1
    number = _poisson(twitch.episodes_a_day * level * times, dice)
    return max(number, 1) if kind == "persistent" else number


def _poisson(mean: float, dice: Random) -> int:
    """Draw from a Poisson distribution."""
    waited, number = dice.expovariate(1), 0
    while waited < mean:
        waited, number = waited + dice.expovariate(1), number + 1
    return number


def _episode(twitch: Twitch, on: date, since: tuple[str, int], dice: Random) -> Episode:
    minutes = twitch.minutes * dice.lognormvariate(0, 0.8)
    return Episode(
        id=_id(dice),
        onset=datetime.combine(on, time(7), UTC) + timedelta(minutes=dice.randrange(15 * 60)),
        zone="UTC",
        local_date=on,
        duration_s=round(60 * min(minutes, 90)) if dice.random() < 0.8 else None,
        places=tuple(_places(twitch, since[0], dice)),
        strength=_strength(twitch, dice),
        can_hold_back=False if dice.random() < twitch.answers else None,
    )


def _strength(twitch: Twitch, dice: Random) -> int | None:
    strength = max(1, min(10, round(dice.gauss(twitch.strength, 1))))
    return strength if dice.random() < 0.7 else None


def _places(twitch: Twitch, kind: str, dice: Random) -> Iterator[Place]:
    if dice.random() < twitch.calf_share:
        yield Place("calf", Side.LEFT)
        return
    yield twitch.home
    if kind == "spreading" and dice.random() < 0.4:
        yield twitch.spreads_to
    elif twitch.neighbour and dice.random() < 0.1:
        yield twitch.neighbour


def _order(episode: Episode) -> tuple[datetime, UUID]:
    return episode.onset, episode.id


def _id(dice: Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)
