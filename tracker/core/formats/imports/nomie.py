"""Nomie: the JSON backup. All data is in notes such as `#coffee(2) #sleep(06:45:00)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from tracker.core.formats.imports.json_file import load, number, objects
from tracker.core.formats.imports.mapping import own_key
from tracker.core.formats.imports.package import Member
from tracker.core.formats.imports.times import from_epoch_ms, with_offset, zone_of_offset
from tracker.core.formats.imports.units import factor, from_seconds
from tracker.core.formats.imports.values import (
    ImportContext,
    Item,
    LeftOut,
    NewExposure,
    Rank,
    Sleep,
    Unused,
    Value,
    Where,
)
from tracker.core.records import Summary, local_day
from tracker.core.reference.import_sources import APPS
from tracker.core.reference.limits import NAME_CHARS
from tracker.core.reference.words import gettext_noop as _

NAME = APPS["nomie"]
NO_TIME = _("The time cannot be read.")
TAG = re.compile(r"(?<!\w)#([^\W]\w*)(?:\(([^)]{1,40})\))?")
CLOCK = re.compile(r"([0-9]{1,3}):([0-9]{2}):([0-9]{2})")
EXPOSURES = {
    "sleep": "sleep_h", "stress": "stress", "water": "water_ml", "caffeine": "caffeine_mg", "anxiety": "anxiety",
    "alcohol": "", "exercise": "exercise_min", "screen": "screen_h",
}  # fmt: skip
UNITS = {"milliliter": "ml", "liter": "l", "milligram": "mg", "gram": "g", "minute": "min", "hour": "h"}


def recognises(member: Member) -> bool:
    """Whether this is a backup of Nomie."""
    head = "".join(member.text_head()[:600].split())
    return head.startswith('{"nomie":{') and '"number"' in head


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield the trackers of the notes. People and places in them are not kept."""
    made: set[str] = set()
    for member in members:
        content, problem = load(member)
        if problem:
            yield problem
        if not isinstance(content, dict):
            continue
        trackers = content.get("trackers")
        trackers = trackers if isinstance(trackers, dict) else {}
        for event in objects(content.get("events")):
            yield from _event(event, trackers, made, Where(member.file), context)


def _event(
    event: dict[str, Any], trackers: dict[str, Any], made: set[str], where: Where, context: ImportContext
) -> Iterator[Item]:
    note = event.get("note", event.get("notes"))
    tags = TAG.findall(note) if isinstance(note, str) else []
    if not tags:
        return
    try:
        at = _at(event.get("end"), context.zone)
    except ValueError:
        yield LeftOut(NO_TIME, file=where.file)
        return
    west = number(event.get("offset"))
    zone = context.zone if west is None else zone_of_offset(round(-west * 60), at, context.zone)
    for tag, text in tags:
        tracker = trackers.get(tag)
        about = tracker if isinstance(tracker, dict) else {}
        name = f"{event.get('_id', '')}|{tag}"[:100] if event.get("_id") else ""
        yield from _tracked(tag.lower(), text, about, at, zone, name, made, where, context)


def _tracked(
    tag: str, text: str, about: dict[str, Any], at: datetime, zone: str, name: str, made: set[str], where: Where,
    context: ImportContext,
) -> Iterator[Item]:  # fmt: skip
    """One tag of a note. A tag without a known exposure is one of the person's own, to be ticked."""
    amount = _amount(text, about)
    exposure = EXPOSURES.get(tag, "")
    if amount is None:
        yield Unused(tag[:60])
        return
    day = local_day(at, zone, context.day_starts_at)
    if exposure == "sleep_h":
        hours = from_seconds(exposure, amount) if CLOCK.fullmatch(text) or amount > 1_440 else amount
        if 0 < hours <= 24:
            yield Sleep(at, at, zone, NAME, Rank.BY_HAND, hours * 3_600, day, where=where)
        return
    if exposure:
        unit = UNITS.get(str(about.get("uom")), "")
        times = factor(exposure, unit) if unit else 1.0
        yield Value(exposure, amount * (times or 1.0), NAME, at, None, zone, external_id=name, where=where)
        return
    key = own_key(f"nomie {tag}")
    if key not in made:
        made.add(key)
        summary = Summary.MEAN if about.get("math") == "mean" else Summary.SUM
        yield NewExposure(key, str(about.get("label") or tag)[:NAME_CHARS], "", summary)
    yield Value(key, amount, f"{NAME}: {tag}"[:60], at, None, zone, external_id=name, on_request=True, where=where)


def _amount(text: str, about: dict[str, Any]) -> float | None:
    if match := CLOCK.fullmatch(text):
        return int(match[1]) * 3_600.0 + int(match[2]) * 60 + int(match[3])
    if text:
        return number(text)
    return number(about.get("default")) or 1.0


def _at(value: Any, zone: str) -> datetime:
    """The time of an event, as milliseconds or as text."""
    milliseconds = value if isinstance(value, int | float) else None
    return from_epoch_ms(milliseconds) if milliseconds is not None else with_offset(str(value), zone)
