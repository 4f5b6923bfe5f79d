"""The schema of a diary document: every field, its range, and rules across fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tracker.core.formats.validation.checks import (
    Check,
    boolean,
    choice,
    day,
    integer,
    moment,
    number,
    one_of,
    text,
    uid,
)
from tracker.core.formats.validation.containers import ObjectCheck, attempt, list_of
from tracker.core.formats.validation.experiment import EXPERIMENT
from tracker.core.formats.validation.person import PERSON
from tracker.core.formats.validation.treatments import INJECTION, MEDICINE, dose_check, medicine_id_check
from tracker.core.formats.validation.violations import InvalidValueError, Violation, invalid
from tracker.core.formats.validation.visit import VISIT
from tracker.core.formats.validation.vocabulary import name, note, place, sign_name, zone
from tracker.core.formats.validation.watched_sign import ONE_OPEN_PER_RULE, WATCHED_SIGN
from tracker.core.records import (
    Day,
    Diary,
    Episode,
    Exposure,
    ExposureKind,
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

CHECK_IN = "check-in"
ONE_DAY = timedelta(days=1)
BEGINNING = datetime.min.replace(tzinfo=UTC)


SIGN = ObjectCheck(Sign, required={"name": sign_name, "onset": choice(Onset)})

signs = list_of(SIGN, len(SIGNS), {"name": lambda sign: sign.name})

RELIEF = ObjectCheck(
    Relief, required={"what": name}, optional={"helped": boolean, "after_min": integer(limits.RELIEF_MIN)}
)


def _agree_on_exposure(exposure: Exposure) -> Iterable[Violation]:
    built_in = BY_KEY.get(exposure.key)
    if built_in and exposure.unit != built_in.unit:
        yield Violation(("unit",), _("must be “%(unit)s” for %(key)s"), {"unit": built_in.unit, "key": built_in.key})
    if built_in and exposure.kind is not ExposureKind.AMOUNT:
        yield Violation(("kind",), _("must be left out for %(key)s"), {"key": built_in.key})


EXPOSURE = ObjectCheck(
    Exposure,
    required={"id": uid, "key": name, "name": name, "unit": text(limits.UNIT_CHARS), "summary": choice(Summary)},
    optional={
        "limit": number(limits.READING_VALUE),
        "tracked": boolean,
        "kind": choice(ExposureKind),
        "one_tap": number(limits.ONE_TAP),
    },
    rule=_agree_on_exposure,
)


def _with_booleans(record_type: type, checks: Mapping[str, Check]) -> dict[str, Check]:
    """Checks of the optional fields, in the record's order. Its yes/no fields need not be listed."""
    is_boolean = {field.name: field.type in ("bool", "bool | None") for field in fields(record_type)}
    return {name: checks.get(name, boolean) for name, plain in is_boolean.items() if plain or name in checks}


def _day_check(local_date: Check) -> ObjectCheck[Day]:
    return ObjectCheck(
        Day,
        required={"id": uid, "local_date": local_date},
        optional=_with_booleans(
            Day,
            {
                "signs": signs,
                "impact": integer(limits.SCORE),
                "worry": integer(limits.SCORE),
                "note": note,
            },
        ),
    )


def _agree_on_episode(episode: Episode) -> Iterable[Violation]:
    if episode.still_going and episode.duration_s is not None:
        yield Violation(("duration_s",), _("must be left out while still_going is true"))
    if abs(episode.onset.date() - episode.local_date) > ONE_DAY:
        yield Violation(("local_date",), _("is more than a day away from the onset"))


def _episode_check(local_date: Check) -> ObjectCheck[Episode]:
    return ObjectCheck(
        Episode,
        required={"id": uid, "onset": moment, "zone": zone, "local_date": local_date},
        optional=_with_booleans(
            Episode,
            {
                "duration_s": integer(limits.DURATION_S),
                "places": list_of(place, limits.PLACES_PER_EPISODE, {"": lambda place: place}),
                "strength": integer(limits.SCORE),
                "feel": choice(Feel),
                "count": integer(limits.COUNT),
                "pain": integer(limits.SCORE),
                "signs": signs,
                "blamed": list_of(name, limits.BLAMED_ITEMS),
                "reliefs": list_of(RELIEF, limits.RELIEFS_PER_EPISODE),
                "note": note,
            },
        ),
        rule=_agree_on_episode,
    )


amount = number(limits.READING_VALUE)
AMOUNTS = {key: number(built_in.range) for key, built_in in BY_KEY.items()}
"""The range of one reading of each built-in exposure."""


def _agree_on_reading(reading: Reading) -> Iterable[Violation]:
    violations: list[Violation] = []
    attempt(AMOUNTS.get(reading.exposure, amount), reading.value, "value", violations)
    yield from violations
    if reading.at and abs(reading.at.date() - reading.local_date) > ONE_DAY:
        yield Violation(("local_date",), _("is more than a day away from the clock time in “at”"))


def _reading_check(local_date: Check, exposure: Check) -> ObjectCheck[Reading]:
    return ObjectCheck(
        Reading,
        required={"id": uid, "exposure": exposure, "local_date": local_date, "value": amount},
        optional={
            "at": moment,
            "zone": zone,
            "item": text(limits.NAME_CHARS),
            "source": text(SOURCE_CHARS, min_chars=1),
            "external_id": text(EXTERNAL_ID_CHARS),
        },
        rule=_agree_on_reading,
    )


ONE_PER_ID = {"id": lambda entry: entry.id}
ONE_VALUE_PER_DAY = {
    "exposure": lambda r: (r.exposure, r.local_date) if r.source == CHECK_IN else None,
    "external_id": lambda r: (r.source, r.external_id) if r.external_id else None,
}
"""A check-in holds one value of each exposure per day, and an external id is unique per source."""


def check_diary(value: object) -> Diary:
    """Check a document and return its diary. Raises InvalidValueError with up to 20 violations."""
    content = check_head(value)
    local_date, exposure = _date_check(content), _exposure_check(content)
    check = ObjectCheck(
        _diary,
        required={
            "format": text(limits.NAME_CHARS),
            "version": integer((1, VERSION)),
            "person": PERSON,
            "first_day": day,
            "last_day": day,
            "exposures": list_of(EXPOSURE, unique={**ONE_PER_ID, "key": lambda e: e.key}),
            "days": list_of(_day_check(local_date), unique={**ONE_PER_ID, "local_date": lambda d: d.local_date}),
            "episodes": list_of(_episode_check(local_date), unique=ONE_PER_ID),
            "readings": list_of(_reading_check(local_date, exposure), unique={**ONE_PER_ID, **ONE_VALUE_PER_DAY}),
        },
        optional={
            "medicines": list_of(MEDICINE, unique=ONE_PER_ID),
            "doses": list_of(dose_check(local_date, medicine_id_check(content)), unique=ONE_PER_ID),
            "injections": list_of(INJECTION, unique=ONE_PER_ID),
            "visits": list_of(VISIT, unique=ONE_PER_ID),
            "experiments": list_of(EXPERIMENT, unique=ONE_PER_ID),
            "watched_signs": list_of(WATCHED_SIGN, unique=ONE_OPEN_PER_RULE),
        },
        rule=_agree_on_period,
    )
    return check(content)


def check_head(value: object) -> dict[str, object]:
    """Refuse what is not a diary, or is from a newer version."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise invalid(_("This is not a Levator diary: “format” is not “%(format)s”."), format=FORMAT)
    version = value.get("version")
    if isinstance(version, int) and version > VERSION:
        raise InvalidValueError(
            Violation(("version",), _("%(version)d was made by a newer Levator"), {"version": version})
        )
    return value


def _date_check(content: dict[str, object]) -> Check:
    """Check a date within the document's period, or any date if the period is invalid."""
    try:
        first, last = day(content.get("first_day")), day(content.get("last_day"))
    except InvalidValueError:
        return day
    if first > last:
        return day

    def read(value: object) -> date:
        found = day(value)
        if not first <= found <= last:
            raise invalid(_("lies outside first_day to last_day"))
        return found

    return read


def _exposure_check(content: dict[str, object]) -> Check:
    """Check a key of one of the document's exposures."""
    exposures = content.get("exposures")
    entries = exposures if isinstance(exposures, list) else []
    keys = {entry["key"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("key"), str)}
    return one_of(lambda: keys, _("“%(word)s” is not among the exposures of this file"))


def _agree_on_period(diary: Diary) -> Iterable[Violation]:
    if diary.first_day > diary.last_day:
        yield Violation(("last_day",), _("is before first_day"))


def _diary(*, format: str, version: int, **fields: Any) -> Diary:
    """Make the record, with its entries sorted."""
    ordered = {name: tuple(sorted(fields[name], key=key)) for name, key in SORT_KEYS.items() if name in fields}
    return Diary(**fields | ordered)


SORT_KEYS: dict[str, Callable[[Any], Any]] = {
    "days": lambda day: day.local_date,
    "episodes": lambda episode: (episode.onset, episode.id),
    "readings": lambda reading: (reading.local_date, reading.at or BEGINNING, reading.id),
    "doses": lambda dose: (dose.at, dose.id),
    "injections": lambda injection: (injection.day, injection.id),
    "visits": lambda visit: (visit.day, visit.id),
    "experiments": lambda experiment: (experiment.day, experiment.id),
    "watched_signs": lambda sign: (sign.first_shown, sign.rule, sign.last_shown),
}
"""Sort keys by section. The other sections keep the person's order."""
