"""Health Auto Export: values of Apple Health as JSON, summed up as the person chose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tracker.core.formats.imports.json_file import load, number, objects
from tracker.core.formats.imports.package import Member
from tracker.core.formats.imports.times import local_date, with_offset
from tracker.core.formats.imports.units import factor
from tracker.core.formats.imports.values import (
    DoseTaken,
    ImportContext,
    Item,
    LeftOut,
    Rank,
    Sleep,
    Unused,
    Value,
    Where,
)
from tracker.core.reference.import_sources import APPS
from tracker.core.reference.words import gettext_noop as _

NAME = APPS["health_auto_export"]
NO_DATE = _("The date cannot be read.")
NO_UNIT = _("The unit %(unit)s is not known here.")
METRICS = {
    "dietary_caffeine": "caffeine_mg",
    "dietary_water": "water_ml",
    "apple_exercise_time": "exercise_min",
    "heart_rate_variability": "hrv_sdnn_ms",
    "time_in_daylight": "bright_light_h",
    "alcohol_consumption": "alcohol_units",
    "mindful_minutes": "mindful_min",
}
PARTS = ("metrics", "workouts", "medications", "stateOfMind")
TAKEN = "taken"
SECONDS = {"hr": 3_600.0, "h": 3_600.0, "min": 60.0, "s": 1.0}


def recognises(member: Member) -> bool:
    """Whether this is its JSON."""
    head = "".join(member.text_head()[:400].split())
    return head.startswith('{"data":{') and any(f'"{name}":[' in head for name in PARTS)


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield the metrics that Levator has a use for."""
    for member in members:
        content, problem = load(member)
        if problem:
            yield problem
        data = content.get("data") if isinstance(content, dict) else None
        where = Where(member.file)
        if not isinstance(data, dict):
            continue
        for metric in objects(data.get("metrics")):
            yield from _metric(metric, where, context)
        for read_one, name in ((_dose, "medications"), (_state_of_mind, "stateOfMind")):
            for one in objects(data.get(name)):
                try:
                    yield read_one(one, where, context)
                except (ValueError, OverflowError):
                    yield LeftOut(NO_DATE, file=where.file)


def _dose(one: dict[str, Any], where: Where, context: ImportContext) -> Item:
    """A dose. Its start is when it was taken if the end is the same, otherwise when the course began."""
    name = str(one.get("nickname") or one.get("displayText") or "")
    if str(one.get("status")).lower() != TAKEN or not name:
        return Unused("Doses that were not taken")
    is_moment = one.get("start") and one.get("start") == one.get("end")
    at = with_offset(
        str(one.get("start") if is_moment else one.get("scheduledDate") or one.get("start")), context.zone
    )
    amount, unit = number(one.get("dosage")), str(one.get("units") or "")
    words = "" if amount is None else f"{amount:g} {'' if unit == 'count' else unit}".strip()
    return DoseTaken(name, at, context.zone_on(at.date()), words, where=where)


def _state_of_mind(one: dict[str, Any], where: Where, context: ImportContext) -> Item:
    valence = number(one.get("valence"))
    if valence is None:
        return Unused("State of mind")
    at = with_offset(str(one.get("start")), context.zone)
    return Value("mood_valence", valence + 1, NAME, at, None, context.zone_on(at.date()), where=where)


def _metric(metric: dict[str, Any], where: Where, context: ImportContext) -> Iterator[Item]:
    name, unit = str(metric.get("name", "")), str(metric.get("units", ""))
    points = list(objects(metric.get("data")))
    if name == "sleep_analysis":
        read_point = _sleep
    elif name in METRICS:
        read_point = _point
    else:
        yield Unused(name.replace("_", " ").capitalize()[:60], len(points))
        return
    for point in points:
        try:
            yield read_point(point, name, unit, where, context)
        except (ValueError, OverflowError):
            yield LeftOut(NO_DATE, file=where.file)


def _sleep(point: dict[str, Any], name: str, unit: str, where: Where, context: ImportContext) -> Item:
    """A night. Stages can be 0 while the total is right."""
    stages = sum(number(point.get(stage)) or 0.0 for stage in ("core", "deep", "rem"))
    amount = number(point.get("totalSleep")) or number(point.get("asleep")) or stages
    start, end = (with_offset(str(point.get(key)), context.zone) for key in ("sleepStart", "sleepEnd"))
    rank = Rank.BEST if stages else Rank.PLAIN
    seconds = amount * SECONDS.get(unit, 3_600.0)
    return Sleep(start, end, context.zone_on(end.date()), str(point.get("source") or NAME), rank, seconds, where=where)


def _point(point: dict[str, Any], name: str, unit: str, where: Where, context: ImportContext) -> Item:
    exposure, amount = METRICS[name], number(point.get("qty"))
    times = factor(exposure, unit)
    if amount is None or times is None:
        return LeftOut(NO_UNIT, {"unit": unit[:20]}, where.file) if times is None else Unused(name)
    at = with_offset(str(point.get("date")), context.zone)
    source = str(point.get("source") or NAME)
    is_whole_day = " 00:00:00" in str(point.get("date"))
    if is_whole_day:
        # Summed up per day: the clock time is no time of drinking.
        return Value(exposure, amount * times, source, day=local_date(at, context.zone_on(at.date())), where=where)
    return Value(exposure, amount * times, source, at, None, context.zone_on(at.date()), where=where)
