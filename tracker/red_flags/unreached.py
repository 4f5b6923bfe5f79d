"""The emergency rules as plain data, for the script of a page that cannot reach the diary. It decides as they do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from tracker.records import Day, Diary, Episode
from tracker.red_flags.emergency import MATCHES, new_days
from tracker.red_flags.together import together


def emergency_data(diary: Diary, entry_id: UUID | None) -> dict[str, Any]:
    """Ready for JSON: the combinations; what is stored for each date of the diary; since when a medicine is new.

    `entry_id` is the entry being edited: it is not its own company.
    """
    return {
        "rules": [{"rule": rule_id, **asdict(matches)} for rule_id, matches in MATCHES.items()],
        "stored": dict(_stored(day, diary, entry_id) for day in diary.dates()),
        "medicines": [
            {"name": medicine.name, "first": first.isoformat(), "last": last.isoformat()}
            for medicine in diary.medicines
            for first, last in new_days(medicine)
        ],
    }


def _stored(day: date, diary: Diary, entry_id: UUID | None) -> tuple[str, dict[str, Any]]:
    held: Iterable[Day | Episode] = (*diary.days, *diary.episodes)
    others = [other for other in held if other.local_date == day and other.id != entry_id]
    twitch = any(isinstance(other, Episode) for other in others)
    signs = {name: sorted(onsets) for name, onsets in together(day, others).signs.items()}
    return day.isoformat(), {"twitch": twitch, "signs": signs}
