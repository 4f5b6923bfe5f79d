"""Check all rules for one diary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from tracker.core.records import Diary, History
from tracker.core.red_flags import (
    holding_back,
    medicines,
    minor_rules,
    other_signs,
    persistence,
    reassuring,
    several_places,
    signs,
    spreading,
    urgent_signs,
    worsening,
)
from tracker.core.red_flags.context import RuleContext, TrendResult
from tracker.core.red_flags.emergency import EMERGENCIES
from tracker.core.red_flags.flag import RedFlag, raise_flag, urgency
from tracker.core.red_flags.settings import DEFAULTS, Settings
from tracker.core.red_flags.urgent_signs import is_urgent
from tracker.core.reference.rules.levels import TODAY_OR_TOMORROW, Level
from tracker.core.reference.rules.mention import RULES


def under_16(context: RuleContext, flags: Sequence[RedFlag]) -> RedFlag | None:
    """S17. A person under 16 with lasting twitching, or with any other flag that asks for a doctor."""
    if not context.diary.person.under_16:
        return None
    doctor_flags = [flag for flag in flags if flag.level in (Level.SOON, Level.ROUTINE)]
    run_days = context.run.length if context.run else 0
    if run_days < context.settings.young_run_days and not doctor_flags:
        return None
    facts = {"run_days": run_days, "rules": [flag.rule for flag in doctor_flags]}
    urgent = any(is_urgent(flag) for flag in doctor_flags)
    return raise_flag("S17_under16", facts, within_hours=TODAY_OR_TOMORROW if urgent else None)


INDEPENDENT_RULES: Mapping[str, Callable[[RuleContext], RedFlag | None]] = {
    **EMERGENCIES,
    "S1_face_weak": urgent_signs.face_weak,
    "S19_came_slowly": urgent_signs.came_slowly,
    "S20_hands_cramp": urgent_signs.hands_cramp,
    "S25_jaw_locked": urgent_signs.jaw_locked,
    "S26_fainted": urgent_signs.fainted,
    "S22_face_and_limb": urgent_signs.face_and_limb_jerk,
    "S27_never_seen": urgent_signs.never_seen,
    "S7_eye_shut": signs.eye_shut,
    "S8_pain_numb": signs.pain_or_numbness,
    "S9_vision_hearing": signs.vision_or_hearing,
    "S10_eye_signs": signs.eye_signs,
    "S11_limb_progress": signs.limb_progress,
    "S12_speech_swallow_slow": signs.speech_or_swallowing,
    "S16_other_movements": signs.other_movements,
    "S18_palsy_3w": signs.palsy,
    "S2_persistent": persistence.persistent,
    "S2b_eyelid_3mo": persistence.eyelid_for_months,
    "S3_constant": persistence.constant,
    "S4_worsening": worsening.worsening,
    "S5_spreading": spreading.spreading,
    "S5w_new_region": spreading.new_region,
    "S6_half_face": spreading.half_face,
    "S13_more_places": several_places.more_places,
    "S14_medicine": medicines.medicine,
    "S15_not_suppressible": holding_back.not_held_back,
    "S21_medicine_spasm": medicines.spasm,
    "S23_tongue": several_places.tongue,
    "S24_interaction": medicines.interaction,
    "N1_comes_and_goes": minor_rules.on_and_off,
    "N2_sleep": minor_rules.in_sleep,
    "N3_linked": signs.linked,
    "N4_tic_like": minor_rules.urge,
    "N5_impact": minor_rules.impact,
    "N6_worry": minor_rules.worry,
    "N7_intake": minor_rules.intake,
    "N8_click": minor_rules.ear_click,
    "N9_keeps_coming": minor_rules.keeps_coming,
    "N10_heart_and_sweat": other_signs.heart_and_sweat,
}
"""Rules that need only the context."""

DEPENDENT_RULES: Mapping[str, Callable[[RuleContext, Sequence[RedFlag]], RedFlag | None]] = {
    "S17_under16": under_16,
    "N11_seen_since": other_signs.seen_since,
    "N12_also_noted": other_signs.also_noted,
    "R1_short": reassuring.short,
    "R2_less": reassuring.less,
    "R3_quiet": reassuring.quiet,
}
"""Rules that also need the flags of the others. The order matters: S17 asks for a doctor too."""

RULE_ORDER = tuple(RULES)


def check(
    diary: Diary,
    today: date,
    settings: Settings = DEFAULTS,
    trend: TrendResult | None = None,
    history: History | None = None,
) -> tuple[RedFlag, ...]:
    """Return a flag for every rule that matches on this day, the most urgent first.

    `diary` holds all entries; or those since `window_start(today)`, with `history` for the earlier ones.
    """
    return check_rules(RuleContext(diary, today, settings, trend, history))


def check_rules(context: RuleContext) -> tuple[RedFlag, ...]:
    """Return a flag for every rule that matches, the most urgent first."""
    settings = context.settings
    flags: list[RedFlag] = []
    for rule_id, rule in INDEPENDENT_RULES.items():
        if _is_enabled(rule_id, settings) and (flag := rule(context)):
            flags.append(flag)
    for rule_id, dependent_rule in DEPENDENT_RULES.items():
        if _is_enabled(rule_id, settings) and (flag := dependent_rule(context, tuple(flags))):
            flags.append(flag)
    return tuple(sorted(flags, key=_urgency))


def _is_enabled(rule_id: str, settings: Settings) -> bool:
    return settings.pattern_flags or not RULES[rule_id].pattern


def _urgency(flag: RedFlag) -> tuple[int, int, int]:
    return *urgency(flag.level, flag.within_hours), RULE_ORDER.index(flag.rule)
