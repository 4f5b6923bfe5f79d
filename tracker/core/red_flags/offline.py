"""The emergency rules as JSON data, with which the script of a page gives the same results offline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from tracker.core.records import Day, Diary, Episode
from tracker.core.red_flags.combinations import PREGNANT, TWITCH, day_signs
from tracker.core.red_flags.conditions import Periods, new_days, periods
from tracker.core.red_flags.emergency import COMBINATIONS
from tracker.core.red_flags.jerks import FIVE_MINUTES_S, LIMB_OF, WHOLE_ARM
from tracker.core.reference.places import BODY


def emergency_data(diary: Diary, entry_id: UUID | None) -> dict[str, Any]:
    """Return the combinations, the stored signs of each date, and the periods of the conditions.

    `entry_id` is the entry being edited; its stored signs are left out.
    """
    return {
        "rules": [{"rule": rule_id, **asdict(matches)} for rule_id, matches in COMBINATIONS.items()],
        "stored": dict(_stored(day, diary, entry_id) for day in diary.dates()),
        "always": [PREGNANT] if diary.person.pregnant else [],
        "windows": {name: _iso_periods(ranges) for name, ranges in periods(diary).items()},
        "jerks": {
            "seconds": FIVE_MINUTES_S,
            "limbs": LIMB_OF,
            "wholeArm": sorted(WHOLE_ARM),
            "body": [region.id for region in BODY],
        },
        "medicines": [
            {"name": medicine.name, "first": first, "last": last}
            for medicine in diary.medicines
            for first, last in _iso_periods(new_days(medicine))
        ],
    }


def _iso_periods(ranges: Periods) -> list[list[str]]:
    return [[first.isoformat(), last.isoformat()] for first, last in ranges]


def _stored(day: date, diary: Diary, entry_id: UUID | None) -> tuple[str, dict[str, Any]]:
    entries: Iterable[Day | Episode] = (*diary.days, *diary.episodes)
    on = day_signs([other for other in entries if other.local_date == day and other.id != entry_id])
    signs = {name: sorted(onsets) for name, onsets in on.signs.items()}
    return day.isoformat(), {"twitch": TWITCH in on.given, "signs": signs}
