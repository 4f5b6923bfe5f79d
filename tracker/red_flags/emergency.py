"""Signs that cannot wait: looked for in the entries of one date, never weighed against what was logged before.

`unsure` counts as sudden in every rule here. The numbers in these rules cannot be moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from tracker.records import Day, Diary, Episode, Medicine, Onset
from tracker.red_flags.flag import RedFlag, raised
from tracker.red_flags.seen import Seen

EMERGENCY_DAYS = 14
"""How long a sign that cannot wait is shown after the date of its entry."""

TOXIC_SIGNS = 2
NEW_MEDICINE_DAYS = 14

SUDDEN = frozenset({Onset.SUDDEN, Onset.UNSURE})
OF_E1_TO_E4 = (
    "face_droop", "arm_or_leg_weak_or_numb", "speech_slurred_or_lost", "confusion", "vision_lost_or_double",
    "lid_droop", "severe_headache",
)  # fmt: skip
WITH_DIZZINESS = (*OF_E1_TO_E4, "hearing_loss", "vomiting")
TOXIC = ("fever", "heavy_sweating", "agitated_or_confused", "racing_heart", "rigid_muscles")

Names = frozenset[str]
NOTHING: Names = frozenset()


@dataclass(frozen=True)
class Together:
    """What the entries of one date say together: each sign with its onsets, and whether anything twitched."""

    day: date
    signs: Mapping[str, frozenset[Onset]]
    twitch: bool

    def any_of(self, *names: str) -> Names:
        """Those of the signs that are there."""
        return frozenset(names) & self.signs.keys()

    def sudden(self, *names: str) -> Names:
        """Those that are there and sudden, or not sure."""
        return frozenset(name for name in self.any_of(*names) if self.signs[name] & SUDDEN)


def together(day: date, entries: Iterable[Day | Episode], twitch: bool = False) -> Together:
    """The entries of one date as one. `twitch` says that something twitched then, whatever the entries are."""
    signs: dict[str, frozenset[Onset]] = defaultdict(frozenset)
    for entry in entries:
        twitch = twitch or isinstance(entry, Episode)
        for sign in entry.signs:
            signs[sign.name] |= {sign.onset}
    return Together(day, signs, twitch or "nearly_nonstop" in signs)


def _face_droop(on: Together) -> Names:
    return on.sudden("face_droop")


def _limb(on: Together) -> Names:
    return on.sudden("arm_or_leg_weak_or_numb")


def _speech(on: Together) -> Names:
    return on.sudden("speech_slurred_or_lost", "confusion")


def _vision(on: Together) -> Names:
    return on.sudden("vision_lost_or_double") | _both(
        on.sudden("lid_droop"), on.any_of("severe_headache", "vision_lost_or_double")
    )


def _head_balance(on: Together) -> Names:
    return on.sudden("worst_headache") | _both(on.sudden("dizzy_unsteady"), on.any_of(*WITH_DIZZINESS))


def _seizure(on: Together) -> Names:
    return on.any_of("blackout_or_fit")


def _breathing_swallow(on: Together) -> Names:
    return on.any_of("breathless_rest_or_flat", "cannot_swallow_saliva", "choking")


def _toxic(on: Together) -> Names:
    found = on.any_of(*TOXIC)
    return found if on.twitch and len(found) >= TOXIC_SIGNS else NOTHING


def _heart_spasm(on: Together) -> Names:
    return _both(on.any_of("palpitations", "irregular_heartbeat"), on.any_of("widespread_cramps", "hand_foot_spasm"))


def _both(some: Names, others: Names) -> Names:
    return some | others if some and others else NOTHING


MATCHES: Mapping[str, Callable[[Together], Names]] = {
    "E1_face_droop": _face_droop,
    "E2_limb": _limb,
    "E3_speech": _speech,
    "E4_vision": _vision,
    "E5_head_balance": _head_balance,
    "E6_seizure": _seizure,
    "E7_breathing_swallow": _breathing_swallow,
    "E8_toxic": _toxic,
    "E9_heart_spasm": _heart_spasm,
}


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
        if matches(alone) or matches(with_it) != matches(without):
            flags.append(_flag(rule_id, [day], matches(with_it), diary.medicines))
    return tuple(flags)


def _emergency(rule_id: str, seen: Seen) -> RedFlag | None:
    days: list[date] = []
    names: set[str] = set()
    for day in seen.last(EMERGENCY_DAYS):
        found = MATCHES[rule_id](_on(seen, day))
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
    since = day - timedelta(days=NEW_MEDICINE_DAYS)
    return any(changed and since <= changed <= day for changed in (medicine.started, medicine.dose_raised))


EMERGENCIES: Mapping[str, Callable[[Seen], RedFlag | None]] = {
    rule_id: partial(_emergency, rule_id) for rule_id in MATCHES
}
