"""Garmin: the zip of JSON files that *Export Your Data* sends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from tracker.core.formats.imports.json_file import load, number, objects
from tracker.core.formats.imports.package import Member
from tracker.core.formats.imports.times import instant_of
from tracker.core.formats.imports.values import ImportContext, Item, LeftOut, Rank, Sleep, Value, Where
from tracker.core.reference.import_sources import APPS
from tracker.core.reference.words import gettext_noop as _

NAME = APPS["garmin"]
NO_DATE = _("The date cannot be read.")
_RANGE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})_([0-9]{4}-[0-9]{2}-[0-9]{2})")
STAGES = ("deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds")


def recognises(member: Member) -> bool:
    """Whether this is a file of Garmin's that is read here. Folders move from year to year."""
    return member.head.lstrip()[:1] == b"[" and bool(_kind(member))


def _kind(member: Member) -> str:
    head = member.text_head()
    if "sleepData" in member.file or "sleepStartTimestampGMT" in head:
        return "sleep"
    if member.file.startswith("UDSFile") or '"allDayStress"' in head:
        return "day"
    return "water" if member.file.startswith("HydrationLog") or '"valueInML"' in head else ""


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield what the files hold. Files overlap by a day: the one that reaches furthest says more of it."""
    days: dict[date, tuple[dict[str, Any], Where]] = {}
    for member in sorted(members, key=_reaches):
        kind = _kind(member)
        rows, problem = load(member)
        if problem:
            yield problem
        for row in objects(rows):
            where = Where(member.file)
            try:
                if kind == "sleep":
                    yield from _sleep(row, where, context)
                elif kind == "water":
                    yield from _water(row, where, context)
                else:
                    days[date.fromisoformat(str(row.get("calendarDate"))[:10])] = (row, where)
            except ValueError:
                yield LeftOut(NO_DATE, file=member.file)
    for day, (row, where) in sorted(days.items()):
        yield from _day(day, row, where)


def _reaches(member: Member) -> str:
    match = _RANGE.search(member.file)
    return match[2] if match else ""


def _sleep(row: dict[str, Any], where: Where, context: ImportContext) -> Iterator[Item]:
    """A night. The default window of an unconfirmed one, or of a watch that was not worn, has no stages."""
    stages = [number(row.get(name)) or 0.0 for name in STAGES]
    confirmed = str(row.get("sleepWindowConfirmationType", ""))
    if not sum(stages) or confirmed in ("UNCONFIRMED", "OFF_WRIST"):
        return
    start, end = (_gmt(row.get(name)) for name in ("sleepStartTimestampGMT", "sleepEndTimestampGMT"))
    day = date.fromisoformat(str(row.get("calendarDate"))[:10])
    yield Sleep(start, end, context.zone, NAME, Rank.BEST, sum(stages), day, where=where)


def _gmt(text: Any) -> datetime:
    return datetime.fromisoformat(str(text).partition(".")[0]).replace(tzinfo=UTC)


def _water(row: dict[str, Any], where: Where, context: ImportContext) -> Iterator[Item]:
    amount = number(row.get("valueInML"))
    if amount and amount > 0:
        wall = datetime.fromisoformat(str(row.get("timestampLocal")).partition(".")[0])
        zone = context.zone_on(wall.date())
        yield Value("water_ml", amount, NAME, instant_of(wall, zone), None, zone, where=where)


def _day(day: date, row: dict[str, Any], where: Where) -> Iterator[Item]:
    """Stress and exercise of a day. Stress of -1 and -2 is too little data; zeros beside it are of an unworn watch."""
    stress = row.get("allDayStress")
    totals = objects(stress.get("aggregatorList")) if isinstance(stress, dict) else iter(())
    level = next((number(one.get("averageStressLevel")) for one in totals if one.get("type") == "TOTAL"), None)
    if level is not None and level >= 0:
        yield Value("garmin_stress", level, NAME, day=day, where=where)
    minutes = [number(row.get(name)) for name in ("moderateIntensityMinutes", "vigorousIntensityMinutes")]
    known = [one for one in minutes if one is not None]
    was_worn = level is None or level >= 0 or sum(known) > 0
    if known and was_worn:
        yield Value("exercise_min", sum(known), NAME, day=day, where=where)
