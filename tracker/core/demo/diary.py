"""The diary of the invented person."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from tracker.core.demo.care import care
from tracker.core.demo.dice import Dice
from tracker.core.demo.experiment import tried
from tracker.core.demo.life import LivedDay, live
from tracker.core.demo.morning import morning
from tracker.core.demo.notes import with_telling_notes
from tracker.core.demo.twitches import twitches
from tracker.core.demo.values import TRACKED, check_in, chewing_gum, coffees
from tracker.core.records import Day, Diary, Episode, Exposure, ExposureKind, Person, Reading, Summary, local_day
from tracker.core.reference.exposures import BUILT_IN

PERSON = Person(time_zone="Europe/Berlin", country="DE")
YEAR = 365
"""Days of a demo: in half a year the planted effects are rarely found."""

GUM_SINCE = timedelta(days=21)
"""Three weeks are too early for an answer."""

NOTES = (
    "Long day at work.",
    "Walked home, felt good.",
    "Cinema with M.",
    "Deadline tomorrow.",
    "Quiet day.",
    "A slight cold, I think.",
)


def believable_today(now: datetime, days: int, seed: int) -> Diary:
    """A diary of `days` days, the last of which is today and filled up to now."""
    return believable(local_day(now, PERSON.time_zone), days, seed, until=now)


def believable(last_day: date, days: int, seed: int, until: datetime | None = None) -> Diary:
    """A diary of `days` days up to the last one; deterministic for its arguments.

    The person lives in Berlin and twitches beside the nose on the left, in good and bad weeks; more after short
    sleep and on the day after a stressful one, less since a tablet and in the weeks after an injection. Coffee and
    magnesium have no effect. Weekends differ from working days, and about one day in eight is missing. Chewing gum is
    noted for three weeks only. There are a past and a future visit and a
    finished self-experiment. The last day holds only its morning where `until`
    says that it is still going on. Raises ValueError for less than one day.
    """
    if days < 1:
        raise ValueError("A diary holds at least one day.")
    dice = Dice(seed)
    gum, exposures = _exposures(dice)
    lived = live(dice, last_day, days)
    pages = [_page(dice, day, gum if day.date > last_day - GUM_SINCE else None) for day in lived]
    if until:
        pages[-1] = ([], *morning(dice, until, PERSON.time_zone))
    episodes = tuple(entry for _, logged, _ in pages for entry in logged)
    twitched = {episode.local_date for episode in episodes}
    evenings = sorted(day for day in twitched if not until or day < last_day)
    cared = care(dice, last_day, evenings, PERSON.time_zone)
    days_kept = [entry for kept, _, _ in pages for entry in kept]
    return Diary(
        person=PERSON,
        first_day=lived[0].date,
        last_day=last_day,
        days=tuple(with_telling_notes(days_kept, lived, twitched)),
        episodes=episodes,
        exposures=exposures,
        readings=tuple(entry for _, _, noted in pages for entry in noted),
        medicines=cared.medicines,
        doses=cared.doses,
        injections=cared.injections,
        visits=cared.visits,
        experiments=tried(last_day, days, seed),
    )


def _exposures(dice: Dice) -> tuple[str, tuple[Exposure, ...]]:
    """The key of the person's own exposure, and all exposures."""
    built_in = [
        Exposure(dice.id(), b.key, b.name, b.unit, b.summary, b.limit, tracked=b.key in TRACKED) for b in BUILT_IN
    ]
    own_id = dice.id()
    gum = Exposure(own_id, f"own_{own_id.hex}", "Chewing gum", "pieces", Summary.SUM, kind=ExposureKind.COUNT)
    return gum.key, (*built_in, gum)


def _page(dice: Dice, day: LivedDay, gum: str | None) -> tuple[list[Day], list[Episode], list[Reading]]:
    """Check-in, episodes and readings of one day, chewing gum if it has a key by then.

    On a forgotten day a coffee may still be tapped.
    """
    cups = coffees(dice, day, PERSON.time_zone)
    if not day.kept:
        return [], [], cups if not day.on_holiday and dice.happens(0.3) else []
    logged = twitches(dice, day, PERSON.time_zone)
    if logged and dice.happens(0.12):
        return [], logged, cups
    note = dice.one_of(NOTES) if dice.happens(0.05) else ""
    checked_in = Day(dice.id(), day.date, no_twitch=not logged and dice.happens(0.92), note=note)
    answers = check_in(dice, day, len(cups)) + (chewing_gum(dice, day, gum) if gum else [])
    return [checked_in], logged, sorted(answers + cups, key=_order)


def _order(reading: Reading) -> tuple[float, UUID]:
    """Sort key: readings of the whole day before those with a time."""
    return reading.at.timestamp() if reading.at else float("-inf"), reading.id
