"""Emergency rules: combinations of signs within one date, regardless of earlier entries.

The thresholds of these rules are fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial

from tracker.core.records import Day, Diary, Episode
from tracker.core.red_flags.combinations import (
    INJECTED,
    NEW_MEDICINE,
    PREGNANT,
    TWITCH,
    Alternative,
    AtLeast,
    Combination,
    day_signs,
)
from tracker.core.red_flags.conditions import conditions, new_days
from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.flag import RedFlag, raise_flag
from tracker.core.red_flags.jerks import JERKS_ON, LIMB_JERKS_ON, jerks_as_signs
from tracker.core.reference.rules.levels import TODAY_OR_TOMORROW, Level
from tracker.core.reference.signs import SIGNS

FRESH_DAYS = 2
"""A sign of today or yesterday is an emergency; an older one asks for a doctor within a day."""

PREGNANT_FRESH_DAYS = 7
TODAY_ONLY = frozenset({"choking"})

OF_E1_TO_E4 = (
    "face_droop", "arm_or_leg_weak_or_numb", "speech_slurred_or_lost", "confusion", "vision_lost_or_double",
    "lid_droop", "severe_headache",
)  # fmt: skip
WITH_DIZZINESS = (*OF_E1_TO_E4, "hearing_loss", "vomiting")
MENTAL_CHANGE = ("agitated", "agitated_or_confused", "confusion")
HOT = ("fever", "heavy_sweating", "racing_heart")
CRAMPS = ("widespread_cramps", "hand_foot_spasm")


def _sudden(*names: str) -> AtLeast:
    return AtLeast(names, sudden=True)


def _any(*names: str, least: int = 1) -> AtLeast:
    return AtLeast(names, least=least)


def _one_of(*alternatives: Alternative) -> Combination:
    return Combination(alternatives)


def _all(*parts: AtLeast, given: Iterable[str] = ()) -> Alternative:
    return Alternative(parts, tuple(given))


COMBINATIONS: Mapping[str, Combination] = {
    "E1_face_droop": _one_of(_all(_sudden("face_droop", "face_weak"))),
    "E2_limb": _one_of(_all(_sudden("arm_or_leg_weak_or_numb", "face_numb"))),
    "E3_speech": _one_of(_all(_sudden("speech_slurred_or_lost", "confusion"))),
    "E4_vision": _one_of(
        _all(_sudden("vision_lost_or_double")),
        _all(_sudden("lid_droop"), _any("severe_headache", "vision_lost_or_double")),
    ),
    "E5_head_balance": _one_of(
        _all(_sudden("worst_headache")),
        _all(_sudden("dizzy_unsteady"), _any(*WITH_DIZZINESS)),
    ),
    "E6_seizure": _one_of(_all(_any("fit", "blackout_or_fit"))),
    "E7_breathing_swallow": _one_of(
        _all(_any("breathless_rest_or_flat", "cannot_swallow_saliva", "choking")),
        _all(_any("swallow_hard", "speech_slurred_or_lost"), given=[INJECTED]),
    ),
    "E8_toxic": _one_of(
        _all(_any("rigid_muscles"), _any(*HOT), given=[TWITCH]),
        _all(_any(*MENTAL_CHANGE), _any(*HOT, "rigid_muscles"), given=[TWITCH]),
        _all(_any(*HOT, "rigid_muscles", least=2), given=[TWITCH, NEW_MEDICINE]),
    ),
    "E9_heart_spasm": _one_of(_all(_any("palpitations", "irregular_heartbeat", "racing_heart"), _any(*CRAMPS))),
    "E10_pregnant": _one_of(
        _all(_any("severe_headache", "worst_headache", "vision_change", "vision_lost_or_double"), given=[PREGNANT])
    ),
    "E11_jerking_on": _one_of(_all(_any(LIMB_JERKS_ON)), _all(_any(JERKS_ON), _any("confusion"))),
    "E12_jaw_locked": _one_of(_all(_any("jaw_locked"), _any("swallow_hard", "stiff_rigid"))),
}


def check_entry(entry: Day | Episode, diary: Diary) -> tuple[RedFlag, ...]:
    """Return the emergencies of an entry before it is saved: alone, or together with others of its date.

    Emergencies of the other entries alone are not repeated. `diary` must hold that date, the medicines and the
    injections; it may hold this entry already. Settings have no influence.
    """
    day = entry.local_date
    entries: tuple[Day | Episode, ...] = (*diary.days, *diary.episodes)
    others = [other for other in entries if other.local_date == day and other.id != entry.id]
    twitch = [TWITCH] if any(isinstance(other, Episode) for other in others) else []
    given = conditions(diary, day)
    alone, without = day_signs([entry], given | set(twitch)), day_signs(others, given)
    with_it = day_signs([entry, *others], given)
    flags = []
    for rule_id, matches in COMBINATIONS.items():
        if matches.matching_signs(alone) or matches.matching_signs(with_it) != matches.matching_signs(without):
            flags.append(_emergency(rule_id, {day: matches.matching_signs(with_it)}, diary))
    return tuple(flags)


def may_be_emergency(entry: Day | Episode) -> bool:
    """Fast check: without a sign or continuing jerks an entry cannot be an emergency."""
    return bool(entry.signs) or (isinstance(entry, Episode) and bool(jerks_as_signs(entry)))


Matched = Mapping[date, frozenset[str]]


def _check(rule_id: str, context: RuleContext) -> RedFlag | None:
    """Return an emergency of today or yesterday, else an older one that no doctor has seen."""
    matched = _matched(rule_id, context)
    fresh = context.last(PREGNANT_FRESH_DAYS if rule_id == "E10_pregnant" else FRESH_DAYS)
    new = {day: names for day, names in matched.items() if day in fresh}
    if new:
        return _emergency(rule_id, new, context.diary)
    if not matched or rule_id == "E10_pregnant":
        return None
    says = "jerked" if rule_id == "E11_jerking_on" else "older"
    facts = {**_facts(matched), "day": max(matched).isoformat()}
    return raise_flag(rule_id, facts, says, level=Level.SOON, within_hours=TODAY_OR_TOMORROW)


def _matched(rule_id: str, context: RuleContext) -> Matched:
    """Return the dates that match with no visit since, with their signs."""
    found = {}
    for on, days in context.evidence:
        names = COMBINATIONS[rule_id].matching_signs(on)
        for day in days if names else ():
            if counted := names if day == context.today else names - TODAY_ONLY:
                found[day] = counted
    return found


def _emergency(rule_id: str, matched: Matched, diary: Diary) -> RedFlag:
    facts = _facts(matched)
    says = ["says"]
    if rule_id == "E8_toxic":
        says.append("noted")
        new = {
            m.name for m in diary.medicines for first, last in new_days(m) for day in matched if first <= day <= last
        }
        facts["medicines"] = sorted(new)
    return raise_flag(rule_id, facts, *says)


def _facts(matched: Matched) -> dict[str, object]:
    names = {name for found in matched.values() for name in found}
    return {"dates": [day.isoformat() for day in sorted(matched)], "signs": sorted(names & SIGNS.keys())}


EMERGENCIES: Mapping[str, Callable[[RuleContext], RedFlag | None]] = {
    rule_id: partial(_check, rule_id) for rule_id in COMBINATIONS
}
