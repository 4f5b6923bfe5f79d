"""Long diaries with every kind of entry, reproducible by seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from hypothesis import strategies as st

from tracker.core.demo import believable
from tracker.core.records import (
    Day,
    Diary,
    DoseChange,
    Episode,
    Exposure,
    Feel,
    Injected,
    Injection,
    Medicine,
    Onset,
    Place,
    Reading,
    Relief,
    Sign,
    Summary,
    Visit,
)
from tracker.core.reference.places import PLACES
from tracker.core.reference.reliefs import BLAMED, RELIEFS
from tracker.core.reference.signs import SIGNS

OWN = "own_gum"
SEEDS = st.integers(0, 2**32)
"""Tests draw a seed instead of a diary, so that a failure prints a number."""

DURATIONS = (None, None, 40, 600, 5_400, 90_000, 604_800)


OTHER_BITS = 2**128 - 1


def long_diary(last_day: date, days: int, seed: int) -> Diary:
    """Extend a believable diary by runs of twitching, some still open on the last day, and other entries."""
    base, dice = believable(last_day, days, seed), Random(seed)
    spells = [episode for _ in range(dice.randint(0, 4)) for episode in _spell(dice, last_day, days)]
    episodes = [] if spells and dice.random() < 0.3 else [_with_answers(dice, episode) for episode in base.episodes]
    calm_from = last_day - timedelta(days=dice.choice((-1, -1, -1, dice.randint(20, 700))))
    episodes = [episode for episode in [*episodes, *spells] if episode.local_date < calm_from]
    episodes.sort(key=lambda episode: (episode.onset, episode.id))
    return replace(
        base,
        person=replace(base.person, under_16=dice.random() < 0.1, units=dice.choice(["metric", "us"])),
        days=tuple(_days(dice, base, {episode.local_date for episode in episodes}, calm_from)),
        episodes=tuple(episodes),
        exposures=(*base.exposures, Exposure(_id(dice), OWN, "Chewing gum", "pieces", Summary.SUM)),
        readings=tuple(_readings(dice, base)),
        medicines=(*base.medicines, *(_medicine(dice, last_day, days) for _ in range(dice.randint(0, 2)))),
        injections=tuple(sorted(_injections(dice, last_day, days), key=lambda given: (given.day, given.id))),
        visits=tuple(sorted([*base.visits, *_visits(dice, last_day, days)], key=lambda visit: (visit.day, visit.id))),
    )


def _spell(dice: Random, last_day: date, days: int) -> list[Episode]:
    """Episodes at a few places at regular intervals, over a part of the diary or up to its end."""
    begins, step = dice.randrange(days), dice.randint(1, 5)
    ends = 0 if dice.random() < 0.5 else dice.randrange(begins + 1)
    places = tuple(PLACES[name] for name in dice.sample(sorted(PLACES), dice.randint(0, 3)))
    durations = dice.choice([DURATIONS, DURATIONS[:4]])
    return [
        _episode(dice, last_day - timedelta(days=ago), places, dice.choice(durations))
        for ago in range(begins, ends - 1, -step)
    ]


def _episode(dice: Random, day: date, places: tuple[Place, ...], duration_s: int | None) -> Episode:
    onset = datetime(day.year, day.month, day.day, dice.randrange(24), dice.randrange(60), tzinfo=UTC)
    going = duration_s is None and dice.random() < 0.02
    at = tuple(place for place in places if dice.random() < 0.8)
    return _with_answers(dice, Episode(_id(dice), onset, "UTC", day, duration_s, going, at))


def _with_answers(dice: Random, episode: Episode) -> Episode:
    """The episode with random answers."""
    maybe = (None, None, True, False)
    return replace(
        episode,
        strength=dice.choice((None, 2, 5, 9)),
        feel=dice.choice((None, *Feel)),
        can_hold_back=dice.choice(maybe),
        eye_closes=dice.choice(maybe),
        in_sleep=dice.choice((None, None, False)),
        pain=dice.choice((None, 0, 3)),
        signs=_signs(dice, 0.02),
        blamed=tuple(dice.sample(sorted(BLAMED), dice.choice((0, 0, 1, 2)))),
        reliefs=(Relief(dice.choice(sorted(RELIEFS)), dice.choice(maybe)),) if dice.random() < 0.1 else (),
    )


def _signs(dice: Random, share: float) -> tuple[Sign, ...]:
    return (Sign(dice.choice(sorted(SIGNS)), dice.choice(list(Onset))),) if dice.random() < share else ()


def _days(dice: Random, base: Diary, taken: set[date], calm_from: date) -> list[Day]:
    """The check-ins. Calm days have one each, without signs."""
    by_date = {day.local_date: day for day in base.days}
    by_date |= {day: by_date.get(day) or Day(_id(dice), day) for day in base.dates() if day >= calm_from}
    return [
        replace(
            by_date[day],
            no_twitch=day not in taken,
            signs=_signs(dice, 0.01 if day < calm_from else 0),
            no_other_signs=dice.random() < 0.2,
            impact=dice.choice((None, 1, 6)),
            worry=dice.choice((None, 2, 8)),
            worse_than_month_ago=dice.choice((None, None, None, False, True)) if day < calm_from else None,
        )
        for day in sorted(by_date)
    ]


def _readings(dice: Random, base: Diary) -> list[Reading]:
    own = [Reading(_id(dice), OWN, day.local_date, dice.randint(0, 5)) for day in base.days if dice.random() < 0.5]
    return sorted(
        [*base.readings, *own],
        key=lambda one: (one.local_date, one.at is not None, one.at or datetime.min.replace(tzinfo=UTC), one.id),
    )


def _medicine(dice: Random, last_day: date, days: int) -> Medicine:
    began = last_day - timedelta(days=dice.randrange(days + 30))
    raised = began + timedelta(days=dice.randint(1, 40))
    change = (DoseChange(raised, "20 mg", True),) if raised <= last_day else ()
    name = dice.choice(("Sertraline", "Salbutamol", "Zinc"))
    return Medicine(_id(dice), name, began, suspected=dice.random() < 0.2, dose="10 mg", changes=change)


def _injections(dice: Random, last_day: date, days: int) -> list[Injection]:
    spots = (Injected(PLACES["nose_side:left"], 2.5),)
    return [
        Injection(_id(dice), last_day - timedelta(days=dice.randrange(days)), "Botulinum toxin", spots)
        for _ in range(dice.randint(0, 3))
    ]


def _visits(dice: Random, last_day: date, days: int) -> list[Visit]:
    return [
        Visit(_id(dice), last_day - timedelta(days=dice.randrange(days)), "Dr Lund", ("Why?",), findings="Even face.")
        for _ in range(dice.randint(0, 2))
    ]


def _id(dice: Random) -> UUID:
    # The believable diary draws from the same seed: the same bits may not become the same id.
    return UUID(int=dice.getrandbits(128) ^ OTHER_BITS, version=4)
