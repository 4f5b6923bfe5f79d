"""The last day of a diary that is still going on: one coffee and one episode, up to now."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.core.demo.dice import Dice
from tracker.core.demo.twitches import NOSE
from tracker.core.records import Episode, Feel, Reading, local_day, resolve
from tracker.core.reference.exposures import INTAKES

COFFEE_AT, EPISODE_AT = time(7, 20), time(8, 40)
COFFEE_AGO, EPISODE_AGO = timedelta(minutes=50), timedelta(minutes=20)
"""For somebody who is up before these times, both are a short while ago."""

COFFEE = INTAKES["filter_coffee"]


def morning(dice: Dice, until: datetime, zone: str) -> tuple[list[Episode], list[Reading]]:
    """The episode and the coffee of the day of `until`; nothing right after midnight."""
    today = local_day(until, zone)
    coffee_at, onset = _at(COFFEE_AT, COFFEE_AGO, until, zone), _at(EPISODE_AT, EPISODE_AGO, until, zone)
    cup = Reading(
        dice.id(), COFFEE.exposure, today, COFFEE.value, at=coffee_at, zone=zone, item=COFFEE.item, source="tap"
    )
    episode = Episode(
        dice.id(), onset, zone, today, duration_s=180, places=(NOSE,), strength=3, feel=Feel.FLUTTER,
        no_other_signs=True, note="While the computer started.",
    )  # fmt: skip
    is_today = {instant: local_day(instant, zone) == today for instant in (coffee_at, onset)}
    return [episode] if is_today[onset] else [], [cup] if is_today[coffee_at] else []


def _at(usual: time, ago: timedelta, until: datetime, zone: str) -> datetime:
    """The usual time of that day, or shortly before `until` if that is earlier."""
    local = until.astimezone(ZoneInfo(zone))
    return min(
        resolve(datetime.combine(local.date(), usual), zone).instant, until.replace(second=0, microsecond=0) - ago
    )
