"""Signs that cannot wait, looked for in the entry itself. A sign whose onset is *not sure* counts as sudden."""

from __future__ import annotations

from tracker.reference.rules import Level, Rule
from tracker.reference.words import gettext_noop as _

ON_THE_ENTRY = ("episodes.signs", "days.signs")


def _emergency(rule_id: str, when: str, says: str, sources: tuple[str, ...], also_reads: tuple[str, ...] = ()) -> Rule:
    return Rule(rule_id, Level.EMERGENCY, 0, when, {"says": says}, sources, (*ON_THE_ENTRY, *also_reads))


EMERGENCY_RULES: tuple[Rule, ...] = (
    _emergency(
        "E1_face_droop",
        "face_droop, sudden",
        _("A face that suddenly drops on one side needs emergency help now. Call %(number)s. Note the time it "
          "started."),
        ("nhs_fast", "nhs_face_weak", "nose_twitch"),
    ),
    _emergency(
        "E2_limb",
        "arm_or_leg_weak_or_numb, sudden",
        _("Sudden weakness or numbness in an arm or leg needs emergency help now. Call %(number)s."),
        ("nhs_fast", "sudden_signs", "ng127_weakness"),
    ),
    _emergency(
        "E3_speech",
        "speech_slurred_or_lost or confusion, sudden",
        _("Sudden trouble speaking or understanding needs emergency help now. Call %(number)s."),
        ("ng127_speech", "nhs_fast", "nose_twitch"),
    ),
    _emergency(
        "E4_vision",
        "vision_lost_or_double, sudden; or lid_droop, sudden, on a day with severe_headache or vision_lost_or_double",
        _("Sudden loss of sight or double vision needs emergency help now. Call %(number)s."),
        ("sudden_signs", "general"),
    ),
    _emergency(
        "E5_head_balance",
        "worst_headache, sudden; or dizzy_unsteady, sudden, on a day with a sign of E1 to E4, hearing_loss or "
        "vomiting",
        _("A sudden, severe headache or sudden loss of balance with other symptoms needs emergency help now. Call "
          "%(number)s."),
        ("sudden_signs", "ng127"),
    ),
    _emergency(
        "E6_seizure",
        "blackout_or_fit",
        _("Jerking with loss of awareness needs emergency help now. Call %(number)s."),
        ("general",),
    ),
    _emergency(
        "E7_breathing_swallow",
        "breathless_rest_or_flat, cannot_swallow_saliva or choking",
        _("Trouble breathing or swallowing needs emergency help now. Call %(number)s."),
        ("ng127_weakness", "ng127_speech"),
    ),
    _emergency(
        "E8_toxic",
        "a twitch on a day with 2 or more of fever, heavy_sweating, agitated_or_confused, racing_heart, "
        "rigid_muscles; medicines started or changed in the 14 days before are shown with it",
        _("Twitching with fever, confusion, stiffness or a racing heart needs emergency help now. Call %(number)s. "
          "Take your medicine list with you."),
        ("msd_manual",),
        ("medicines.started", "medicines.dose_raised", "medicines.changes"),
    ),
    _emergency(
        "E9_heart_spasm",
        "palpitations or irregular_heartbeat, on a day with widespread_cramps or hand_foot_spasm",
        _("Muscle spasms together with a racing or irregular heartbeat need medical help right away. Call "
          "%(number)s."),
        ("fda_magnesium",),
    ),
)  # fmt: skip
