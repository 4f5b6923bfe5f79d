"""The diary of the invented person."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tracker.core.demo.care import care
from tracker.core.demo.dice import Dice
from tracker.core.demo.life import LivedDay, live
from tracker.core.demo.twitches import twitches
from tracker.core.demo.values import TRACKED, check_in, coffees
from tracker.core.records import Day, Diary, Episode, Exposure, Person, Reading
from tracker.core.reference.exposures import BUILT_IN

PERSON = Person(time_zone="Europe/Berlin", country="DE")

NOTES = (
    "Long day at work.",
    "Walked home, felt good.",
    "Cinema with M.",
    "Deadline tomorrow.",
    "Quiet day.",
    "A slight cold, I think.",
)


def believable(last_day: date, days: int, seed: int) -> Diary:
    """A diary of `days` days up to the last one; deterministic for its arguments.

    The person lives in Berlin and twitches beside the nose on the left, in good and bad weeks; more after short
    sleep and on the day after a stressful one. Weekends differ from working days, and about one day in eight is
    missing. There are two medicines, one of them as needed, a past and a future visit. Raises ValueError for less
    than one day.
    """
    if days < 1:
        raise ValueError("A diary holds at least one day.")
    dice = Dice(seed)
    exposures = _exposures(dice)
    pages = [_page(dice, day) for day in live(dice, last_day, days)]
    twitched = sorted({episode.local_date for _, logged, _ in pages for episode in logged})
    cared = care(dice, last_day, twitched, PERSON.time_zone)
    return Diary(
        person=PERSON,
        first_day=last_day - timedelta(days=days - 1),
        last_day=last_day,
        days=tuple(entry for kept, _, _ in pages for entry in kept),
        episodes=tuple(entry for _, logged, _ in pages for entry in logged),
        exposures=exposures,
        readings=tuple(entry for _, _, noted in pages for entry in noted),
        medicines=cared.medicines,
        doses=cared.doses,
        injections=cared.injections,
        visits=cared.visits,
    )


def _exposures(dice: Dice) -> tuple[Exposure, ...]:
    return tuple(
        Exposure(dice.id(), b.key, b.name, b.unit, b.summary, b.limit, tracked=b.key in TRACKED) for b in BUILT_IN
    )


def _page(dice: Dice, day: LivedDay) -> tuple[list[Day], list[Episode], list[Reading]]:
    """Check-in, episodes and readings of one day. On a forgotten day a coffee may still be tapped."""
    cups = coffees(dice, day, PERSON.time_zone)
    if not day.kept:
        return [], [], cups if not day.on_holiday and dice.happens(0.3) else []
    logged = twitches(dice, day, PERSON.time_zone)
    if logged and dice.happens(0.12):
        return [], logged, cups
    note = dice.one_of(NOTES) if dice.happens(0.05) else ""
    checked_in = Day(dice.id(), day.date, no_twitch=not logged and dice.happens(0.92), note=note)
    return [checked_in], logged, sorted(check_in(dice, day, len(cups)) + cups, key=_order)


def _order(reading: Reading) -> tuple[float, UUID]:
    """Sort key: readings of the whole day before those with a time."""
    return reading.at.timestamp() if reading.at else float("-inf"), reading.id
