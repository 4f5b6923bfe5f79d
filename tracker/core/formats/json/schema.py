"""What a diary document may hold: every field, its range, and how the fields agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tracker.core.formats.validation.checks import Check, choice, day, flag, known, moment, number, text, uid, whole
from tracker.core.formats.validation.person import PERSON
from tracker.core.formats.validation.problems import Finding, Wrong, wrong
from tracker.core.formats.validation.shapes import Shape, attempt, each
from tracker.core.formats.validation.treatments import INJECTION, MEDICINE, dose_shape, taken_in
from tracker.core.formats.validation.visit import VISIT
from tracker.core.formats.validation.vocabulary import name, note, place, sign_name, zone
from tracker.core.formats.validation.watched_sign import ONE_OPEN_PER_RULE, WATCHED_SIGN
from tracker.core.records import (
    Day,
    Diary,
    Episode,
    Exposure,
    Feel,
    Onset,
    Reading,
    Relief,
    Sign,
    Summary,
)
from tracker.core.reference import limits
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.signs import SIGNS
from tracker.core.reference.words import gettext_noop as _

FORMAT = "levator-diary"
VERSION = 2
"""Version 1 had neither signs to watch nor `thresholds`, `doctor_sections` and `doctor_questions` of a person."""

SOURCE_CHARS = 40
EXTERNAL_ID_CHARS = 200
RELIEFS_PER_EPISODE = 30

CHECK_IN = "check-in"
ONE_DAY = timedelta(days=1)
BEGINNING = datetime.min.replace(tzinfo=UTC)


SIGN = Shape(Sign, needs={"name": sign_name, "onset": choice(Onset)})

signs = each(SIGN, len(SIGNS), {"name": lambda sign: sign.name})

RELIEF = Shape(Relief, needs={"what": name}, may={"helped": flag, "after_min": whole(limits.RELIEF_MIN)})


def _agree_on_exposure(exposure: Exposure) -> Iterable[Finding]:
    built_in = BY_KEY.get(exposure.key)
    if built_in and exposure.unit != built_in.unit:
        yield Finding(("unit",), _("must be “%(unit)s” for %(key)s"), {"unit": built_in.unit, "key": built_in.key})


EXPOSURE = Shape(
    Exposure,
    needs={"id": uid, "key": name, "name": name, "unit": text(limits.UNIT_CHARS), "summary": choice(Summary)},
    may={"limit": number(limits.READING_VALUE), "tracked": flag},
    rule=_agree_on_exposure,
)


def _day_shape(local_date: Check) -> Shape[Day]:
    return Shape(
        Day,
        needs={"id": uid, "local_date": local_date},
        may={
            "no_twitch": flag,
            "signs": signs,
            "no_other_signs": flag,
            "impact": whole(limits.SCORE),
            "worry": whole(limits.SCORE),
            "worse_than_month_ago": flag,
            "note": note,
        },
    )


def _agree_on_episode(episode: Episode) -> Iterable[Finding]:
    if episode.still_going and episode.duration_s is not None:
        yield Finding(("duration_s",), _("must be left out while still_going is true"))
    if abs(episode.onset.date() - episode.local_date) > ONE_DAY:
        yield Finding(("local_date",), _("is more than a day away from the onset"))


def _episode_shape(local_date: Check) -> Shape[Episode]:
    return Shape(
        Episode,
        needs={"id": uid, "onset": moment, "zone": zone, "local_date": local_date},
        may={
            "duration_s": whole(limits.DURATION_S),
            "still_going": flag,
            "places": each(place, limits.PLACES_PER_EPISODE, {"": lambda place: place}),
            "strength": whole(limits.SCORE),
            "feel": choice(Feel),
            "count": whole(limits.COUNT),
            "can_hold_back": flag,
            "urge_before": flag,
            "eye_closes": flag,
            "in_sleep": flag,
            "falling_asleep": flag,
            "pain": whole(limits.SCORE),
            "signs": signs,
            "no_other_signs": flag,
            "blamed": each(name, limits.BLAMED_ITEMS),
            "reliefs": each(RELIEF, RELIEFS_PER_EPISODE),
            "note": note,
        },
        rule=_agree_on_episode,
    )


amount = number(limits.READING_VALUE)
AMOUNTS = {key: number(built_in.range) for key, built_in in BY_KEY.items()}
"""What one day may hold of each built-in exposure."""


def _agree_on_reading(reading: Reading) -> Iterable[Finding]:
    findings: list[Finding] = []
    attempt(AMOUNTS.get(reading.exposure, amount), reading.value, "value", findings)
    yield from findings
    if reading.at and abs(reading.at.date() - reading.local_date) > ONE_DAY:
        yield Finding(("local_date",), _("is more than a day away from the clock time in “at”"))


def _reading_shape(local_date: Check, exposure: Check) -> Shape[Reading]:
    return Shape(
        Reading,
        needs={"id": uid, "exposure": exposure, "local_date": local_date, "value": amount},
        may={
            "at": moment,
            "zone": zone,
            "item": text(limits.NAME_CHARS),
            "source": text(SOURCE_CHARS, least=1),
            "external_id": text(EXTERNAL_ID_CHARS),
        },
        rule=_agree_on_reading,
    )


ONE_PER_ID = {"id": lambda entry: entry.id}
ONE_VALUE_PER_DAY = {
    "exposure": lambda r: (r.exposure, r.local_date) if r.source == CHECK_IN else None,
    "external_id": lambda r: (r.source, r.external_id) if r.external_id else None,
}
"""A check-in holds one value of each exposure per day, and an imported value comes in once."""


def check_diary(value: object) -> Diary:
    """The diary that JSON values stand for. Raises Wrong with everything found, up to 20 findings."""
    content = _check_head(value)
    local_date, exposure = _within(content), _tracked_in(content)
    shape = Shape(
        _in_order,
        needs={
            "format": text(limits.NAME_CHARS),
            "version": whole((1, VERSION)),
            "person": PERSON,
            "first_day": day,
            "last_day": day,
            "exposures": each(EXPOSURE, unique={**ONE_PER_ID, "key": lambda e: e.key}),
            "days": each(_day_shape(local_date), unique={**ONE_PER_ID, "local_date": lambda d: d.local_date}),
            "episodes": each(_episode_shape(local_date), unique=ONE_PER_ID),
            "readings": each(_reading_shape(local_date, exposure), unique={**ONE_PER_ID, **ONE_VALUE_PER_DAY}),
        },
        may={
            "medicines": each(MEDICINE, unique=ONE_PER_ID),
            "doses": each(dose_shape(local_date, taken_in(content)), unique=ONE_PER_ID),
            "injections": each(INJECTION, unique=ONE_PER_ID),
            "visits": each(VISIT, unique=ONE_PER_ID),
            "watched_signs": each(WATCHED_SIGN, unique=ONE_OPEN_PER_RULE),
        },
        rule=_agree_on_period,
    )
    return shape(content)


def _check_head(value: object) -> dict[str, object]:
    """Whether this is a diary at all, and one that this version can know. Anything else is not worth listing."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise wrong(_("This is not a Levator diary: “format” is not “%(format)s”."), format=FORMAT)
    version = value.get("version")
    if isinstance(version, int) and version > VERSION:
        raise Wrong(Finding(("version",), _("%(version)d was made by a newer Levator"), {"version": version}))
    return value


def _within(content: dict[str, object]) -> Check:
    """A check for dates of the document's own period; where that cannot be read, any date will do."""
    try:
        first, last = day(content.get("first_day")), day(content.get("last_day"))
    except Wrong:
        return day
    if first > last:
        return day

    def read(value: object) -> date:
        found = day(value)
        if not first <= found <= last:
            raise wrong(_("lies outside first_day to last_day"))
        return found

    return read


def _tracked_in(content: dict[str, object]) -> Check:
    """A check for the keys of the document's own exposures."""
    exposures = content.get("exposures")
    entries = exposures if isinstance(exposures, list) else []
    keys = {entry["key"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("key"), str)}
    return known(lambda: keys, _("“%(word)s” is not among the exposures of this file"))


def _agree_on_period(diary: Diary) -> Iterable[Finding]:
    if diary.first_day > diary.last_day:
        yield Finding(("last_day",), _("is before first_day"))


def _in_order(*, format: str, version: int, **said: Any) -> Diary:
    """The record, its entries in the order a diary promises, however the file had them."""
    return Diary(**said | {name: tuple(sorted(said[name], key=key)) for name, key in ORDER.items() if name in said})


ORDER: dict[str, Callable[[Any], Any]] = {
    "days": lambda day: day.local_date,
    "episodes": lambda episode: (episode.onset, episode.id),
    "readings": lambda reading: (reading.local_date, reading.at or BEGINNING, reading.id),
    "doses": lambda dose: (dose.at, dose.id),
    "injections": lambda injection: (injection.day, injection.id),
    "visits": lambda visit: (visit.day, visit.id),
    "watched_signs": lambda sign: (sign.first_shown, sign.rule, sign.last_shown),
}
"""What entries are sorted by; the others stand as the person arranged them."""
