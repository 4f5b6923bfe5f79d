"""Signs that cannot wait: looked for in the entries of one date, never weighed against what was logged before.

The numbers in these rules cannot be moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import partial

from tracker.records import Day, Diary, Episode, Medicine
from tracker.red_flags.flag import RedFlag, raised
from tracker.red_flags.seen import Seen
from tracker.red_flags.together import Combination, Some, Together, together

EMERGENCY_DAYS = 14
"""How long a sign that cannot wait is shown after the date of its entry."""

NEW_MEDICINE_DAYS = 14

OF_E1_TO_E4 = (
    "face_droop", "arm_or_leg_weak_or_numb", "speech_slurred_or_lost", "confusion", "vision_lost_or_double",
    "lid_droop", "severe_headache",
)  # fmt: skip
WITH_DIZZINESS = (*OF_E1_TO_E4, "hearing_loss", "vomiting")
TOXIC = ("fever", "heavy_sweating", "agitated_or_confused", "racing_heart", "rigid_muscles")


def _sudden(*names: str) -> Some:
    return Some(names, sudden=True)


def _any(*names: str, least: int = 1) -> Some:
    return Some(names, least=least)


MATCHES: Mapping[str, Combination] = {
    "E1_face_droop": Combination(((_sudden("face_droop"),),)),
    "E2_limb": Combination(((_sudden("arm_or_leg_weak_or_numb"),),)),
    "E3_speech": Combination(((_sudden("speech_slurred_or_lost", "confusion"),),)),
    "E4_vision": Combination((
        (_sudden("vision_lost_or_double"),),
        (_sudden("lid_droop"), _any("severe_headache", "vision_lost_or_double")),
    )),
    "E5_head_balance": Combination((
        (_sudden("worst_headache"),),
        (_sudden("dizzy_unsteady"), _any(*WITH_DIZZINESS)),
    )),
    "E6_seizure": Combination(((_any("blackout_or_fit"),),)),
    "E7_breathing_swallow": Combination(((_any("breathless_rest_or_flat", "cannot_swallow_saliva", "choking"),),)),
    "E8_toxic": Combination(((_any(*TOXIC, least=2),),), twitch=True),
    "E9_heart_spasm": Combination((
        (_any("palpitations", "irregular_heartbeat"), _any("widespread_cramps", "hand_foot_spasm")),
    )),
}  # fmt: skip


def check_entry(entry: Day | Episode, diary: Diary) -> tuple[RedFlag, ...]:
    """The emergencies that an entry brings, before it is saved: alone, or together with others of its date.

    What the others of that date say by themselves is not shown again. `diary` needs to hold that date and the
    medicines; it may hold this entry already. There are no settings: nothing makes these rules quieter.
    """
    day = entry.local_date
    held: tuple[Day | Episode, ...] = (*diary.days, *diary.episodes)
    others = [other for other in held if other.local_date == day and other.id != entry.id]
    twitch = any(isinstance(other, Episode) for other in others)
    alone, without, with_it = together(day, [entry], twitch), together(day, others), together(day, [entry, *others])
    flags = []
    for rule_id, matches in MATCHES.items():
        if matches.found(alone) or matches.found(with_it) != matches.found(without):
            flags.append(_flag(rule_id, [day], matches.found(with_it), diary.medicines))
    return tuple(flags)


def _emergency(rule_id: str, seen: Seen) -> RedFlag | None:
    days: list[date] = []
    names: set[str] = set()
    for day in seen.last(EMERGENCY_DAYS):
        found = MATCHES[rule_id].found(_on(seen, day))
        if found:
            days.append(day)
            names |= found
    return _flag(rule_id, days, names, seen.diary.medicines) if days else None


def _on(seen: Seen, day: date) -> Together:
    touching = seen.episodes_on.get(day, ())
    entries: list[Day | Episode] = [episode for episode in touching if episode.local_date == day]
    if day in seen.check_ins:
        entries.append(seen.check_ins[day])
    return together(day, entries, twitch=bool(touching))


def _flag(rule_id: str, days: list[date], names: Iterable[str], medicines: Iterable[Medicine]) -> RedFlag:
    facts: dict[str, object] = {"dates": [day.isoformat() for day in days], "signs": sorted(names)}
    if rule_id == "E8_toxic":
        facts["medicines"] = sorted(m.name for m in medicines if any(_is_new(m, day) for day in days))
    return raised(rule_id, facts)


def _is_new(medicine: Medicine, day: date) -> bool:
    return any(first <= day <= last for first, last in new_days(medicine))


def new_days(medicine: Medicine) -> tuple[tuple[date, date], ...]:
    """The first and the last date on which the medicine, or its dose, counts as new."""
    return tuple((day, day + timedelta(days=NEW_MEDICINE_DAYS)) for day in medicine.changed_on())


EMERGENCIES: Mapping[str, Callable[[Seen], RedFlag | None]] = {
    rule_id: partial(_emergency, rule_id) for rule_id in MATCHES
}
